import { entries, flow, lines, type YamlValue } from '../../src/importing/importers.ts';
import { parseCatalog, type Catalog } from '../../src/catalog/index.ts';
import { buildFacts } from './facts/index.ts';
import { buildHardware } from './gpus.ts';
import { buildExchange } from './exchange.ts';
import { readAwsSpot } from './market/aws-spot.ts';
import { readAzureEurope } from './market/azure-europe.ts';
import { readCapacityBlocks } from './market/capacity-blocks.ts';
import { readCommitted } from './market/committed.ts';
import { readDedicated } from './market/dedicated.ts';
import { readLatencyCurves } from './market/load-curves.ts';
import { readListings } from './market/listings.ts';
import { readMarketTerms } from './market/market-terms.ts';
import { readWeeklyMedians } from './market/weekly-medians.ts';
import { extendOffers } from './market/offer.ts';
import { buildOwned } from './market/owned.ts';
import { buildModels } from './models.ts';
import { buildHyperscalers } from './offers/hyperscalers.ts';
import { buildSmallClouds } from './offers/small-clouds.ts';
import { takeRecords, type TracedRow } from './records.ts';
import { catalogDate, catalogVersion, sources } from './sources.ts';
import { buildThroughput } from './throughput.ts';
import { buildTokens } from './tokens/index.ts';
import { addProvisioned } from './tokens/provisioned.ts';
import { addServices } from './tokens/services.ts';
import { extendHistory } from './tokens/vendor-history.ts';

type Entries = readonly { readonly [key: string]: YamlValue | undefined }[];

export interface BuiltCatalog {
  /** The files of the catalog's folder, by their names. */
  readonly files: ReadonlyMap<string, string>;
  readonly catalog: Catalog;
  /** What was left out, each with the rule that left it out. */
  readonly left: readonly string[];
  /** Where in the extracts each row was read. */
  readonly traced: readonly TracedRow[];
}

const heading =
  "# Written by scripts/build-catalog. Prices of one's own belong into a scenario or a catalog that extends this one.\n";

/** The bundled catalog from a folder of extracts; the same extracts give the same files. */
export function buildCatalog(folder: string): BuiltCatalog {
  const tokens = buildTokens(folder);
  const provisioned = addProvisioned(extendHistory(tokens.entries, folder), folder);
  const priced = addServices(provisioned.entries, folder);
  const small = buildSmallClouds(folder);
  const older = [...buildHyperscalers(folder), ...small.offers];
  const listings = readListings(folder, small.offers);
  const newer = [
    listings,
    readDedicated(folder, listings.offers),
    readAwsSpot(folder),
    readWeeklyMedians(folder),
    readCommitted(folder),
    readCapacityBlocks(folder),
    readAzureEurope(folder),
    readMarketTerms(folder),
  ];
  const owned = buildOwned(folder);
  const observed = newer.flatMap((each) => each.offers);
  const offers = [...extendOffers(older, observed), ...owned.offers].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const curves = readLatencyCurves(folder);
  const models = buildModels(folder);
  const traced: TracedRow[] = [];
  const taken = (part: TracedRow['part'], list: Entries): Entries => {
    const found = takeRecords(part, list);
    traced.push(...found.traced);
    return found.entries;
  };
  const files = new Map([
    ['tokens.yaml', heading + entries(taken('tokens', priced.entries))],
    ['gpus.yaml', heading + entries(taken('offers', offers))],
    [
      'throughput.yaml',
      `${heading}# Rates are of one run: input and output at the same time, at these lengths.\n${lines(taken('throughput', buildThroughput(folder)))}`,
    ],
    [
      'latency.yaml',
      `${heading}# Times of one replica by load, with all waiting: requests arrive at random whatever the replica does.\n${lines(taken('latency', curves.entries))}`,
    ],
    ['models.yaml', heading + entries(taken('models', models.models))],
    ['hardware.yaml', heading + entries(taken('gpus', buildHardware(folder)))],
    [
      'fx.yaml',
      `${heading}# One euro in other currencies. Reference rates of the European Central Bank; market rates where none is at hand.\n${lines(taken('exchange', buildExchange(folder)))}`,
    ],
    [
      'facts.yaml',
      `${heading}# What is around models and GPUs: people, power, platforms, what vendors' conditions multiply.\n${lines(taken('facts', buildFacts(folder)))}`,
    ],
  ]);
  const undigested = parseCatalog(new Map([...files, ['catalog.yaml', manifest('none')]]), '');
  if (!undigested.ok) throw new Error(JSON.stringify(undigested.diagnostics.slice(0, 20), null, 1));
  files.set('catalog.yaml', manifest(undigested.value.digest));
  const left = [tokens, provisioned, priced, small, ...newer, owned, curves, models].flatMap(
    (each) => each.left,
  );
  return { files, catalog: undigested.value, left, traced };
}

function manifest(digest: string): string {
  return [
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
}
