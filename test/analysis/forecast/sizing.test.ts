import { describe, expect, test } from 'vitest';
import type { ForecastQuestion } from '../../../src/analysis/index.ts';
import { prepareEngine } from '../../../src/io/index.ts';
import { forecastOf } from './support.ts';

/*
One replica is a GPU that does 50 tokens/s: 131.4 million tokens in a month of 730 hours, all of it usable. Volume of 100, 110, 121,
133.1, 146.41 and 161.051 million tokens a month: 1, 1, 1, 2, 2, 2 GPUs. On demand a GPU costs 730 USD a month, reserved for
three months 438. Nothing is discounted.
*/
const scenario = (months: number, early: string, growth = '10%/month'): string => `crossover: 1
name: How much to reserve
as_of: 2026-12-15
horizon: { start: 2027-01, months: ${months} }
offers:
  - { id: rented, gpu: x, hourly: 1 USD/hour, node: 1 }
  - { id: reserved, gpu: x, hourly: 0.6 USD/hour, term: 3 months, node: 1 }
clusters:
  rented: { model: any, offer: rented, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 50 tokens/s } }
  reserved: { model: any, offer: reserved, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 50 tokens/s } }
workloads:
  chat:
    volume: 100M tokens/month
    ratio: 1:1
    growth: ${growth}
    options:
      rented: { build: rented }
      reserved: { build: reserved, early_exit: ${early} }
`;

const sized = (text: string, question: ForecastQuestion = {}) =>
  forecastOf(text, { ...question, size: true }).sizing?.[0];

describe('how much to commit', () => {
  test('six months as stated: one GPU for a term, then two', () => {
    const found = sized(scenario(6, '100%'));
    // 3 · 3 · 438 = 3,942, against (3 · 1 + 3 · 2) · 730 = 6,570.
    expect(
      found?.commitments.map(({ from, to, gpus, isLeftEarly }) => [from, to, gpus, isLeftEarly]),
    ).toEqual([
      ['2027-01', '2027-03', 1, false],
      ['2027-04', '2027-06', 2, false],
    ]);
    expect([found?.cost, found?.onDemandCost, found?.saves].map((each) => each?.toFixed(2))).toEqual([
      '3942.00',
      '6570.00',
      '2628.00',
    ]);
    expect(found?.months.map(({ committed, needed, short }) => [committed, needed, short])).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [1, 1, 0],
      [2, 2, 0],
      [2, 2, 0],
      [2, 2, 0],
    ]);
  });

  test('the critical fractile is what a commitment saves of the rent, and its answer costs no less', () => {
    const found = sized(scenario(6, '100%'));
    // (3 · 730 - 3 · 438) / (3 · 730) = 0.4: one GPU for the first term, 1,314; then 6 · 730 = 4,380 on demand.
    expect(found?.fractiles.map(({ option, fractile, gpus }) => [option, fractile, gpus])).toEqual([
      ['reserved', 0.4, 1],
    ]);
    expect(found?.fractiles[0]?.cost.toFixed(2)).toBe('5694.00');
  });

  test('what is left of a term at the end of the horizon is paid, so that nothing is reserved for one month', () => {
    // Four months need 1, 1, 1, 2. Reserving for the last month costs 3 · 438 = 1,314 a GPU, renting 730.
    const found = sized(scenario(4, '100%'));
    expect(found?.cost.toFixed(2)).toBe(String(1314 + 2 * 730) + '.00');
  });

  test('a contract that may be left for nothing is left for nothing', () => {
    const found = sized(scenario(4, '0%'));
    // 5 GPU-months of 438.
    expect(found?.cost.toFixed(2)).toBe('2190.00');
    expect(found?.commitments.some(({ isLeftEarly }) => isLeftEarly)).toBe(true);
  });

  test('many paths that hardly differ say what the stated one says; of those that do, the answer is the best', async () => {
    const prepare = await prepareEngine();
    const nearly = sized(scenario(6, '100%', '{ uniform: [9.9999%/month, 10.0001%/month] }'), {
      paths: { samples: 64, seed: 1, prepare },
    });
    expect(nearly?.cost.toNumber()).toBeCloseTo(3942, 6);
    expect(nearly?.paths).toBe(64);
    const spread = sized(scenario(6, '100%', '{ uniform: [-30%/month, 50%/month] }'), {
      paths: { samples: 256, seed: 1, prepare },
    });
    const cost = spread?.cost.toNumber() ?? Infinity;
    expect(cost).toBeLessThanOrEqual(spread?.onDemandCost.toNumber() ?? 0);
    for (const each of spread?.fractiles ?? []) expect(cost).toBeLessThanOrEqual(each.cost.toNumber() + 1e-9);
    // In the last month some paths need many GPUs, which it would not pay to reserve for the few.
    expect(spread?.months.at(-1)?.short).toBeGreaterThan(0);
  });

  test('where nothing is rented on demand there is nothing to size, and why is said', () => {
    const found = sized(scenario(4, '0%').replace('      rented: { build: rented }\n', ''));
    expect(found?.nothing).toContain('no option rents GPUs on demand');
    expect(found?.commitments).toEqual([]);
  });
});
