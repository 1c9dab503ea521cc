import { gpuId } from '../../../src/catalog/index.ts';
import { groupBy, residencyOf, type YamlValue } from '../../../src/importing/importers.ts';
import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOf, sources } from '../sources.ts';

type Cloud = 'aws' | 'azure' | 'gcp';

/** Regions that are kept: those where most GPUs are, over all continents. */
const regions: Record<Cloud, RegExp> = {
  aws: /^us-/u,
  azure:
    /^(?:eastus2?|southcentralus|westus3|westeurope|northeurope|swedencentral|francecentral|germanywestcentral|switzerlandnorth|uksouth|canadacentral|japaneast|southeastasia|australiaeast|brazilsouth)$/u,
  gcp: /^(?:us-central1|us-east4|us-east5|us-west1|us-west4|europe-west1|europe-west3|europe-west4|europe-west2|asia-southeast1|asia-northeast1|asia-south1)$/u,
};

/** Variants of a machine that are not sold for general use: confidential, without the network, flexible. */
const variants = /^Standard_(?:NCC|ND96is_|ND96isf|ND96isrf|ND96ams_)/u;

/** Sizes that are kept: one GPU, and the whole node. */
const sizes = new Set(['1', '8']);

export type Offer = { readonly [key: string]: YamlValue | undefined; readonly id: string };

/** The offers of AWS, Azure and Google: per region and size the machine that costs least per GPU, with its history. */
export function buildHyperscalers(folder: string): readonly Offer[] {
  return (['aws', 'azure', 'gcp'] as const).flatMap((cloud) => {
    const history = groupBy(readCsv(folder, `gpu-prices.${cloud}-history.csv`), keyOf);
    const rows = readCsv(folder, `gpu-prices.${cloud}.csv`).filter((row) => isKept(cloud, row));
    const groups = groupBy(rows, (row) =>
      ['gpu', 'gpu_count', 'region', 'pricing_model'].map((name) => column(row, name)).join(' '),
    );
    return [...groups.values()].flatMap((group) => {
      const [cheapest] = group.toSorted(
        (a, b) => Number(column(a, 'price_per_hour_instance')) - Number(column(b, 'price_per_hour_instance')),
      );
      return cheapest === undefined ? [] : [offer(cloud, cheapest, history.get(keyOf(cheapest)) ?? [])];
    });
  });
}

function isKept(cloud: Cloud, row: Row): boolean {
  return (
    gpuId(column(row, 'gpu')) !== undefined &&
    column(row, 'currency') === 'USD' &&
    sizes.has(column(row, 'gpu_count')) &&
    regions[cloud].test(column(row, 'region')) &&
    !variants.test(column(row, 'instance_type'))
  );
}

function keyOf(row: Row): string {
  return `${column(row, 'region')} ${column(row, 'instance_type')} ${row['pricing_model'] ?? 'on_demand'}`;
}

function offer(cloud: Cloud, row: Row, history: readonly Row[]): Offer {
  const region = column(row, 'region');
  const term = column(row, 'pricing_model').replace('_', '-');
  const machine = column(row, 'instance_type')
    .replace(/^Standard_/u, '')
    .toLowerCase()
    .replaceAll('_', '-');
  const count = column(row, 'gpu_count');
  const residency = residencyOf(cloud, region);
  const current = column(row, 'price_per_hour_instance');
  const points = changes(history, term).map(({ price, ...change }) => ({
    ...change,
    price: perGpu(price, count),
  }));
  const price = perGpu(current, count);
  // The history only tells since when the price holds where it ends with the price that is listed now.
  const known = points.at(-1)?.price === price ? points : [{ from: sources[cloud].retrieved, price, row }];
  return {
    id: `${cloud}/${machine}/${region}/${term}`,
    cloud,
    gpu: gpuId(column(row, 'gpu')),
    region,
    residency: residency === undefined ? undefined : [residency],
    currency: 'USD',
    node: `${count} GPUs`,
    term,
    prices: known.map(({ from, price: hourly, row: read }, index) => ({
      from,
      to: known[index + 1]?.from,
      recorded: from,
      status: 'confirmed',
      hourly: `${hourly} USD/hour`,
      kind: 'list',
      source: sourceOf(cloud, evidenceOf(read, 'A')),
    })),
  };
}

/** The price of one GPU to a millionth of a dollar, to which the sources are no more exact. */
function perGpu(price: string, count: string): string {
  return new Exact(price).div(count).toDecimalPlaces(6).toFixed();
}

interface Change {
  readonly from: string;
  readonly price: string;
  readonly row: Row;
}

/** The change points in order. A list price that was taken back to the cent was a mistake of the feed; spot prices move. */
function changes(history: readonly Row[], term: string): readonly Change[] {
  const sorted = history
    .map((row) => ({
      row,
      from: column(row, 'first_seen'),
      price: column(row, 'price_per_hour_instance_usd'),
    }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (term === 'spot') return sorted;
  return sorted.reduce<readonly Change[]>((kept, change) => {
    const at = kept.findIndex(({ price }) => price === change.price);
    return at === -1 ? [...kept, change] : kept.slice(0, at + 1);
  }, []);
}
