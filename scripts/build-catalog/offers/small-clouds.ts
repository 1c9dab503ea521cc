import { gpuOfListing } from '../../../src/catalog/index.ts';
import { groupBy } from '../../../src/importing/importers.ts';
import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOf } from '../sources.ts';
import type { Offer } from './hyperscalers.ts';

const terms: Record<string, readonly [name: string, term: 'on-demand' | 'spot']> = {
  'on-demand': ['on-demand', 'on-demand'],
  secure: ['on-demand', 'on-demand'],
  community: ['community', 'on-demand'],
  production: ['on-demand', 'on-demand'],
  spot: ['spot', 'spot'],
};

/** What a listing says of itself that makes its price no price: it moves by the hour, or is out of date. */
const unusable = /dynamic|stale|GPU-over-IP|per-GPU price not published/iu;

export interface SmallClouds {
  readonly offers: readonly Offer[];
  readonly left: readonly string[];
}

/** The offers of the clouds that rent single GPUs. Where a cloud lists one GPU at two prices, neither is taken. */
export function buildSmallClouds(folder: string): SmallClouds {
  const left: string[] = [];
  const named = readCsv(folder, 'gpu-prices.neoclouds.csv').flatMap((row) => {
    const offer = read(row);
    if (typeof offer !== 'string') return [offer];
    left.push(offer);
    return [];
  });
  const groups = groupBy(named, ({ id }) => id);
  const offers = [...groups].flatMap(([id, group]) => {
    const [first] = group;
    if (first !== undefined && new Set(group.map((each) => JSON.stringify(each['prices']))).size === 1)
      return [first];
    left.push(`${id}: listed at ${group.length} prices`);
    return [];
  });
  return { offers: offers.filter((offer) => isOfItsOwn(offer, offers, left)), left };
}

/** Drops a second class at the price of the first, and what is called spot but costs more than what is not. */
function isOfItsOwn(offer: Offer, all: readonly Offer[], left: string[]): boolean {
  const plain = all.find(({ id }) => id === offer.id.replace(/[^/]+$/u, 'on-demand'));
  if (plain === undefined || plain === offer) return true;
  const [own, other] = [hourly(offer), hourly(plain)];
  if (offer.id.endsWith('/spot') ? own < other : own !== other) return true;
  left.push(`${offer.id}: no cheaper than ${plain.id}`);
  return false;
}

function hourly(offer: Offer): number {
  return Number.parseFloat(/"hourly":"([\d.]+)/u.exec(JSON.stringify(offer['prices']))?.[1] ?? '');
}

function read(row: Row): Offer | string {
  const provider = column(row, 'provider');
  const model = column(row, 'gpu_model');
  const name = `${provider} ${model} ${column(row, 'tier')}`;
  const gpu = gpuOfListing(model, column(row, 'vram_gb'), column(row, 'interconnect'));
  const [label, term] = terms[column(row, 'tier')] ?? [];
  const caveats = column(row, 'caveats');
  if (gpu === undefined) return `${name}: not one of the catalog's GPUs, or its form is not said`;
  if (label === undefined || term === undefined) return `${name}: a marketplace, not an offer`;
  if (unusable.test(caveats)) return `${name}: ${caveats}`;
  const upstream = column(row, 'source').startsWith('tardellirs') ? 'neoclouds' : 'gpuhunt';
  const market = /marketplace/iu.test(caveats);
  const estimated = /estimated/iu.test(caveats);
  const notes = [column(row, 'source_url'), caveats].filter((note) => note !== '');
  const source = sourceOf(upstream, evidenceOf(row, estimated ? 'D' : 'B'), notes.join('; '));
  return {
    id: `${provider}/${gpu}/${label}`,
    cloud: provider,
    gpu,
    currency: 'USD',
    node: '1 GPU',
    term,
    prices: [
      {
        from: source.retrieved,
        recorded: source.retrieved,
        status: 'confirmed',
        hourly: `${column(row, 'price_per_gpu_hour')} USD/hour`,
        kind: estimated ? 'estimated' : market ? 'quote' : 'list',
        source,
      },
    ],
  };
}
