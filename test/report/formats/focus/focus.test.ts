import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { RunResult } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { focusColumns } from '../../../../src/report/formats/focus/focus-rows.ts';
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
