import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { forecastModel, type RunResult } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { services } from '../../../../src/report/formats/focus/focus-rows.ts';
import { modelOf } from '../../../support/model.ts';
import { hostileResult } from '../../fixtures/variants.ts';
import { supportDesk } from '../../fixtures/results.ts';
import { renderText } from '../../render-text.ts';
import { judge14, judgeAll, type Row } from './published-rules.ts';

async function rowsOf(result: RunResult): Promise<readonly Row[]> {
  return parse(await renderText(result, 'focus'), { columns: true }) as readonly Row[];
}

test('the rows of a month add up to the portfolio', async () => {
  const rows = await rowsOf(supportDesk);
  const total = rows.reduce((sum, row) => sum.plus(row['BilledCost'] ?? 0), new Exact(0));
  const placed = supportDesk.workloads.flatMap(({ options, placement }) =>
    options.filter(({ id }) => id === placement.option).flatMap(({ lines }) => lines),
  );
  expect(total.toFixed()).toBe(
    placed.reduce((sum, { monthly }) => sum.plus(monthly), new Exact(0)).toFixed(),
  );
  for (const row of rows) {
    expect(row['BillingPeriodStart']).toBe(`${supportDesk.catalog.asOf.slice(0, 7)}-01T00:00:00Z`);
  }
});

function breaches(rows: readonly Row[]): readonly string[] {
  return [...judgeAll([rows]), ...judge14([rows])]
    .filter(([, { state }]) => state === 'failed')
    .map(([rule, { why }]) => `${rule}: ${why}`);
}

test('a run breaks no rule of FOCUS', async () => {
  expect(breaches(await rowsOf(supportDesk))).toEqual([]);
});

test('a forecast has a row for each month and workload that adds up to its cash and expense, and breaks no rule', async () => {
  const forecast = forecastModel(
    modelOf(`horizon: { start: 2026-11, months: 14 }
teams: { ops: { headcount: 1, loaded_cost: 120k USD/year } }
roadmap: { phases: { pilot: { months: 1-2, people: 0.5 FTE, team: ops, one_time: 3k USD } } }
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
  chat: { volume: 1M requests/month, growth: 3%/month, tokens: { input: 100, output: 100 }, options: { api: { buy: acme/chat } } }
  desk: { volume: 1M requests/month, tokens: { input: 100, output: 100 }, options: { own: { build: eu, setup: 5k USD } } }`),
  );
  if (!forecast.ok) throw new Error(forecast.diagnostics.map(({ message }) => message).join());
  const rows = parse(await renderText(forecast.value, 'focus'), { columns: true }) as readonly Row[];
  expect(breaches(rows)).toEqual([]);
  // Two workloads in 14 months, a roadmap in two, and the setup that is paid ahead.
  expect(rows.length).toBe(2 * 14 + 2 + 1);
  const sum = (name: string): string =>
    rows.reduce((total, row) => total.plus(row[name] ?? 0), new Exact(0)).toFixed();
  expect(sum('BilledCost')).toBe(forecast.value.portfolio?.total.toFixed());
  expect(sum('EffectiveCost')).toBe(forecast.value.portfolio?.totalExpense.toFixed());
  // What is paid once is a purchase in the first month, and used up over the others, which are billed less than that.
  const [used, ahead, next] = rows.filter((row) => row['x_Workload'] === 'desk');
  expect(ahead).toMatchObject({
    ChargeCategory: 'Purchase',
    ChargeFrequency: 'One-Time',
    EffectiveCost: '0',
    ConsumedQuantity: '',
    BillingPeriodStart: '2026-11-01T00:00:00Z',
  });
  expect(used?.['BilledCost']).toBe(used?.['EffectiveCost']);
  const paid = new Exact(used?.['BilledCost'] ?? 0).plus(ahead?.['BilledCost'] ?? 0);
  expect(paid.minus(next?.['BilledCost'] ?? 0).toFixed()).toBe('5000');
  expect(rows.at(-1)?.['ChargePeriodEnd']).toBe('2028-01-01T00:00:00Z');
});

test('a month ends where the next one, or the next year, begins', async () => {
  const december = { ...supportDesk, catalog: { ...supportDesk.catalog, asOf: '2026-12-31' } };
  const [row] = await rowsOf(december);
  expect([row?.['BillingPeriodStart'], row?.['BillingPeriodEnd']]).toEqual([
    '2026-12-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
  ]);
});

test('no text becomes a formula', async () => {
  const rows = await rowsOf(hostileResult);
  const texts = rows.flatMap((row) =>
    Object.entries(row)
      .filter(([name]) => !/Cost$|Quantity$/u.test(name))
      .map(([, value]) => value),
  );
  expect(texts.filter((text) => /^[=+\-@\t\r]/u.test(text))).toEqual([]);
  expect(rows.length).toBeGreaterThan(0);
});

test('every line of a statement says which service it is billed as', () => {
  const model = modelOf(`teams: { ops: { headcount: 1, loaded_cost: 120k USD/year } }
prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok, provisioned: { rate: 1 USD/hour, tokens_per_minute: 37k tokens/minute, minimum_units: 15, increment: 5 } }
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 100, output: 100 }
    load: { hourly: [${Array.from({ length: 168 }, (_, hour) => 1 + (hour % 24)).join(', ')}] }
    options:
      api: { buy: acme/chat }
      units: { buy: acme/chat, mode: provisioned }
      own: { build: eu, team: ops }
      burst: { hybrid: { base: own, overflow: api } }`);
  const lines = model.workloads.flatMap(({ options }) =>
    options.flatMap(({ statement }) => statement?.lines.map(({ id }) => id) ?? []),
  );
  expect(lines.length).toBeGreaterThan(20);
  const unknown = lines.map((id) => id.replace(/^(?:buy|build)\./u, '')).filter((id) => !services.has(id));
  expect(unknown).toEqual([]);
});
