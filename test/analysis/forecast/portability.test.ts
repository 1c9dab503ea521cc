import { describe, expect, test } from 'vitest';
import { render } from '../../../src/report/index.ts';
import { forecastOf, problemsOf } from './support.ts';

interface Plan {
  readonly portability: string;
  readonly events?: string;
  readonly options?: string;
  readonly horizon?: string;
}

/** 100 Mtok a month for 12 months from 2027-01 on: at 10 USD/Mtok 1,000 a month. */
function planOf({
  portability,
  events = '[]',
  options = 'a: { buy: acme/a }, b: { buy: acme/b }',
  horizon = '',
}: Plan): string {
  return `crossover: 1
as_of: 2026-12-15
horizon: { start: 2027-01, months: 12${horizon} }
events: ${events}
prices: [ { id: acme/a, input: 10 USD/Mtok, output: 10 USD/Mtok }, { id: acme/b, input: 12 USD/Mtok, output: 12 USD/Mtok } ]
workloads: { chat: { volume: 100M tokens/month, ratio: 1:1, options: { ${options} } } }
portability: ${portability}
`;
}

const doubled = '[{ month: 2027-07, price: acme/a, change: 100% }]';
const platforms = 'platforms: { gateway: 49 USD/month, harness: 29 USD/month }';

describe('what being able to switch is worth', () => {
  // a costs 1,000 for six months and 2,000 from then on: 18,000; b costs 1,200: 14,400. At 10,000 a switch b is kept: 14,400.
  // At 100 a switch: 6 · 1,000 + 100 + 6 · 1,200 = 13,300, which is 1,100 less. The platforms cost 78 · 12 = 936: 164 are left.
  test('a price that doubles, by hand', () => {
    const { portability } = forecastOf(
      planOf({
        portability: `{ ${platforms}, switch_with: 100 USD, switch_without: 10k USD }`,
        events: doubled,
      }),
    );
    expect(portability?.lines.map(({ id, monthly }) => `${id} ${monthly.toFixed()}`)).toEqual([
      'gateway 49',
      'harness 29',
    ]);
    expect(portability?.npv.toFixed()).toBe('936');
    expect(portability?.workloads[0]?.without).toMatchObject({
      stints: [{ option: 'b', from: '2027-01', to: '2027-12' }],
    });
    expect(portability?.workloads[0]?.without.npv.toFixed()).toBe('14400');
    expect(portability?.workloads[0]?.with.stints.map(({ option, from }) => `${option} ${from}`)).toEqual([
      'a 2027-01',
      'b 2027-07',
    ]);
    expect(portability?.workloads[0]?.with.npv.toFixed()).toBe('13300');
    expect([portability?.worth.toFixed(), portability?.net.toFixed()]).toEqual(['1100', '164']);
  });

  test('without a price that moves it is worth nothing, and the platforms are money lost', () => {
    const { portability } = forecastOf(
      planOf({ portability: `{ ${platforms}, switch_with: 100 USD, switch_without: 10k USD }` }),
    );
    expect([portability?.worth.toFixed(), portability?.net.toFixed()]).toEqual(['0', '-936']);
  });

  // A model that is retired has to be moved from at either cost: 5,000 - 500. Its successor costs the same as the only option does.
  test('a retired model counts as a switch', () => {
    const { portability } = forecastOf(
      planOf({
        portability: `{ ${platforms}, switch_with: 500 USD }`,
        events: '[{ month: 2027-07, retire: acme/a, successor: acme/b, migration: 5k USD }]',
        options: 'a: { buy: acme/a }',
      }),
    );
    expect(portability?.switchWithout).toBeNull();
    expect(portability?.worth.toFixed()).toBe('4500');
  });

  test('what options state is the cost without, where no other is stated', () => {
    const { portability, workloads } = forecastOf(
      planOf({
        portability: `{ ${platforms}, switch_with: 100 USD }`,
        events: doubled,
        options:
          'a: { buy: acme/a, switch: { cost: 10k USD } }, b: { buy: acme/b, switch: { cost: 10k USD } }',
      }),
    );
    expect(portability?.worth.toFixed()).toBe('1100');
    expect(portability?.workloads[0]?.without.npv.eq(workloads[0]?.schedule?.npv ?? 0)).toBe(true);
  });

  test('money later is worth less: platforms at 1 % a month', () => {
    const { portability } = forecastOf(
      planOf({ portability: `{ ${platforms}, switch_with: 100 USD }`, horizon: ', discount_rate: 1%/month' }),
    );
    const worth = Array.from({ length: 12 }, (_, month) => 78 / 1.01 ** (month + 1)).reduce(
      (sum, each) => sum + each,
      0,
    );
    expect(portability?.npv.toNumber()).toBeCloseTo(worth, 9);
    expect(portability?.total.toFixed()).toBe('936');
  });
});

test.each([
  ['{ switch_with: 1 USD }', "'platforms' is missing"],
  ['{ platforms: { gateway: nobody/knows }, switch_with: 1 USD }', 'no platform nobody/knows'],
  ['{ platforms: { gateway: 49 USD }, switch_with: 1 USD }', 'month'],
  ['{ platforms: { gateway: 49 USD/month } }', 'switch_with'],
])('%s is an error at its place', (portability, said) => {
  const [found] = problemsOf(planOf({ portability }));
  expect(found?.message).toContain(said);
  expect(found?.span?.line).toBe(7);
});

test('every format shows it, and prices of the catalog name their source', async () => {
  const result = forecastOf(
    planOf({
      portability: `{ ${platforms}, switch_with: 100 USD, switch_without: 10k USD }`,
      events: doubled,
    }),
  );
  for (const format of ['table', 'markdown', 'html', 'csv', 'json'] as const) {
    const { body } = await render(result, { format, width: 160 });
    expect(String(body).toLowerCase()).toContain('portability');
    expect(String(body).replaceAll(/[,\u2009\u202f]/gu, '')).toContain('1100');
  }
});
