import { describe, expect, test } from 'vitest';
import { readVolumes } from '../../../src/analysis/index.ts';
import { modelOf } from '../../support/model.ts';
import { prepareEngine } from '../../../src/io/index.ts';
import { forecastOf, workedCase } from './support.ts';

describe('sample paths', () => {
  test('that hardly differ have the figures of the forecast itself: present values, months and shares', async () => {
    const nearly = workedCase.replace(
      'api_price_trend: -30%/year',
      'api_price_trend: { uniform: [-30.0000001%/year, -29.9999999%/year] }',
    );
    const prepare = await prepareEngine();
    const { workloads, paths } = forecastOf(nearly, { paths: { samples: 64, seed: 1, prepare } });
    const options = workloads[0]?.options ?? [];
    for (const { id, npv, months } of options) {
      const found = paths?.workloads[0]?.options.find((each) => each.id === id);
      expect(found?.npv.mean.toNumber()).toBeCloseTo(npv?.toNumber() ?? 0, 2);
      expect(found?.months[35]?.p50.toNumber()).toBeCloseTo(months[35]?.expense.toNumber() ?? 0, 3);
    }
    // 297,496.26 of own against 311,014.35 of api, on every path.
    expect(paths?.workloads[0]?.options.map(({ id, best }) => [id, best])).toEqual([
      ['own', 1],
      ['api', 0],
    ]);
  });

  test('spread with a trend: at -60 % a year buying is cheaper, at 0 % building', async () => {
    const spread = workedCase.replace(
      'api_price_trend: -30%/year',
      'api_price_trend: { uniform: [-60%/year, 0%/year] }',
    );
    const prepare = await prepareEngine();
    const { paths } = forecastOf(spread, { paths: { samples: 512, seed: 1, prepare } });
    const [workload] = paths?.workloads ?? [];
    const shares = workload?.options.map(({ best }) => best) ?? [];
    expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...shares)).toBeGreaterThan(0.2);
    const api = workload?.options.find(({ id }) => id === 'api');
    expect(api?.npv.p10.lt(api.npv.p50) && api.npv.p50.lt(api.npv.p90)).toBe(true);
    // Knowing the trend after a quarter is worth something where it decides.
    expect(workload?.waiting?.value.gt(0)).toBe(true);
  });
});

describe('all workloads and the roadmap on the paths', () => {
  const spread = `${workedCase.replace(
    'api_price_trend: -30%/year',
    'api_price_trend: { uniform: [-60%/year, 0%/year] }',
  )}roadmap:
  start: 2027-02
  phases:
    pilot: { months: 1-2, people: 0, one_time: 9000 USD, monthly: 500 USD/month }
`;

  test('are the paths of the best option, and the cost of the phases in their months on top', async () => {
    const prepare = await prepareEngine();
    const { paths, workloads, roadmap } = forecastOf(spread, { paths: { samples: 512, seed: 1, prepare } });
    const best = paths?.workloads[0]?.options.find(({ id }) => id === workloads[0]?.best);
    const together = paths?.portfolio;
    // 9,000 at the beginning of February 2027, 500 at the ends of February and March: months 2 and 3 at 10 % a year.
    const step = 1.1 ** (1 / 12);
    const worth = 9000 / step + 500 / step ** 2 + 500 / step ** 3;
    expect(roadmap?.npv.toNumber()).toBeCloseTo(worth, 6);
    for (const key of ['mean', 'p10', 'p50', 'p90'] as const)
      expect(together?.npv[key].minus(best?.npv[key] ?? 0).toNumber()).toBeCloseTo(worth, 4);
    const more = [0, 9500, 500, 0].map((paid, month) => [
      together?.months[month]?.p90.minus(best?.months[month]?.p90 ?? 0).toNumber() ?? 0,
      paid,
    ]);
    for (const [found, paid] of more) expect(found).toBeCloseTo(paid ?? Number.NaN, 4);
  });

  test('a phase whose cost is a distribution differs from path to path', async () => {
    const prepare = await prepareEngine();
    const unsure = spread.replace('one_time: 9000 USD', 'one_time: { uniform: [5000 USD, 13000 USD] }');
    const { paths } = forecastOf(unsure, { paths: { samples: 512, seed: 1, prepare } });
    const best = paths?.workloads[0]?.options[0];
    const february = paths?.portfolio?.months[1];
    expect(paths?.uncertain).toContain('roadmap.phases.pilot.one_time');
    // What an own cluster costs in a month is the same on every path: 5,800 to 12,200 and 500 come on top.
    expect(february?.p10.minus(best?.months[1]?.p10 ?? 0).toNumber()).toBeCloseTo(6300, -2);
    expect(february?.p90.minus(best?.months[1]?.p90 ?? 0).toNumber()).toBeCloseTo(12700, -2);
  });
});

describe('volumes by month', () => {
  const model = modelOf(`horizon: { start: 2027-01, months: 3 }
prices: [ { id: acme/chat, input: 10 USD/Mtok, output: 10 USD/Mtok } ]
workloads:
  chat:
    volume: 1B tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat } }
`);
  const read = (rows: string) => readVolumes(model, `month,workload,volume\n${rows}`, 'plan.csv');
  const problem = (rows: string): string => {
    const { diagnostics } = read(rows);
    return diagnostics.map(({ message, span }) => `${span?.line ?? 0}: ${message}`).join('\n');
  };

  test('are taken as they are, with a unit or in that of the workload', () => {
    const result = read('2027-01,chat,1000000000\n2027-02,chat,2B tokens/month\n2027-03,chat,0\n');
    expect(result.ok && result.value.get('chat')?.map((each) => each.toFixed())).toEqual([
      '1000000000',
      '2000000000',
      '0',
    ]);
  });

  test('a gap, a month twice, an unknown workload and no number are errors at their lines', () => {
    expect(problem('2027-01,chat,1\n2027-03,chat,1')).toBe(
      '3: chat: 2027-02 is missing; a forecast needs every month from 2027-01 on',
    );
    expect(problem('2027-01,chat,1\n2027-01,chat,1\n2027-02,chat,1\n2027-03,chat,1')).toBe(
      '3: chat: 2027-01 is in line 2 already',
    );
    expect(problem('2027-01,chta,1')).toContain("2: there is no workload 'chta'");
    expect(problem('2027-01,chat,many')).toContain('2: chat:');
    expect(problem('2027-13,chat,1')).toContain("2: expected a month such as 2027-01, found '2027-13'");
  });
});
