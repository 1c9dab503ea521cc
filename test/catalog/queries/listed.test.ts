import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  filterValues,
  listCatalog,
  parseCatalog,
  showCatalog,
  type CatalogShowResult,
  type ListedEntry,
  type Part,
} from '../../../src/catalog/index.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'pricing', '2026-12');
const files = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
const parsed = parseCatalog(files, 'pricing/2026-12');
if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics.slice(0, 5)));
const catalog = parsed.value;
const now = { asOf: catalog.date, knownAt: null };

function shown(
  id: string,
  moment: { readonly asOf: string; readonly knownAt: string | null } = now,
): CatalogShowResult['entries'] {
  const result = showCatalog(catalog, moment, id, false);
  if (!('schema' in result)) throw new Error(`nothing is called ${id}`);
  return result.entries;
}

const figureOf = (entry: ListedEntry | undefined, key: string) =>
  entry?.row?.figures.find((each) => each.key === key)?.value?.toFixed();

describe('the prices that are much quoted', () => {
  test.each([
    ['openai/gpt-4o-mini', 'holds', '0.15', '0.6'],
    ['anthropic/claude-3.5-sonnet', 'ended', '3', '15'],
    ['bedrock/claude-3.5-sonnet', 'holds', '3', '15'],
    ['openai/gpt-5.2-pro', 'holds', '21', '168'],
  ])('%s %s at %s and %s, with source and date', (id, state, input, output) => {
    const [entry, ...others] = shown(id);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ id, state, row: { kind: 'list' } });
    expect([figureOf(entry, 'input'), figureOf(entry, 'output')]).toEqual([input, output]);
    expect(entry?.row?.source.url).toMatch(/^https:\/\//u);
    expect(entry?.row?.source.retrieved).toMatch(/^2026-\d\d-\d\d$/u);
  });

  test.each([
    ['h200', 'azure/nd96isr-h200-v5/germanywestcentral/on-demand', '13.78'],
    ['b200', 'aws/p6-b200.48xlarge/us-east-1/on-demand', '14.2416'],
  ])('%s: every offer with source and date, among them %s at %s', (gpu, id, hourly) => {
    const entries = shown(gpu);
    const offers = entries.filter((entry) => figureOf(entry, 'hourly') !== undefined);
    expect(offers.length).toBeGreaterThan(5);
    for (const { row } of entries) {
      expect(row?.source.url).toMatch(/^https:\/\//u);
      expect(row?.source.retrieved).toMatch(/^202[56]-\d\d-\d\d$/u);
    }
    expect(
      figureOf(
        offers.find((each) => each.id === id),
        'hourly',
      ),
    ).toBe(hourly);
  });

  test('are had from all channels by the name of the model', () => {
    const ids = shown('Claude-3.5-Sonnet').map(({ id }) => id);
    expect(ids).toContain('anthropic/claude-3.5-sonnet');
    expect(ids).toContain('vertex/claude-3.5-sonnet');
    expect(ids.every((id) => id.endsWith('/claude-3.5-sonnet'))).toBe(true);
  });
});

describe('an entry', () => {
  test('is shown on a day, as far as was known on another', () => {
    expect(figureOf(shown('openai/o3', { asOf: '2025-06-09', knownAt: null })[0], 'input')).toBe('10');
    expect(figureOf(shown('openai/o3', { asOf: '2025-06-10', knownAt: null })[0], 'input')).toBe('2');
    expect(shown('openai/o3', { asOf: '2025-01-01', knownAt: null })).toMatchObject([
      { state: 'not_yet', row: null },
    ]);
    expect(shown('openai/o3', { ...now, knownAt: '2025-01-01' })).toMatchObject([
      { state: 'unknown', row: null },
    ]);
  });

  test('that is not there has the nearest name', () => {
    expect(showCatalog(catalog, now, 'openai/gpt-4o-mimi', false)).toEqual({ nearest: 'openai/gpt-4o-mini' });
    expect(showCatalog(catalog, now, 'h2000', false)).toEqual({ nearest: 'h200' });
    expect(showCatalog(catalog, now, '?', false)).toEqual({ nearest: undefined });
  });
});

describe('a list', () => {
  const all = { part: null, channel: null, cloud: null, gpu: null };
  const listed = (filter: object): readonly ListedEntry[] =>
    listCatalog(catalog, now, { ...all, ...filter }).entries;

  test.each<[Part, number]>([
    ['tokens', catalog.tokens.size],
    ['offers', catalog.offers.size],
    ['models', catalog.models.size],
    ['throughput', catalog.throughput.length],
  ])('has every entry of the %s, with source and date', (part, size) => {
    const entries = listed({ part });
    expect(entries).toHaveLength(size);
    for (const { row } of entries) expect(row?.source.retrieved).toMatch(/^20\d\d-\d\d-\d\d$/u);
  });

  test('has only what meets every filter', () => {
    expect(new Set(listed({ channel: 'openai' }).map(({ id }) => id.split('/')[0]))).toEqual(
      new Set(['openai']),
    );
    const nodes = listed({ cloud: 'aws', gpu: 'h100', part: 'offers' });
    expect(nodes.length).toBeGreaterThan(0);
    for (const { seller, about } of nodes) {
      expect(seller).toBe('aws');
      expect(about).toContainEqual({ name: 'gpu', value: 'h100-sxm' });
    }
    expect(listed({ cloud: 'aws', channel: 'openai' })).toEqual([]);
    expect(filterValues(catalog).cloud).toContain('aws');
  });
});
