import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryDigests, parseCatalog, type Catalog } from '../../src/catalog/index.ts';
import {
  gpuOfferText,
  hardwareText,
  throughputText,
  tokenEntryText,
} from '../../src/importing/writing/entry-text.ts';

const manifest = 'crossover_catalog: 1\nversion: v\ndate: 2026-11-23\n';

function parse(files: Readonly<Record<string, string>>): Catalog {
  const read = parseCatalog(new Map(Object.entries({ 'catalog.yaml': manifest, ...files })), 'x');
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return read.value;
}

function rewritten(catalog: Catalog): Catalog {
  return parse({
    'tokens.yaml': [...catalog.tokens.values()].map(tokenEntryText).join(''),
    'gpus.yaml': [...catalog.offers.values()].map(gpuOfferText).join(''),
    'throughput.yaml': catalog.throughput.map(throughputText).join(''),
    'hardware.yaml': [...catalog.gpus.values()].map(hardwareText).join(''),
  });
}

/** The digests of what is rewritten; models and exchange rates are not. */
function digests(catalog: Catalog): readonly (readonly [string, string])[] {
  return [...entryDigests(catalog)].filter(([name]) => !/^(?:models|exchange)\//u.test(name));
}

test('a whole catalog reads back as it was', () => {
  const folder = join(import.meta.dirname, '..', '..', 'pricing', '2026-11');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'catalog.yaml');
  const catalog = parse(
    Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  );
  expect(catalog.tokens.size).toBeGreaterThan(80);
  expect(digests(rewritten(catalog))).toEqual(digests(catalog));
}, 20_000);

describe('everything that an entry can state reads back as it was', () => {
  const dated = 'from: 2026-01-01, to: 2027-01-01, recorded: 2025-12-01, status: scheduled, kind: contract';
  const source =
    'source: { url: "https://x.example/a?b=c#d", retrieved: 2025-12-01, note: "a: [b], # \\"c\\"" }';
  test.each([
    [
      'token prices',
      'tokens.yaml',
      `- { id: a/b, channel: c, currency: EUR, model: m-8b, context: 128k tokens, residency: [us, eu], token_multiplier: 1.1, score: 82%,
  prices: [ { ${dated}, input: 3 EUR/Mtok, cached: 0.3 EUR/Mtok, cache_write: 3.75 EUR/Mtok, cache_write_long: 6 EUR/Mtok, output: 15 EUR/Mtok,
    per_request: 0.001 EUR/request, batch: { multiplier: 33.5%, combines_with_cache: false },
    tiers: [ { above: 200k tokens, mode: unknown, input: 6 EUR/Mtok, cached: 0.6 EUR/Mtok, output: 22.5 EUR/Mtok } ],
    services: [ { id: flex, multiplier: 50%, combines: [cache, batch] }, { id: priority, multiplier: 175% } ],
    provisioned: { rate: 1.5 EUR/unit/hour, tokens_per_minute: 37k tokens/minute, minimum_units: 15 units, increment: 5 units, output_weight: 4, cached_weight: 0 },
    commitment: { mode: all_units, minimum: 100 EUR/month, tiers: [ { above: 10k EUR/month, multiplier: 90% } ] }, ${source} } ] }\n`,
    ],
    [
      'a reserved offer',
      'gpus.yaml',
      `- { id: a/b, cloud: c, gpu: h200-sxm, region: eu-1, residency: [eu], currency: EUR, node: 8 GPUs, term: 1 year, switch_off: true,
  prices: [ { ${dated}, hourly: 1.234567 EUR/hour, upfront: 1000 EUR, ${source} } ] }\n`,
    ],
    [
      'a spot offer, and a monthly one',
      'gpus.yaml',
      `- { id: a/b, gpu: l4, term: spot, interruption: { waste: 5%, unavailable: 10%, fallback: 0.9 USD/hour }, prices: [ { ${dated}, hourly: 0.4 USD/hour, ${source} } ] }
- { id: a/c, gpu: l4, prices: [ { ${dated}, monthly: 300 USD/month, ${source} } ] }\n`,
    ],
    [
      'an owned GPU',
      'gpus.yaml',
      `- { id: a/b, gpu: b200, term: owned, prices: [ { ${dated}, ownership: { price: 40k USD, residual: 10%, depreciation: 4 years, maintenance: 5%/year,
    colocation: 150 USD/month, power: 1.2 kW, pue: 1.3, power_price: 0.1 USD/kWh, idle: 30% }, ${source} } ] }\n`,
    ],
  ])('%s', (_, file, text) => {
    const catalog = parse({ [file]: text });
    expect(digests(catalog).length).toBeGreaterThan(0);
    expect(digests(rewritten(catalog))).toEqual(digests(catalog));
  });
});
