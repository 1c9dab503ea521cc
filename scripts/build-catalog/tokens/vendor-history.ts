import { groupBy, modelName, type YamlValue } from '../../../src/importing/importers.ts';
import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOf } from '../sources.ts';

type Entry = { readonly [key: string]: YamlValue | undefined };

interface PriceRow {
  readonly [key: string]: YamlValue | undefined;
  readonly from: string;
  readonly to?: string | undefined;
  readonly input: string;
  readonly output: string;
}

/** Vendors whose own prices are followed; hosts of open models move without a date of their own. */
const vendors: ReadonlySet<string> = new Set(['openai', 'anthropic', 'google']);

/** A model that is in no other extract is taken from this day on: one of before may be gone by now. */
const newestSince = '2026-09-01';

/**
 * Entries with the prices that a history of the vendors' own pages has for the time before the feeds began, and the models
 * that are newer than the feeds. What a feed has later stands: it was read after the history's last change.
 */
export function extendHistory(entries: readonly Entry[], folder: string): readonly Entry[] {
  const history = groupBy(
    readCsv(folder, 'field/g1-api-price-history.csv').filter(isKept),
    (row) => `${column(row, 'vendor')}/${modelName(withoutDay(column(row, 'model')))}`,
  );
  const extended = entries.map((entry) => {
    const rows = history.get(idOf(entry));
    return rows === undefined ? entry : { ...entry, prices: joined(rows.map(priceRow), pricesOf(entry)) };
  });
  const known = new Set(entries.map(({ id }) => id));
  const added = [...history]
    .filter(([id, rows]) => !known.has(id) && rows.every((row) => column(row, 'effective') >= newestSince))
    .map(([id, rows]): Entry => {
      const prices = joined(rows.map(priceRow), []);
      return { id, channel: id.split('/')[0], currency: 'USD', prices };
    });
  const all = [...extended, ...added];
  const following = successors(history, new Set(all.map(idOf)));
  return all
    .map((entry) => ({ ...entry, successor: following.get(idOf(entry)) }))
    .toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** What a vendor sells by now under the tier in which it once sold a model. */
function successors(
  history: ReadonlyMap<string, readonly Row[]>,
  known: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const newest = new Map<string, { readonly id: string; readonly day: string }>();
  const tierOf = (row: Row): string => `${column(row, 'vendor')} ${column(row, 'tier')}`;
  const first = (rows: readonly Row[]): string =>
    rows.map((row) => column(row, 'effective')).toSorted()[0] ?? '';
  for (const [id, rows] of history) {
    const [row] = rows;
    if (row === undefined || !known.has(id)) continue;
    const day = first(rows);
    if (day > (newest.get(tierOf(row))?.day ?? '')) newest.set(tierOf(row), { id, day });
  }
  return new Map(
    [...history].flatMap(([id, rows]) => {
      const last = rows[0] === undefined ? undefined : newest.get(tierOf(rows[0]));
      return last === undefined || last.id === id ? [] : [[id, last.id] as const];
    }),
  );
}

/** Read on the vendor's page; aliases that move from model to model, and snapshots named by a day, are left out. */
function isKept(row: Row): boolean {
  return (
    vendors.has(column(row, 'vendor')) &&
    column(row, 'evidence').startsWith('B') &&
    !/-latest$|\.x$|\/|\(|-\d{4}$/u.test(column(row, 'model'))
  );
}

function withoutDay(model: string): string {
  return model.replace(/-\d{4}-\d{2}-\d{2}$/u, '');
}

function priceRow(row: Row): PriceRow {
  const money = (name: string): string => `${String(Number(column(row, name)))} USD/Mtok`;
  const day = column(row, 'effective');
  return {
    from: day,
    recorded: day,
    status: 'confirmed',
    input: money('input'),
    cached: column(row, 'cached_input') === '' ? undefined : money('cached_input'),
    output: money('output'),
    kind: 'list',
    source: {
      ...sourceOf('vendorHistory', evidenceOf(row), column(row, 'note') || undefined),
      url: column(row, 'source_url'),
    },
  };
}

function joined(history: readonly PriceRow[], feed: readonly PriceRow[]): readonly PriceRow[] {
  const last = history.at(-1);
  // A feed that begins with a price that had changed by then was late.
  const late = feed.findIndex((row) => last !== undefined && isSame(row, last));
  const own = late > 0 && feed.slice(0, late).every((row) => history.some((each) => isSame(each, row))) ? feed.slice(late) : feed;
  const [first] = own;
  const before = history
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .filter(({ from }) => first === undefined || from < first.from);
  const dated = before.map(({ from, ...row }, index) => ({ from, to: before[index + 1]?.from ?? first?.from, ...row }));
  return [...dated, ...own] as readonly PriceRow[];
} // prettier-ignore

function isSame(a: PriceRow, b: PriceRow): boolean {
  return Number.parseFloat(a.input) === Number.parseFloat(b.input) && Number.parseFloat(a.output) === Number.parseFloat(b.output);
} // prettier-ignore

/** The id of an entry, which always has one. */
export function idOf({ id }: Entry): string {
  return typeof id === 'string' ? id : '';
}

function pricesOf(entry: Entry): readonly PriceRow[] {
  return (entry['prices'] ?? []) as unknown as readonly PriceRow[];
}
