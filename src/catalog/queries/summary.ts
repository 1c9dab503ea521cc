import { catalogItems, parts, type CatalogItem, type Moment, type Part } from './listing.ts';
import type { ListedCatalog } from './listed.ts';
import { grades, kinds, type Catalog, type Grade, type Kind } from '../types.ts';

/** What `catalog list --summary` says (`crossover/catalog-summary/1`): how much there is of what. */
export interface CatalogSummaryResult {
  readonly schema: 'crossover/catalog-summary/1';
  readonly catalog: ListedCatalog;
  readonly parts: readonly PartCount[];
  /** Rows by how their figures are known. */
  readonly kinds: readonly { readonly kind: Kind; readonly rows: number }[];
  /** Rows by how good the evidence for them is; null counts those that nobody graded. */
  readonly grades: readonly { readonly grade: Grade | null; readonly rows: number }[];
  /** GPU offers by how they are rented. */
  readonly terms: readonly { readonly term: string; readonly entries: number }[];
  readonly sellers: readonly { readonly part: Part; readonly seller: string; readonly entries: number }[];
  readonly gpus: readonly { readonly gpu: string; readonly entries: number }[];
  readonly sources: readonly { readonly url: string; readonly rows: number }[];
}

export interface PartCount {
  readonly part: Part;
  readonly entries: number;
  /** Those that have a price at the moment. */
  readonly holding: number;
  /** Their rows: prices with the time in which they held. */
  readonly rows: number;
}

/** Counts of a catalog's entries, the most first. */
export function summarizeCatalog(catalog: Catalog, moment: Moment): CatalogSummaryResult {
  const items = catalogItems(catalog);
  const offers = items.filter(({ part }) => part === 'offers');
  const rows = items.flatMap((item) => item.rows);
  const { version, date, digest } = catalog;
  return {
    schema: 'crossover/catalog-summary/1',
    catalog: { version, date, digest, asOf: moment.asOf, knownAt: moment.knownAt },
    parts: parts.flatMap((part) => {
      const own = items.filter((item) => item.part === part);
      if (own.length === 0) return [];
      return [
        {
          part,
          entries: own.length,
          holding: own.filter((item) => item.at(moment) !== undefined).length,
          rows: own.reduce((sum, item) => sum + item.rows.length, 0),
        },
      ];
    }),
    kinds: kinds.flatMap((kind) => {
      const count = rows.filter((row) => row.kind === kind).length;
      return count === 0 ? [] : [{ kind, rows: count }];
    }),
    grades: [...grades, null].flatMap((grade) => {
      const count = rows.filter(({ source }) => (source.grade ?? null) === grade).length;
      return count === 0 ? [] : [{ grade, rows: count }];
    }),
    terms: counted(offers, termOf).map(([term, entries]) => ({ term, entries })),
    sellers: (['tokens', 'offers'] as const).flatMap((part) =>
      counted(
        items.filter((item) => item.part === part),
        ({ seller }) => seller ?? '',
      ).map(([seller, entries]) => ({ part, seller, entries })),
    ),
    gpus: counted(offers, ({ gpu }) => gpu ?? '').map(([gpu, entries]) => ({ gpu, entries })),
    sources: counted(rows, ({ source }) => siteOf(source.url)).map(([url, count]) => ({ url, rows: count })),
  };
}

/** How it is rented; a block of capacity is booked for days and not for a term. */
function termOf(item: CatalogItem): string {
  const term = item.about.find(({ name }) => name === 'term')?.value ?? '';
  return item.id.endsWith('/capacity-block') ? 'capacity block' : term;
}

/** Without the page: all pages of one site together. */
function siteOf(url: string): string {
  return /^https?:\/\/(?:github\.com\/[^/]+\/[^/]+|[^/]+)/u.exec(url)?.[0] ?? url;
}

function counted<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return [...counts].toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
}
