import type { IsoDate } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import { nearest } from '../../diagnostics/index.ts';
import { priceHistory, type PricePeriod } from './history.ts';
import { catalogItems, type CatalogItem, type CatalogRow, type Moment, type Part } from './listing.ts';
import { priceTrend, trendFormula } from './trend.ts';
import type { Catalog, DatedRow, Kind, Source } from '../types.ts';

/** What `catalog list` says (`crossover/catalog-list/1`): every entry that was asked for, with its price, source and date. */
export interface CatalogListResult {
  readonly schema: 'crossover/catalog-list/1';
  readonly catalog: ListedCatalog;
  readonly entries: readonly ListedEntry[];
}

/** What `catalog show` says (`crossover/catalog-show/1`). */
export interface CatalogShowResult {
  readonly schema: 'crossover/catalog-show/1';
  readonly catalog: ListedCatalog;
  /** What was asked for: an id, or a name that several entries share. */
  readonly asked: string;
  readonly entries: readonly ShownEntry[];
}

export interface ListedCatalog {
  readonly version: string;
  readonly date: IsoDate;
  readonly digest: string;
  readonly asOf: IsoDate;
  readonly knownAt: IsoDate | null;
}

export interface ListedEntry {
  readonly part: Part;
  readonly id: string;
  /** The channel of token prices, the cloud of GPUs. */
  readonly seller: string | null;
  readonly about: readonly { readonly name: string; readonly value: string }[];
  /** Whether a price holds: `ended` and `not_yet` say why none does; entries without dates always hold. */
  readonly state: 'holds' | 'ended' | 'not_yet' | 'unknown';
  /** The row that holds; of what has ended, the last one that did. */
  readonly row: ListedRow | null;
}

export interface ListedRow {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly recorded: IsoDate | null;
  readonly status: DatedRow['status'];
  readonly kind: Kind;
  readonly source: Source;
  readonly figures: readonly { readonly key: string; readonly value: Exact; readonly unit: string }[];
}

export interface ShownEntry extends ListedEntry {
  /** In the order of time; null where it was not asked for. */
  readonly history: readonly ListedRow[] | null;
  readonly trend: ListedTrend | null;
}

export interface ListedTrend {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly days: number;
  readonly figures: readonly {
    readonly key: string;
    readonly unit: string;
    readonly first: Exact;
    readonly last: Exact;
    readonly yearly: Exact;
  }[];
  readonly yearly: Exact | null;
  readonly because: string | null;
  readonly formula: string;
}

/** Which entries are listed; what is null does not matter. */
export interface ListFilter {
  readonly part: Part | null;
  readonly channel: string | null;
  readonly cloud: string | null;
  readonly gpu: string | null;
}

/** The entries that meet the filter, with the prices of the moment. */
export function listCatalog(catalog: Catalog, moment: Moment, filter: ListFilter): CatalogListResult {
  const { part, channel, cloud, gpu } = filter;
  const entries = catalogItems(catalog).filter(
    (item) =>
      (part === null
        ? item.part !== 'gpus' && item.part !== 'exchange' && item.part !== 'facts'
        : item.part === part) &&
      (channel === null || (item.part === 'tokens' && item.seller === channel)) &&
      (cloud === null || (item.part === 'offers' && item.seller === cloud)) &&
      (gpu === null || isCalled(item.gpu, gpu)),
  );
  return {
    schema: 'crossover/catalog-list/1',
    catalog: listedCatalog(catalog, moment),
    entries: entries.map((item) => listedEntry(item, moment)),
  };
}

/** The values that a filter can have, so that a wrong one can be named with the nearest. */
export function filterValues(
  catalog: Catalog,
): Readonly<Record<'channel' | 'cloud' | 'gpu', readonly string[]>> {
  const items = catalogItems(catalog);
  const distinct = (values: readonly (string | null)[]): readonly string[] =>
    [...new Set(values.filter((value) => value !== null))].toSorted();
  return {
    channel: distinct(items.map(({ part, seller }) => (part === 'tokens' ? seller : null))),
    cloud: distinct(items.map(({ part, seller }) => (part === 'offers' ? seller : null))),
    gpu: distinct(items.map(({ gpu }) => gpu)),
  };
}

/**
 * The entry of an id; else the entries of a name: all that channels sell a model as, all offers of a GPU (`h200` stands for
 * `h200-sxm`). Capitals do not count. Without any, the nearest name, where there is one.
 */
export function showCatalog(
  catalog: Catalog,
  moment: Moment,
  asked: string,
  withHistory: boolean,
): CatalogShowResult | { readonly nearest: string | undefined } {
  const items = catalogItems(catalog);
  const found = findItems(items, asked.toLowerCase());
  if (found.length === 0) {
    const names = items.flatMap((item) => [
      item.id,
      lastName(item.id),
      ...(item.gpu === null ? [] : [item.gpu, item.gpu.replace(/-.*$/u, '')]),
    ]);
    return { nearest: nearest(asked, new Set(names)) };
  }
  return {
    schema: 'crossover/catalog-show/1',
    catalog: listedCatalog(catalog, moment),
    asked,
    entries: found.map((item) => shownEntry(item, moment, withHistory)),
  };
}

function findItems(items: readonly CatalogItem[], asked: string): readonly CatalogItem[] {
  const exact = items.filter(({ id }) => id.toLowerCase() === asked);
  // The id of a GPU or of an open model stands for all that is known of it.
  if (exact.some(({ part }) => part !== 'gpus' && part !== 'models')) return exact;
  const named = items.filter(
    ({ part, id, gpu, model }) =>
      (part === 'tokens' && (lastName(id) === asked || model?.toLowerCase() === asked)) ||
      (part === 'models' && id.toLowerCase() === asked) ||
      ((part === 'offers' || part === 'gpus') && isCalled(gpu, asked)) ||
      (part === 'throughput' && model?.toLowerCase() === asked) ||
      (part === 'exchange' && id.toLowerCase().startsWith(`${asked} `)),
  );
  return [...new Set([...exact, ...named])];
}

function lastName(id: string): string {
  return (id.split('/').at(-1) ?? id).toLowerCase();
}

/** `h200` is the name of `h200-sxm` and `h200-nvl`, too. */
function isCalled(gpu: string | null, name: string): boolean {
  const wanted = name.toLowerCase();
  return gpu !== null && (gpu === wanted || gpu.startsWith(`${wanted}-`));
}

function listedCatalog({ version, date, digest }: Catalog, { asOf, knownAt }: Moment): ListedCatalog {
  return { version, date, digest, asOf, knownAt };
}

function listedEntry(item: CatalogItem, moment: Moment): ListedEntry {
  const { part, id, seller, about } = item;
  const row = item.at(moment);
  if (row !== undefined) return { part, id, seller, about, state: 'holds', row: listedRow(row) };
  const history = priceHistory(item, moment.knownAt);
  const ended = history.findLast(({ to }) => to !== null && to <= moment.asOf);
  const state = ended !== undefined ? 'ended' : history.length > 0 ? 'not_yet' : 'unknown';
  return { part, id, seller, about, state, row: ended === undefined ? null : listedStretch(ended) };
}

function shownEntry(item: CatalogItem, moment: Moment, withHistory: boolean): ShownEntry {
  const entry = listedEntry(item, moment);
  const isDated = item.part === 'tokens' || item.part === 'offers';
  if (!withHistory || !isDated) return { ...entry, history: null, trend: null };
  const history = priceHistory(item, moment.knownAt);
  const { from, to, days, figures, yearly, because } = priceTrend(history, moment.asOf);
  return {
    ...entry,
    history: history.map(listedStretch),
    trend: {
      from,
      to,
      days,
      figures,
      yearly,
      because,
      formula: trendFormula,
    },
  };
}

/** A row for the time in which it held. */
function listedStretch({ row, from, to }: PricePeriod): ListedRow {
  return { ...listedRow(row), from, to };
}

function listedRow({ from, to, recorded, status, kind, source, figures }: CatalogRow): ListedRow {
  return {
    from,
    to,
    recorded,
    status,
    kind,
    source,
    figures: figures.map(({ key, value, unit }) => ({ key, value, unit })),
  };
}
