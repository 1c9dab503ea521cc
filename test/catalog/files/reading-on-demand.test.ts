import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runModel } from '../../../src/analysis/index.ts';
import { loadSerializedCatalog, parseCatalog, serializeCatalog } from '../../../src/catalog/index.ts';
import { buildModel } from '../../../src/model/index.ts';
import { parseScenario } from '../../../src/scenario/index.ts';

// Times depend on the machine, so what is counted is what of a bundled catalog is parsed: its first line, with the ids, and
// the lines of the entries that a scenario names. A catalog with more entries only has more lines that nobody reads.

const pricing = join(import.meta.dirname, '..', '..', '..', 'pricing');

function serialized(version: string): string {
  const folder = join(pricing, version);
  const files = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  const read = parseCatalog(new Map(files), version);
  if (!read.ok) throw new Error(version);
  return serializeCatalog(read.value);
}

const scenario = `crossover: 1
as_of: 2026-11-01
clusters: { own: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand, gpus_per_replica: 1, throughput: { mixed: 9k tokens/s } } }
workloads:
  desk:
    volume: 1M requests/month
    tokens: { input: 900, output: 100 }
    options:
      mini: { buy: openai/gpt-4o-mini }
      sonnet: { buy: anthropic/claude-sonnet-4.5 }
      own: { build: own }
`;

/** Lengths of the texts that are parsed as JSON while the scenario is run with a catalog, the catalog's first line first. */
function parsedLengths(catalog: string, text = scenario): readonly number[] {
  const parse = vi.spyOn(JSON, 'parse');
  const parsed = parseScenario({ file: 'desk.yaml', text });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const model = buildModel(parsed.value, loadSerializedCatalog(catalog));
  if (!model.ok) throw new Error(JSON.stringify(model.diagnostics));
  runModel(model.value);
  const lengths = parse.mock.calls.map(([text]) => text.length);
  parse.mockRestore();
  return lengths;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('running a scenario reads of a bundled catalog', () => {
  const small = serialized('2026-11');
  const big = serialized('2026-12');
  const [headOfBig = 0, ...entriesOfBig] = parsedLengths(big);
  const [, ...entriesOfSmall] = parsedLengths(small);

  test('a first line and what the scenario names: two prices, an offer, a model, a GPU', () => {
    expect(big.length).toBeGreaterThan(1.5 * small.length);
    expect(headOfBig).toBe(big.indexOf('\n'));
    expect(entriesOfBig.length).toBeGreaterThan(0);
    expect(entriesOfBig.length).toBeLessThanOrEqual(6);
    const bytes = entriesOfBig.reduce((sum, length) => sum + length, 0);
    expect(bytes / big.length).toBeLessThan(0.02);
  });

  test('no more entries where the catalog has more', () => {
    expect(entriesOfBig.length).toBe(entriesOfSmall.length);
    expect(headOfBig / big.length).toBeLessThan(0.25);
  });

  test('and of offers of its own, those of the same GPU that they are compared with', () => {
    const own = scenario
      .replace('clusters:', 'offers: [ { id: mine, gpu: l40s, hourly: 0.90 USD/hour } ]\nclusters:')
      .replace('lambda/h100-sxm/on-demand', 'mine');
    const all = JSON.parse(big.slice(0, big.indexOf('\n'))) as {
      readonly gpuOffers: Readonly<Record<string, readonly number[]>>;
    };
    const alike = all.gpuOffers['l40s']?.length ?? 0;
    expect(alike).toBeGreaterThan(5);
    expect(parsedLengths(big, own).length - 1).toBeLessThanOrEqual(entriesOfBig.length + alike);
  });
});
