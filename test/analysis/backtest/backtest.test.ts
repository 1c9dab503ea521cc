import { expect, test } from 'vitest';
import { backtest, type BacktestResult } from '../../../src/analysis/index.ts';
import { prepareEngine } from '../../../src/io/index.ts';
import { render } from '../../../src/report/index.ts';
import { modelOf } from '../../support/model.ts';

const row = (from: string, to: string, price: number): string =>
  `{ from: ${from}, to: ${to}, recorded: 2026-01-01, status: confirmed, kind: list, input: ${price} USD/Mtok, output: ${price} USD/Mtok, source: { url: "https://acme.example", retrieved: 2026-01-01 } }`;

/** acme/chat falls from 10 to 8 USD/Mtok in April, acme/old costs 6 and is gone from May on. */
const tokens = `- { id: acme/chat, channel: acme, currency: USD, prices: [ ${row('2026-01-01', '2026-04-01', 10)}, ${row('2026-04-01', 'null', 8)} ] }
- { id: acme/old, channel: acme, currency: USD, prices: [ ${row('2026-01-01', '2026-05-01', 6)} ] }
`;

/** 100 Mtok a month from January to June. */
function modelWith(trend: string, asOf = '2026-01-15') {
  return modelOf(
    `as_of: ${asOf}
horizon: { api_price_trend: ${trend}, start: 2027-01, months: 36 }
events: [ { month: 2027-06, price: acme/chat, change: -50% } ]
workloads: { chat: { volume: 100M tokens/month, ratio: 1:1, options: { chat: { buy: acme/chat }, old: { buy: acme/old } } } }
`,
    { catalog: { 'tokens.yaml': tokens } },
  );
}

async function tested(trend: string): Promise<BacktestResult> {
  const paths = { samples: 4_096, seed: 1, prepare: await prepareEngine() };
  const result = backtest(modelWith(trend), { until: '2026-06-30', paths });
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
}

test('a trend of -10 % a month against a price that fell once, by hand', async () => {
  const result = await tested('-10%/month');
  const [chat, old] = result.workloads[0]?.options ?? [];
  expect(chat?.months.map(({ forecast }) => forecast.toFixed())).toEqual([
    '1000',
    '900',
    '810',
    '729',
    '656.1',
    '590.49',
  ]);
  expect(chat?.months.map(({ actual }) => actual?.toFixed())).toEqual([
    '1000',
    '1000',
    '1000',
    '800',
    '800',
    '800',
  ]);
  expect([chat?.forecast.toFixed(), chat?.actual.toFixed()]).toEqual(['3685.59', '4400']);
  // |900/1000 - 1| = 0.1, then 0.19, 0.08875, 0.179875, 0.2618875: 0.1641025 in the mean.
  expect(chat?.error?.toFixed()).toBe('0.1641025');
  expect(old?.months.map(({ actual }) => actual?.toFixed() ?? null)).toEqual([
    '600',
    '600',
    '600',
    '600',
    null,
    null,
  ]);
  expect(old?.unknownFrom).toBe('2026-05');
  expect(result.coverage).toBeNull();
  expect(result.workloads[0]).toMatchObject({ forecastBest: 'old', actualBest: 'old' });
  // After three months: 8 of 10 and 6 of 6, in the middle 0.9; 0.9^3 was forecast.
  expect(result.series).toHaveLength(1);
  expect(result.series[0]).toMatchObject({
    trend: 'api_price',
    months: 3,
    entries: 2,
    gone: 0,
    unchanged: 1,
    within: null,
  });
  expect(result.series[0]?.forecast.toFixed()).toBe('0.729');
  expect(result.series[0]?.median.toFixed()).toBe('0.9');
});

// P10 and P90 of the trend are -0.8 and +0.8 %: 1,000 in February and March lies between, 800 does not; of acme/old all three do.
test('the coverage of a range that is too narrow', async () => {
  const result = await tested('{ uniform: [-1%/month, 1%/month] }');
  expect(result.workloads[0]?.options.map(({ coverage }) => coverage)).toEqual([
    { within: 2, counted: 5 },
    { within: 3, counted: 3 },
  ]);
  expect(result.coverage).toEqual({ within: 5, counted: 8 });
  expect(result.series[0]).toMatchObject({ entries: 2, within: 1 });
  const { body } = await render(result, { format: 'table', width: 160 });
  expect(body).toContain('held in 5 of 8 (62.5 %): less often');
});

// -8 and +8 % a month: 0.92^3 = 0.779 is below 0.8, so that all months lie between.
test('and of one that is wide enough', async () => {
  const result = await tested('{ uniform: [-10%/month, 10%/month] }');
  expect(result.coverage).toEqual({ within: 8, counted: 8 });
  expect(result.series[0]?.p10?.toFixed()).toBe('0.778688');
  expect(result.series[0]?.p90?.toFixed()).toBe('1.259712');
  expect(result.series[0]?.within).toBe(2);
});

test('a day that nothing has happened since is a problem', async () => {
  const paths = { samples: 64, seed: 1, prepare: await prepareEngine() };
  const result = backtest(modelWith('0%/year', '2026-04-20'), { until: '2026-04-30', paths });
  expect(result.diagnostics.map(({ code }) => code)).toEqual(['forecast/backtest']);
});
