import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { RunResult } from '../../../../src/analysis/index.ts';
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

// The mandatory columns of FOCUS 1.2, and the allowed values of ServiceCategory and ChargeCategory.
const mandatory = 'BilledCost BillingAccountId BillingAccountName BillingAccountType BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost InvoiceIssuerName ListCost PricingQuantity PricingUnit ProviderName PublisherName ServiceCategory ServiceName'.split(' '); // prettier-ignore
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
