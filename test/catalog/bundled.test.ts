import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as catalogs from '../../src/catalog/index.ts';

const folder = join(import.meta.dirname, '..', '..', 'pricing', '2026-12');
const files = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
const result = catalogs.parseCatalog(files, 'pricing/2026-12');
if (!result.ok) throw new Error(JSON.stringify(result.diagnostics.slice(0, 5)));
const catalog = result.value;

describe('the bundled catalog', () => {
  test('has the content that its digest was made of', () => {
    expect(result.diagnostics).toEqual([]);
  });

  test('is wide enough', () => {
    const today = [...catalog.tokens.values()].filter((entry) =>
      catalogs.rowAt(entry.rows, catalog.date, null),
    );
    expect(today.length).toBeGreaterThanOrEqual(80);
    expect(new Set(today.map(({ channel }) => channel)).size).toBeGreaterThanOrEqual(10);
    expect(catalog.offers.size).toBeGreaterThanOrEqual(100);
    expect(new Set([...catalog.offers.values()].map(({ cloud }) => cloud)).size).toBeGreaterThanOrEqual(8);
    expect(catalog.throughput.filter(({ kind }) => kind === 'measured').length).toBeGreaterThanOrEqual(40);
    expect(catalog.models.size).toBeGreaterThanOrEqual(20);
    const gpus = new Set([...catalog.offers.values()].map(({ gpu }) => gpu));
    for (const gpu of ['l4', 'l40s', 'a100-40gb', 'a100-80gb', 'h100-sxm', 'h200-sxm', 'b200'])
      expect(gpus).toContain(gpu);
  });

  test('has no error, and a source with a date for each entry', () => {
    const errors = catalogs.validateCatalog(catalog).filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    const rows = [...catalog.tokens.values(), ...catalog.offers.values()].flatMap((entry) => [...entry.rows]);
    const sources = [
      ...rows,
      ...catalog.throughput,
      ...catalog.models.values(),
      ...catalog.gpus.values(),
    ].map((each) => each.source);
    for (const { url, retrieved } of sources) {
      expect(url).toMatch(/^https:\/\//u);
      expect(retrieved !== null && retrieved <= catalog.date).toBe(true);
    }
  });

  test('names GPUs and open models alike in all its files', () => {
    for (const offer of catalog.offers.values()) expect(catalog.gpus.has(offer.gpu)).toBe(true);
    for (const entry of catalog.throughput) expect(catalog.gpus.has(entry.gpu)).toBe(true);
    const hosted = [...catalog.tokens.values()].flatMap(({ model }) => (model === null ? [] : [model]));
    const measured = new Set(catalog.throughput.map(({ model }) => model));
    const both = [...new Set(hosted)].filter((model) => measured.has(model) && catalog.models.has(model));
    for (const model of ['llama-3.1-8b', 'llama-3.3-70b', 'gpt-oss-120b', 'qwen3-32b'])
      expect(both).toContain(model);
  });

  test('is read back from JSON as it was', () => {
    const json = catalogs.serializeCatalog(catalog);
    const back = catalogs.loadSerializedCatalog(json);
    expect(catalogs.catalogDigest(back)).toBe(catalog.digest);
    expect(catalogs.entryDigests(back)).toEqual(catalogs.entryDigests(catalog));
    expect(catalogs.serializeCatalog(back)).toBe(json);
  });

  test.each([
    ['openai/gpt-4o-mini', '2026-11-23', '0.15', '0.6'],
    ['openai/gpt-5.2-pro', '2026-11-23', '21', '168'],
    ['anthropic/claude-3.5-sonnet', '2026-01-01', '3', '15'],
    ['anthropic/claude-sonnet-4.5', '2026-11-23', '3', '15'],
    ['azure/gpt-4o-mini', '2026-11-23', '0.15', '0.6'],
    ['openai/o3', '2025-05-01', '10', '40'],
    ['openai/o3', '2025-06-10', '2', '8'],
    ['google/gemini-3.6-flash', '2027-01-01', '1.5', '7.5'],
  ])('%s on %s costs %s and %s', (id, day, input, output) => {
    const row = catalogs.rowAt(catalog.tokens.get(id)?.rows ?? [], day, null);
    expect([row?.input.toFixed(), row?.output.toFixed()]).toEqual([input, output]);
  });

  test('knows which models are gone', () => {
    const rows = catalog.tokens.get('anthropic/claude-3.5-sonnet')?.rows ?? [];
    expect(catalogs.rowAt(rows, '2026-03-11', null)).toBeUndefined();
  });

  test.each([
    ['aws/p5.48xlarge/us-east-1/on-demand', '2025-06-22', '12.29'],
    ['aws/p5.48xlarge/us-east-1/on-demand', '2025-06-23', '6.88'],
    ['aws/p6-b200.48xlarge/us-east-1/on-demand', '2026-11-23', '14.2416'],
    ['azure/nd96isr-h200-v5/eastus2/on-demand', '2026-11-23', '10.6'],
  ])('%s on %s costs %s USD per GPU and hour', (id, day, hourly) => {
    const row = catalogs.rowAt(catalog.offers.get(id)?.rows ?? [], day, null);
    expect(row?.hourly?.toFixed()).toBe(hourly);
  });
});
