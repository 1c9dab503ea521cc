import { describe, expect, test } from 'vitest';
import { catalogItems, priceHistory, priceTrend, type CatalogItem } from '../../../src/catalog/index.ts';
import { readOrThrow } from '../small-catalog.ts';

interface Row {
  readonly from: string;
  readonly to?: string;
  readonly recorded?: string;
  readonly status?: string;
  readonly price: string;
}

/** An entry with one price for input and output. */
function entryOf(...rows: readonly Row[]): CatalogItem {
  const lines = rows.map(
    ({ from, to, recorded = from, status = 'confirmed', price }) =>
      `    - { from: ${from}, to: ${to ?? 'null'}, recorded: ${recorded}, status: ${status}, input: ${price} USD/Mtok, output: ${price} USD/Mtok, kind: list, source: { url: https://example.org, retrieved: 2026-01-01 } }`,
  );
  const catalog = readOrThrow({ 'tokens.yaml': `- id: a/x\n  prices:\n${lines.join('\n')}\n` });
  const item = catalogItems(catalog).find(({ part }) => part === 'tokens');
  if (item === undefined) throw new Error('no entry');
  return item;
}

const shown = (item: CatalogItem, knownAt: string | null = null) =>
  priceHistory(item, knownAt).map(
    ({ from, to, row }) => `${from} ${to ?? 'still'} ${row.figures[0]?.value.toFixed()}`,
  );

describe('the history of a price', () => {
  test('has a stretch for each row, in the order of time', () => {
    const item = entryOf(
      { from: '2026-01-01', price: '1' },
      { from: '2025-01-01', to: '2026-01-01', price: '2' },
    );
    expect(shown(item)).toEqual(['2025-01-01 2026-01-01 2', '2026-01-01 still 1']);
  });

  test('has what replaced another from then on, and what was known before only to those who ask for it', () => {
    const item = entryOf(
      { from: '2025-01-01', price: '2' },
      { from: '2025-06-01', recorded: '2025-07-01', price: '1' },
    );
    expect(shown(item)).toEqual(['2025-01-01 2025-06-01 2', '2025-06-01 still 1']);
    expect(shown(item, '2025-06-30')).toEqual(['2025-01-01 still 2']);
  });

  test('has no stretch for a price that was withdrawn', () => {
    const item = entryOf(
      { from: '2025-01-01', to: '2026-01-01', price: '2' },
      { from: '2026-01-01', recorded: '2025-06-01', status: 'scheduled', price: '1' },
      { from: '2026-01-01', recorded: '2025-07-01', status: 'withdrawn', price: '1' },
    );
    expect(shown(item)).toEqual(['2025-01-01 2026-01-01 2']);
    expect(shown(item, '2025-06-15')).toEqual(['2025-01-01 2026-01-01 2', '2026-01-01 still 1']);
  });
});

describe('the trend of a price', () => {
  const trend = (item: CatalogItem, asOf: string) => {
    const found = priceTrend(priceHistory(item, null), asOf);
    return found.yearly === null ? found.because : `${found.days} ${found.yearly.toFixed(6)}`;
  };

  test('is what compounds to the change, whatever the length of the history', () => {
    const item = entryOf(
      { from: '2022-01-01', to: '2024-01-01', price: '16' },
      { from: '2024-01-01', price: '4' },
    );
    // 1,461 days are four years: 16 to 4 in four years is 1/4 ^ 1/4 = 0.707107 a year
    expect(trend(item, '2026-01-01')).toBe('1461 -0.292893');
    // 10 ^ (365.25 / 365.25 * 2) in two years of 730.5 days, as near as days are: 731
    const dearer = entryOf(
      { from: '2024-01-01', to: '2025-01-01', price: '1' },
      { from: '2025-01-01', price: '100' },
    );
    expect(trend(dearer, '2026-01-01')).toBe(`731 ${(100 ** (365.25 / 731) - 1).toFixed(6)}`);
  });

  test('ends with the last price, and knows nothing of the days after it is asked for', () => {
    const ended = entryOf(
      { from: '2022-01-01', to: '2024-01-01', price: '16' },
      { from: '2024-01-01', to: '2026-01-01', price: '4' },
    );
    expect(trend(ended, '2030-01-01')).toBe('1461 -0.292893');
    expect(trend(ended, '2023-06-01')).toBe('516 0.000000');
    expect(trend(ended, '2021-06-01')).toBe('there is no dated price up to that day');
  });

  test('is not said of less than half a year', () => {
    const item = entryOf({ from: '2026-01-01', price: '1' });
    expect(trend(item, '2026-06-29')).toMatch(/covers 179 days/u);
    expect(trend(item, '2026-06-30')).toBe('180 0.000000');
  });
});
