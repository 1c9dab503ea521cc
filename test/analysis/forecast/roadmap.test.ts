import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { compareForecasts, forecastModel } from '../../../src/analysis/index.ts';
import { render } from '../../../src/report/index.ts';
import { modelOf } from '../../support/model.ts';
import { forecastOf, problemsOf } from './support.ts';

/** An API at 1,000 USD a month for 12 months, from 2027-01 on. */
const plan = (roadmap: string, horizon = 'months: 12'): string => `crossover: 1
as_of: 2026-12-15
horizon: { start: 2027-01, ${horizon} }
teams: { ops: { headcount: 1, loaded_cost: 240k USD/year } }
prices: [ { id: acme/chat, input: 10 USD/Mtok, output: 10 USD/Mtok } ]
workloads: { chat: { volume: 100M tokens/month, ratio: 1:1, options: { api: { buy: acme/chat } } } }
roadmap: ${roadmap}
`;

describe('what a roadmap costs', () => {
  // One person at 120,000 a year is 10,000 a month, and 1,000 beside: 11,000 in each of two months, and 5,000 at their start.
  const phase = 'people: 1, loaded_cost: 120k USD/year, monthly: 1k USD/month, one_time: 5k USD';

  test('months, total and present value, and the portfolio has them', () => {
    const { roadmap, portfolio } = forecastOf(
      plan(`{ phases: { pilot: { months: 2-3, ${phase} } } }`, 'months: 4, discount_rate: 1%/month'),
    );
    expect(roadmap?.phases[0]).toMatchObject({ id: 'pilot', from: '2027-02', to: '2027-03' });
    expect(roadmap?.months.map(({ cash }) => cash.toFixed())).toEqual(['0', '16000', '11000', '0']);
    expect(roadmap?.months.map(({ people }) => people.toFixed())).toEqual(['0', '1', '1', '0']);
    expect(roadmap?.total.toFixed()).toBe('27000');
    // Month 2 begins one month from now: 5,000 / 1.01 + 11,000 / 1.01^2 + 11,000 / 1.01^3.
    const worth = 5000 / 1.01 + 11000 / 1.01 ** 2 + 11000 / 1.01 ** 3;
    expect(roadmap?.npv.toNumber()).toBeCloseTo(worth, 9);
    expect(portfolio?.months.map(({ cash }) => cash.toFixed())).toEqual(['1000', '17000', '12000', '1000']);
    expect(portfolio?.months.map(({ expense, opex }) => [expense.toFixed(), opex.toFixed()])[1]).toEqual([
      '17000',
      '17000',
    ]);
    expect(portfolio?.total.toFixed()).toBe('31000');
    const api = [1, 2, 3, 4].reduce((sum, month) => sum + 1000 / 1.01 ** month, 0);
    expect(portfolio?.npv.toNumber()).toBeCloseTo(worth + api, 9);
  });

  test('wages follow their trend, and people of a team have its cost', () => {
    // 10,000 and 10,100; half a person of the team is 240,000 / 12 / 2 = 10,000 as well.
    const cash = (people: string): readonly string[] | undefined =>
      forecastOf(
        plan(`{ phases: { pilot: { months: 1-2, ${people} } } }`, 'months: 3, wage_trend: 1%/month'),
      ).roadmap?.months.map((each) => each.cash.toFixed());
    expect(cash('people: 1, loaded_cost: 120k USD/year')).toEqual(['10000', '10100', '0']);
    expect(cash('people: 0.5, team: ops')).toEqual(['10000', '10100', '0']);
  });

  test('a start of its own moves all phases', () => {
    const { roadmap } = forecastOf(
      plan(`{ start: 2027-04, phases: { pilot: { months: 2, one_time: 1k USD } } }`),
    );
    expect(roadmap?.phases[0]?.from).toBe('2027-05');
    expect(roadmap?.start).toBe('2027-05');
  });

  test('options and their verdict stay the same', () => {
    const without = forecastOf(plan('{ phases: { pilot: { months: 1 } } }'));
    const dear = forecastOf(plan('{ phases: { pilot: { months: 1, one_time: 1M USD } } }'));
    expect(dear.workloads).toEqual(without.workloads);
  });
});

describe('the template readiness-12', () => {
  test('has five phases in twelve months, without cost', () => {
    const { roadmap } = forecastOf(plan('readiness-12'));
    expect(roadmap?.template).toBe('readiness-12');
    expect(roadmap?.phases.map(({ id, from, to }) => `${id} ${from} ${to}`)).toEqual([
      'discovery 2027-01 2027-02',
      'pilot 2027-02 2027-04',
      'business-case 2027-04 2027-06',
      'governance 2027-05 2027-07',
      'deployment 2027-06 2027-12',
    ]);
    expect(roadmap?.total.isZero()).toBe(true);
  });

  test('what the file says of a phase is laid over it, and phases can be added', () => {
    const { roadmap } = forecastOf(
      plan(
        '{ template: readiness-12, phases: { pilot: { one_time: 30k USD }, audit: { months: 12, monthly: 2k USD/month, after: deployment } } }',
      ).replace('months: 12, ', 'months: 12, '),
    );
    expect(roadmap?.phases.map(({ id, total }) => `${id} ${total.toFixed()}`)).toContain('pilot 30000');
    expect(roadmap?.phases.at(-1)).toMatchObject({ id: 'audit', after: ['deployment'] });
    expect(roadmap?.phases.find(({ id }) => id === 'pilot')?.gate).toContain('minimum score');
  });
});

test.each([
  ['{ phases: { pilot: { months: 11-13 } } }', 'takes 2027-11 to 2028-01'],
  ['{ start: 2026-11, phases: { pilot: { months: 1 } } }', 'takes 2026-11'],
  ['{ phases: { a: { months: 1-3 }, b: { months: 2-4, after: a } } }', 'ends in month 3'],
  ['{ phases: { a: { months: 1-3, after: bb } } }', 'no phase bb'],
  ['{ phases: { a: { months: 1-3, after: a } } }', 'after itself'],
  ['{ phases: { a: { months: 1-3, people: 2 } } }', 'people cost is not known'],
  ['{ phases: { a: { months: 1-3, people: 2, team: opss } } }', 'no team opss'],
  ['{ phases: { a: { months: 1-3, people: 2, team: ops, loaded_cost: 1 USD/year } } }', 'exclude each other'],
  ['{ phases: { a: { months: 3-1 } } }', 'no range of months'],
  ['{ phases: { a: { people: 0 } } }', "'months' is missing"],
  ['{ phases: {} }', 'no phases'],
])('%s is an error at its place', (roadmap, said) => {
  const [found] = problemsOf(plan(roadmap));
  expect(found?.message).toContain(said);
  expect(found?.span?.line).toBeGreaterThan(6);
});

describe('a roadmap as it is shown', () => {
  const result = forecastOf(
    plan('{ template: readiness-12, phases: { pilot: { one_time: 30k USD, monthly: 1k USD/month } } }'),
  );

  test('as a Gantt chart of characters, and in every format', async () => {
    const table = await render(result, { format: 'table', width: 150 });
    expect(table.body).toContain('               J F M A M J J A S O N D');
    expect(table.body).toContain('pilot            ██████◆');
    expect(table.body).toContain('deployment               ██████████████◆');
    for (const format of ['markdown', 'html', 'svg', 'csv', 'json'] as const) {
      const { body } = await render(result, { format });
      expect(`${format}: ${String(body).includes('pilot') ? 'has the pilot' : 'lacks it'}`).toBe(
        `${format}: has the pilot`,
      );
      expect(String(body).replaceAll(/[,\u2009\u202f]/gu, '')).toContain('33000');
    }
  });

  test('as filled cells of a sheet whose sums are formulas', async () => {
    const model = modelOf(
      plan('{ phases: { pilot: { months: 2-3, one_time: 5k USD, monthly: 1k USD/month } } }').replace(
        'crossover: 1\n',
        '',
      ),
    );
    const made = forecastModel(model);
    if (!made.ok) throw new Error('no forecast');
    const { body } = await render(made.value, { format: 'xlsx', forecast: { model } });
    if (typeof body === 'string') throw new Error('no workbook');
    const files = unzipSync(body);
    const names = [
      ...strFromU8(files['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet name="([^"]+)"/gu),
    ];
    const place = names.findIndex(([, name]) => name === 'Roadmap');
    const sheet = strFromU8(files[`xl/worksheets/sheet${place + 1}.xml`] ?? new Uint8Array());
    // 6,000 in February and 1,000 in March: January is column I.
    expect(sheet).toMatch(/r="J5"[^>]*><v>6000<\/v>/u);
    expect(sheet).toMatch(/r="K5"[^>]*><v>1000<\/v>/u);
    expect(sheet).toMatch(/r="G5"[^>]*><f>SUM\(I5:T5\)<\/f><v>7000<\/v>/u);
    expect(sheet).toMatch(/r="G6"[^>]*><f>SUM\(G5:G5\)<\/f><v>7000<\/v>/u);
  });

  test('and months add up to the total in the table of machines', async () => {
    const { body } = await render(result, { format: 'csv' });
    const rows = String(body)
      .split(/\r?\n/u)
      .map((line) => line.split(','));
    const [head = []] = rows;
    const at = (name: string): number => head.indexOf(name);
    const values = (line: string): readonly number[] =>
      rows.flatMap((row) =>
        row[at('line')] === line && row[at('workload')] === '' ? [Number(row[at('value')])] : [],
      );
    const sum = values('cash').reduce((all, each) => all + each, 0);
    // 12 months of 1,000, and 30,000 and three times 1,000 of the pilot.
    expect([sum, values('total')[0]]).toEqual([45_000, 45_000]);
  });

  test('and a forecast that was saved before there were roadmaps has none', async () => {
    const { loadSavedForecast } = await import('../../../src/report/index.ts');
    const { body } = await render(forecastOf(plan('readiness-12')), { format: 'json' });
    const { roadmap, ...before } = JSON.parse(String(body)) as Record<string, unknown>;
    expect(roadmap).not.toBeNull();
    const loaded = loadSavedForecast(JSON.stringify(before), 'plan.json');
    expect(loaded.ok && loaded.value.result.roadmap).toBeNull();
  });
});

test('a roadmap that changes is a cause of its own', () => {
  const setOf = (roadmap: string) => {
    const model = modelOf(plan(roadmap).replace('crossover: 1\n', ''));
    const result = forecastModel(model);
    if (!result.ok) throw new Error('no forecast');
    return { name: 'plan', subjects: new Map([['plan', { model, result: result.value }]]) };
  };
  const compared = compareForecasts(
    setOf('readiness-12'),
    setOf('{ template: readiness-12, phases: { pilot: { one_time: 30k USD } } }'),
  );
  const effects = compared.ok ? compared.value.scenarios[0]?.effects : null;
  expect(effects?.map(({ cause, total }) => [cause, total.toFixed()])).toEqual([['roadmap', '30000']]);
});
