import { describe, expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import { forecastOf, workedCase } from './support.ts';

/** The worked case twice, the second with a volume of its own, on clusters of their own or on one. */
function twice(cluster: string, before = ''): string {
  const [head = '', workload = ''] = workedCase.split('workloads:\n');
  const second = workload
    .replace('chat:', 'search:')
    .replace('volume: 1B', 'volume: 400M')
    .replace('build: own', `build: ${cluster}`);
  const other =
    '  other: { model: any, offer: own, gpus_per_replica: 1, throughput: { mixed: 10k tokens/s } }\n';
  return `${head}${cluster === 'other' ? other : ''}${before}workloads:\n${workload}${second}`;
}

const cents = (value: Exact | undefined): string => value?.toFixed(2) ?? '';
const sum = (values: readonly Exact[]): Exact => values.reduce((all, each) => all.plus(each), new Exact(0));

describe('the schedule of a portfolio', () => {
  test('of workloads that share nothing is proved: the schedules of each, added up', () => {
    const { workloads, portfolioSchedule: found } = forecastOf(twice('other'));
    expect(found?.proof).toBe('optimal');
    expect(found?.gap).toBe(0);
    // chat as in the worked case: own, 297,496.26. search buys 40 % of 358,968.11, worth 40 % of 311,014.35 = 124,405.74, always; the sum before it is
    // rounded is 421,902.005 and more.
    expect(workloads.map(({ schedule }) => cents(schedule?.npv))).toEqual(['297496.26', '124405.74']);
    expect(cents(found?.npv)).toBe('421902.01');
    expect(cents(found?.lowerBound)).toBe('421902.01');
    expect(found?.quarters).toHaveLength(12);
    expect(found?.quarters[0]?.workloads).toEqual([
      { id: 'chat', options: ['own'] },
      { id: 'search', options: ['api'] },
    ]);
    // 300,000 of own, and 0.4 · 358,968.113 = 143,587.245 of tokens.
    expect(cents(sum(found?.quarters.map(({ cash }) => cash) ?? []))).toBe('443587.25');
    // 240,000 at the start and three months of 3,000; 4,000 · (1 + q + q²) of tokens, q = 1.03 · 0.7^(1/12) = 0.9998358...
    const q = 1.03 * 0.7 ** (1 / 12);
    expect(found?.quarters[0]?.cash.toNumber()).toBeCloseTo(249000 + 4000 * (1 + q + q * q), 6);
  });

  test('of workloads that may share a cluster is not: the dearest alone bounds it from below', () => {
    const { workloads, portfolioSchedule: found } = forecastOf(twice('own'));
    expect(found?.proof).toBe('bound');
    expect(found?.sharing).toEqual([['chat', 'search']]);
    const [chat, search] = workloads.map(({ schedule }) => schedule?.npv ?? new Exact(0));
    expect(cents(found?.npv)).toBe(cents(chat?.plus(search ?? 0)));
    expect(cents(found?.lowerBound)).toBe(cents(chat));
    expect(found?.gap).toBeCloseTo(124405.74 / 421902, 6);
  });

  test('one workload has none', () => {
    expect(forecastOf(workedCase).portfolioSchedule).toBeNull();
  });
});
