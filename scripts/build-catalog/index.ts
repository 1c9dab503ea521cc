import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entries, flow, lines } from '../../src/importing/importers.ts';
import { parseCatalog } from '../../src/catalog/index.ts';
import { buildHardware } from './gpus.ts';
import { buildModels } from './models.ts';
import { buildHyperscalers } from './offers/hyperscalers.ts';
import { buildSmallClouds } from './offers/small-clouds.ts';
import { catalogDate, catalogVersion, sources } from './sources.ts';
import { buildThroughput } from './throughput.ts';
import { buildTokens } from './tokens/index.ts';

/** Writes pricing/<version> from a folder of extracts. The same extracts give the same files. */
const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (values.from === undefined)
  throw new Error('usage: tsx scripts/build-catalog/index.ts --from FOLDER [--to FOLDER]');
const target = values.to ?? join(import.meta.dirname, '..', '..', 'pricing', catalogVersion);
const tokens = buildTokens(values.from);
const small = buildSmallClouds(values.from);
const offers = [...buildHyperscalers(values.from), ...small.offers].toSorted((a, b) =>
  a.id < b.id ? -1 : 1,
);

const heading =
  "# Written by scripts/build-catalog. Prices of one's own belong into a scenario or a catalog that extends this one.\n";
const files = new Map([
  ['tokens.yaml', heading + entries(tokens.entries)],
  ['gpus.yaml', heading + entries(offers)],
  [
    'throughput.yaml',
    `${heading}# Rates are of one run: input and output at the same time, at these lengths.\n${lines(buildThroughput(values.from))}`,
  ],
  ['models.yaml', heading + entries(buildModels())],
  ['hardware.yaml', heading + entries(buildHardware(values.from))],
  [
    'fx.yaml',
    `${heading}# No source at hand has exchange rates under a licence; all prices are in USD.\n[]\n`,
  ],
]);
const manifest = (digest: string): string =>
  [
    heading.trimEnd(),
    'crossover_catalog: 1',
    `version: ${catalogVersion}`,
    `date: ${catalogDate}`,
    `digest: ${digest}`,
    'sources:',
    ...Object.values(sources).map(
      ({ url, retrieved, licence }) => `  - ${flow({ url, retrieved, note: licence })}`,
    ),
    '',
  ].join('\n');

const parsed = parseCatalog(new Map([...files, ['catalog.yaml', manifest('none')]]), target);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics.slice(0, 20), null, 1));
mkdirSync(target, { recursive: true });
for (const [name, text] of [...files, ['catalog.yaml', manifest(parsed.value.digest)] as const]) {
  writeFileSync(join(target, name), text);
}
for (const each of [...tokens.left, ...small.left]) console.log(`left out: ${each}`);
const { value } = parsed;
console.log(
  `${value.tokens.size} token prices, ${value.offers.size} offers, ${value.throughput.length} runs, ${value.models.size} models, ${value.gpus.size} GPUs`,
);
