import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entries, flow, lines } from '../../src/importing/importers.ts';
import { parseCatalog } from '../../src/catalog/index.ts';
import { buildHardware } from './gpus.ts';
import { buildExchange } from './exchange.ts';
import { readAwsSpot } from './market/aws-spot.ts';
import { readAzureEurope } from './market/azure-europe.ts';
import { readCapacityBlocks } from './market/capacity-blocks.ts';
import { readCommitted } from './market/committed.ts';
import { readDedicated } from './market/dedicated.ts';
import { readListings } from './market/listings.ts';
import { readMarketTerms } from './market/market-terms.ts';
import { readWeeklyMedians } from './market/weekly-medians.ts';
import { extendOffers } from './market/offer.ts';
import { notice } from './notice.ts';
import { buildOwned } from './market/owned.ts';
import { buildModels } from './models.ts';
import { buildHyperscalers } from './offers/hyperscalers.ts';
import { buildSmallClouds } from './offers/small-clouds.ts';
import { catalogDate, catalogVersion, sources } from './sources.ts';
import { buildThroughput } from './throughput.ts';
import { buildTokens } from './tokens/index.ts';
import { addProvisioned } from './tokens/provisioned.ts';
import { extendHistory } from './tokens/vendor-history.ts';

/** Writes pricing/<version> from a folder of extracts. The same extracts give the same files. */
const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (values.from === undefined)
  throw new Error('usage: tsx scripts/build-catalog/index.ts --from FOLDER [--to FOLDER]');
const target = values.to ?? join(import.meta.dirname, '..', '..', 'pricing', catalogVersion);
const tokens = buildTokens(values.from);
const priced = addProvisioned(extendHistory(tokens.entries, values.from), values.from);
const small = buildSmallClouds(values.from);
const older = [...buildHyperscalers(values.from), ...small.offers];
const listings = readListings(values.from, small.offers);
const newer = [
  listings,
  readDedicated(values.from, listings.offers),
  readAwsSpot(values.from),
  readWeeklyMedians(values.from),
  readCommitted(values.from),
  readCapacityBlocks(values.from),
  readAzureEurope(values.from),
  readMarketTerms(values.from),
];
const owned = buildOwned(values.from);
const offers = [
  ...extendOffers(
    older,
    newer.flatMap((each) => each.offers),
  ),
  ...owned.offers,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
const models = buildModels(values.from);

const heading =
  "# Written by scripts/build-catalog. Prices of one's own belong into a scenario or a catalog that extends this one.\n";
const files = new Map([
  ['tokens.yaml', heading + entries(priced.entries)],
  ['gpus.yaml', heading + entries(offers)],
  [
    'throughput.yaml',
    `${heading}# Rates are of one run: input and output at the same time, at these lengths.\n${lines(buildThroughput(values.from))}`,
  ],
  ['models.yaml', heading + entries(models.models)],
  ['hardware.yaml', heading + entries(buildHardware(values.from))],
  [
    'fx.yaml',
    `${heading}# One euro in other currencies. Reference rates of the European Central Bank; market rates where none is at hand.\n${lines(buildExchange(values.from))}`,
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
writeFileSync(join(target, '..', 'NOTICE.md'), notice(sources));
for (const [name, text] of [...files, ['catalog.yaml', manifest(parsed.value.digest)] as const]) {
  writeFileSync(join(target, name), text);
}
for (const each of [
  ...tokens.left,
  ...priced.left,
  ...small.left,
  ...newer.flatMap(({ left }) => left),
  ...owned.left,
  ...models.left,
])
  console.log(`left out: ${each}`);
const { value } = parsed;
console.log(
  `${value.tokens.size} token prices, ${value.offers.size} offers, ${value.throughput.length} runs, ${value.models.size} models, ${value.gpus.size} GPUs`,
);
