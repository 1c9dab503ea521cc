import type { IsoDate } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import { canonicalDigest } from '../files/digest.ts';
import { catalogItems, type CatalogItem, type CatalogRow, type Moment, type Part } from './listing.ts';
import type { Catalog, Kind } from '../types.ts';

/**
 * `up` and `down`: every figure that changed went that way; `mixed`: some up, some down, or a figure is new or gone.
 * `ended` and `begun`: a price held on one side's day and none on the other's. `other`: the figures are the same, but not
 * what else is said of them.
 */
export type EntryChange = 'added' | 'removed' | 'up' | 'down' | 'mixed' | 'ended' | 'begun' | 'other';

/** What changed from one catalog to another. */
export interface CatalogDiff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly changed: boolean;
  readonly entries: readonly EntryDiff[];
  /** How many entries are the same, to the last digit and date. */
  readonly unchanged: number;
}

export interface DiffSide {
  readonly version: string;
  readonly digest: string;
  /** The day whose prices are compared. */
  readonly asOf: IsoDate;
}

export interface EntryDiff {
  readonly part: Part;
  readonly id: string;
  readonly change: EntryChange;
  /** The figures that changed; for an entry that was added or removed, all that it has on that day. */
  readonly figures: readonly FigureDiff[];
  /** What else changed, by the names that entries have for it: `rows` stands for dates, sources and history. */
  readonly other: readonly string[];
  readonly sources: { readonly before: SourceOfPrice | null; readonly after: SourceOfPrice | null };
}

export interface FigureDiff {
  readonly key: string;
  readonly unit: string;
  readonly before: Exact | null;
  readonly after: Exact | null;
  /** Relative to before: 0.1 for a tenth more; null where that is not known or 0. */
  readonly share: Exact | null;
}

export interface SourceOfPrice {
  readonly url: string;
  readonly retrieved: IsoDate | null;
  readonly kind: Kind;
}

const digits = 20;

/**
 * What changed from one catalog to another, entry by entry: those of the first side's order first, then what was added.
 * Each side is looked at on its own day: its date, unless one day is given for both.
 */
export function diffCatalogs(before: Catalog, after: Catalog, moment: Partial<Moment> = {}): CatalogDiff {
  const [was, is] = [before, after].map((catalog) => ({
    asOf: moment.asOf ?? catalog.date,
    knownAt: moment.knownAt ?? null,
  })) as [Moment, Moment];
  const nameOf = (item: CatalogItem): string => `${item.part}/${item.id}`;
  const olds = new Map(catalogItems(before).map((item) => [nameOf(item), item]));
  const news = new Map(catalogItems(after).map((item) => [nameOf(item), item]));
  const entries: EntryDiff[] = [];
  let unchanged = 0;
  for (const name of new Set([...olds.keys(), ...news.keys()])) {
    const entry = diffEntry(olds.get(name), news.get(name), was, is);
    if (entry === undefined) unchanged += 1;
    else entries.push(entry);
  }
  return {
    before: sideOf(before, was),
    after: sideOf(after, is),
    changed: entries.length > 0,
    entries,
    unchanged,
  };
}

function sideOf({ version, digest }: Catalog, { asOf }: Moment): DiffSide {
  return { version, digest, asOf };
}

/** Undefined where nothing changed. */
function diffEntry(
  old: CatalogItem | undefined,
  current: CatalogItem | undefined,
  was: Moment,
  is: Moment,
): EntryDiff | undefined {
  const item = current ?? old;
  if (item === undefined) throw new Error('an entry is on one side at least');
  const { part, id } = item;
  const [oldRow, newRow] = [old?.at(was), current?.at(is)];
  const sources = { before: sourceOf(oldRow), after: sourceOf(newRow) };
  const figures = diffFigures(oldRow, newRow);
  if (old === undefined) return { part, id, change: 'added', figures, other: [], sources };
  if (current === undefined) return { part, id, change: 'removed', figures, other: [], sources };
  const other = differingKeys(old.entry, current.entry);
  if (figures.length === 0 && other.length === 0) return undefined;
  return { part, id, change: kindOfChange(oldRow, newRow, figures), figures, other, sources };
}

function kindOfChange(
  old: CatalogRow | undefined,
  current: CatalogRow | undefined,
  figures: readonly FigureDiff[],
): EntryChange {
  if (old === undefined && current === undefined) return 'other';
  if (old === undefined) return 'begun';
  if (current === undefined) return 'ended';
  if (figures.length === 0) return 'other';
  const ups = figures.filter((each) => direction(each) === 'up').length;
  const downs = figures.filter((each) => direction(each) === 'down').length;
  if (ups === figures.length) return 'up';
  return downs === figures.length ? 'down' : 'mixed';
}

function direction({ before, after, share }: FigureDiff): 'up' | 'down' | null {
  if (before === null || after === null) return null;
  return share === null || !share.isNegative() ? 'up' : 'down';
}

function diffFigures(old: CatalogRow | undefined, current: CatalogRow | undefined): readonly FigureDiff[] {
  const keyOf = (figure: CatalogRow['figures'][number]): string => `${figure.key} ${figure.unit}`;
  const olds = new Map(old?.figures.map((each) => [keyOf(each), each]));
  const news = new Map(current?.figures.map((each) => [keyOf(each), each]));
  return [...new Set([...news.keys(), ...olds.keys()])].flatMap((name): readonly FigureDiff[] => {
    const [before, after] = [olds.get(name), news.get(name)];
    const figure = after ?? before;
    if (figure === undefined || (before !== undefined && after?.value.eq(before.value) === true)) return [];
    const share =
      before === undefined || after === undefined || before.value.isZero()
        ? null
        : after.value.minus(before.value).div(before.value).toSignificantDigits(digits);
    return [
      {
        key: figure.key,
        unit: figure.unit,
        before: before?.value ?? null,
        after: after?.value ?? null,
        share,
      },
    ];
  });
}

function sourceOf(row: CatalogRow | undefined): SourceOfPrice | null {
  return row === undefined ? null : { url: row.source.url, retrieved: row.source.retrieved, kind: row.kind };
}

/** The keys of two entries whose content is not the same; where they stand in a file is no content. */
function differingKeys(old: unknown, current: unknown): readonly string[] {
  const [was, is] = [old as Readonly<Record<string, unknown>>, current as Readonly<Record<string, unknown>>];
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...keys].filter(
    (key) => key !== 'span' && canonicalDigest(was[key] ?? null) !== canonicalDigest(is[key] ?? null),
  );
}
