import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { forecastModel, type RunResult } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { focusColumns, services } from '../../../../src/report/formats/focus/focus-rows.ts';
import { modelOf } from '../../../support/model.ts';
import { hostileResult } from '../../fixtures/variants.ts';
import { supportDesk } from '../../fixtures/results.ts';
import { renderText } from '../../render-text.ts';

type Row = Readonly<Record<string, string>>;

async function rowsOf(result: RunResult): Promise<readonly Row[]> {
  return parse(await renderText(result, 'focus'), { columns: true }) as readonly Row[];
}

// The mandatory columns of FOCUS 1.2 and 1.4, and the allowed values of ServiceCategory and ChargeCategory.
const mandatory = 'BilledCost BillingAccountId BillingAccountName BillingAccountType BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost HostProviderName InvoiceIssuerName ListCost PricingQuantity PricingUnit ProviderName PublisherName ServiceCategory ServiceName ServiceProviderName'.split(' '); // prettier-ignore
const serviceCategories = ['AI and Machine Learning', 'Analytics', 'Business Applications', 'Compute', 'Databases', 'Developer Tools', 'Multicloud', 'Identity', 'Integration', 'Internet of Things', 'Management and Governance', 'Media', 'Migration', 'Mobile', 'Networking', 'Security', 'Storage', 'Web', 'Other']; // prettier-ignore
const chargeCategories = ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'];

test('has the columns of FOCUS 1.2, own ones begin with x_', () => {
  expect(focusColumns).toEqual(expect.arrayContaining(mandatory));
  expect(focusColumns.filter((name) => !/^(?:x_)?[A-Z][A-Za-z]+$/u.test(name))).toEqual([]);
});

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
    expect(serviceCategories).toContain(row['ServiceCategory']);
    expect(chargeCategories).toContain(row['ChargeCategory']);
    expect(row['BillingPeriodStart']).toBe(`${supportDesk.catalog.asOf.slice(0, 7)}-01T00:00:00Z`);
  }
});

/** What the rules of FOCUS 1.2 and 1.4 say of every row: no empty cell where one may not be, plain decimals, times in UTC, allowed values, ends behind beginnings. */
function breaches(rows: readonly Row[]): readonly string[] {
  const filled = 'BilledCost BillingAccountId BillingAccountName BillingAccountType BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost InvoiceIssuerName ListCost PricingQuantity PricingUnit ProviderName PublisherName ServiceCategory ServiceName ServiceProviderName ServiceSubcategory'.split(' '); // prettier-ignore
  return rows.flatMap((row, index) => {
    const cell = (name: string): string => row[name] ?? '';
    const rules: readonly (readonly [string, boolean])[] = [
      ...filled.map((name) => [`${name} is filled`, cell(name) !== ''] as const),
      ...['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost', 'PricingQuantity'].map(
        (name) => [`${name} is a plain decimal`, /^-?\d+(?:\.\d+)?$/u.test(cell(name))] as const,
      ),
      ...['BillingPeriodStart', 'BillingPeriodEnd', 'ChargePeriodStart', 'ChargePeriodEnd'].map(
        (name) => [`${name} is in UTC`, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(cell(name))] as const,
      ),
      ['currency has three letters', /^[A-Z]{3}$/u.test(cell('BillingCurrency'))],
      ['charge ends after it begins', cell('ChargePeriodStart') < cell('ChargePeriodEnd')],
      ['billing begins no later than the charge', cell('BillingPeriodStart') <= cell('ChargePeriodStart')],
      ['service category', serviceCategories.includes(cell('ServiceCategory'))],
      ['charge category', chargeCategories.includes(cell('ChargeCategory'))],
      ['frequency', ['One-Time', 'Recurring', 'Usage-Based'].includes(cell('ChargeFrequency'))],
      [
        'usage is usage-based',
        cell('ChargeCategory') !== 'Usage' || cell('ChargeFrequency') === 'Usage-Based',
      ],
    ];
    return rules.flatMap(([rule, holds]) => (holds ? [] : [`row ${String(index)}: ${rule}`]));
  });
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
  // Two workloads in 14 months, and a roadmap in two.
  expect(rows.length).toBe(2 * 14 + 2);
  const sum = (name: string): string =>
    rows.reduce((total, row) => total.plus(row[name] ?? 0), new Exact(0)).toFixed();
  expect(sum('BilledCost')).toBe(forecast.value.portfolio?.total.toFixed());
  expect(sum('EffectiveCost')).toBe(forecast.value.portfolio?.totalExpense.toFixed());
  // What is paid once is billed in the first month and used up over the others.
  const own = rows.filter((row) => row['x_Workload'] === 'desk');
  expect(Number(own[0]?.['BilledCost'])).toBeGreaterThan(Number(own[0]?.['EffectiveCost']));
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
