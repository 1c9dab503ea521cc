import { describe, expect, test } from 'vitest';
import { catalogItems, findHosts, rowAt, summarizeCatalog } from '../../../src/catalog/index.ts';
import { bundledCatalog } from '../bundled-catalog.ts';

const now = { asOf: bundledCatalog.date, knownAt: null };

describe('the summary', () => {
  const summary = summarizeCatalog(bundledCatalog, now);
  const sum = (counts: readonly { readonly entries: number }[]): number =>
    counts.reduce((total, { entries }) => total + entries, 0);

  test('counts every entry once, however it is divided', () => {
    expect(sum(summary.parts)).toBe(catalogItems(bundledCatalog).length);
    expect(sum(summary.terms)).toBe(bundledCatalog.offers.size);
    expect(sum(summary.gpus)).toBe(bundledCatalog.offers.size);
    expect(sum(summary.sellers)).toBe(bundledCatalog.offers.size + bundledCatalog.tokens.size);
    const rows = summary.parts.reduce((total, part) => total + part.rows, 0);
    expect(summary.kinds.reduce((total, kind) => total + kind.rows, 0)).toBe(rows);
    expect(summary.sources.reduce((total, source) => total + source.rows, 0)).toBe(rows);
  });

  test('has what a buyer asks for: 30 sellers, every term, the newest GPUs, 60 open models', () => {
    const part = (name: string) => summary.parts.find((each) => each.part === name)?.entries ?? 0;
    expect(part('models')).toBeGreaterThanOrEqual(60);
    expect(part('exchange')).toBeGreaterThan(100);
    expect(summary.sellers.filter((each) => each.part === 'offers').length).toBeGreaterThanOrEqual(30);
    const terms = summary.terms.map(({ term }) => term).join('; ');
    for (const term of ['on-demand', 'spot', 'owned', 'reserved 1 month', 'capacity block', 'reserved 12 months', 'reserved 36 months', 'reserved 60 months'])
      expect(terms).toContain(term);
    const gpus = summary.gpus.map(({ gpu }) => gpu);
    for (const gpu of ['mi300x', 'mi325x', 'mi355x', 'rtx-pro-6000', 'l4', 'b300', 'gb200', 'h100-nvl'])
      expect(gpus).toContain(gpu);
  }); // prettier-ignore
});

describe('hosts of the same weights', () => {
  const found = findHosts(bundledCatalog, now, 'llama-3.3-70b');
  if (!('schema' in found)) throw new Error('nobody sells it');

  test('the cheapest first, with the spread between them', () => {
    const mixed = found.hosts.map((host) => host.mixed.toNumber());
    expect(mixed).toEqual(mixed.toSorted((a, b) => a - b));
    expect(mixed.length).toBeGreaterThanOrEqual(5);
    expect(found.spread?.toNumber()).toBeCloseTo((mixed.at(-1) ?? 0) / (mixed[0] ?? 1), 12);
    // Four parts of input to one of output.
    const [first] = found.hosts;
    expect(first?.mixed.toNumber()).toBeCloseTo(
      ((first?.input.toNumber() ?? 0) * 4 + (first?.output.toNumber() ?? 0)) / 5,
      12,
    );
  });

  test('only those whose price holds on the day', () => {
    for (const { id } of found.hosts)
      expect(rowAt(bundledCatalog.tokens.get(id)?.rows ?? [], now.asOf, null)).toBeDefined();
    const before = findHosts(bundledCatalog, { asOf: '2024-01-01', knownAt: null }, 'llama-3.3-70b');
    expect('schema' in before).toBe(false);
  });

  test('names the model that was meant', () => {
    expect(findHosts(bundledCatalog, now, 'llama-3.3-70c')).toEqual({ nearest: 'llama-3.3-70b' });
  });
});

describe('provisioned units, older prices and medians', () => {
  const row = (id: string, day: string) => rowAt(bundledCatalog.tokens.get(id)?.rows ?? [], day, null);
  const hourly = (id: string, day: string) =>
    rowAt(bundledCatalog.offers.get(id)?.rows ?? [], day, null)?.hourly?.toFixed();

  test('Azure sells GPT-4o mini in units of 37,000 tokens a minute, at least 15', () => {
    const terms = row('azure/gpt-4o-mini', '2026-11-25')?.provisioned;
    expect(terms?.rate.toFixed()).toBe('1');
    expect(terms?.tokensPerMinute.toFixed()).toBe('37000');
    expect(terms?.minimumUnits.toFixed()).toBe('15');
    expect(terms?.outputWeight.toFixed()).toBe('4');
  });

  test.each([
    ['openai/gpt-4o', '2024-06-01', '5', '15'],
    ['openai/gpt-4o', '2024-09-01', '2.5', '10'],
    ['openai/gpt-4o-mini', '2024-07-18', '0.15', '0.6'],
    ['anthropic/claude-3.5-sonnet', '2024-06-20', '3', '15'],
    // The feed had the first price until March 2025; the vendor had changed it in December.
    ['anthropic/claude-3.5-haiku', '2025-02-10', '0.8', '4'],
    ['anthropic/claude-sonnet-5', '2026-11-25', '2', '10'],
    ['openai/gpt-6-luna', '2026-11-25', '0.1', '0.5'],
  ])('%s on %s', (id, day, input, output) => {
    expect([row(id, day)?.input.toFixed(), row(id, day)?.output.toFixed()]).toEqual([input, output]);
  });

  test.each([
    ['market/h200-sxm/on-demand', '2026-10-04', '4.5'],
    ['market/h200-sxm/on-demand', '2026-05-12', '3.5'],
    ['market/b200/on-demand', '2026-10-06', '6.79'],
    // The median of vendors; that of their 33 offers is 2.1813.
    ['market/h100-sxm/spot', '2026-10-06', '2.1037'],
    ['aws/b200/us/spot-median', '2026-02-12', '2.222'],
    ['azure/ncc40ads-h100-v5/westeurope/spot', '2026-11-25', '1.64472'],
    ['azure/nd96isr-h200-v5/swedencentral/on-demand', '2026-11-25', '13.784'],
    ['crusoe/l40s/on-demand', '2026-11-25', '1.5'],
    ['verda/h100-sxm/on-demand', '2026-11-25', '3.663'],
  ])('%s on %s: %s', (id, day, price) => {
    expect(hourly(id, day)).toBe(price);
  });
});
