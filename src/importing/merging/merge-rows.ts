import type { IsoDate } from '../../document/index.ts';
import { checkRows, dayOrder, rowAt, sortRows, type DatedRow } from '../../catalog/index.ts';

/** How two rows are compared; what a row does not state differs from nothing. */
export interface RowPrices<Row extends DatedRow> {
  /** `same` where both state the same, `more` where the second states more than the first does. */
  compare(known: Row, learned: Row): 'same' | 'more' | 'different';
  /** All that the two state, of which one states the same or more. */
  join(known: Row, learned: Row): Row;
  /** Whether the main prices are within 1 %. */
  agree(known: Row, learned: Row): boolean;
  /** For messages: `3/15 USD/Mtok`. */
  describe(row: Row): string;
}

export interface MergedRows<Row> {
  readonly rows: readonly Row[];
  readonly outcome: 'changed' | 'unchanged' | 'kept';
  /** Where the prices differ by more than 1 %, or why something was left out. */
  readonly contradiction?: { readonly taken: string; readonly other: string; readonly rule: string };
}

/**
 * The rows of an entry with those that were learned on `retrieved`: no price is overwritten. A changed one becomes a new
 * row that closes the one before; what was learned earlier than the catalog's own changes nothing, nor does a list price
 * change a contract or a quote. Earlier rows are put before the first one where they reach up to it.
 */
export function mergeRows<Row extends DatedRow>(
  known: readonly Row[],
  learned: readonly Row[],
  retrieved: IsoDate,
  prices: RowPrices<Row>,
): MergedRows<Row> {
  const stated = known.find((row) => row.from === null);
  if (stated !== undefined && learned.length > 0) {
    const [taken, other] = [text(stated, prices), text(learned.at(-1) ?? stated, prices)];
    const rule = 'the catalog stays: it states a price that always holds, without dates';
    return { rows: known, outcome: 'kept', contradiction: { taken, other, rule } };
  }
  const withPast = prepend(known, learned);
  const merged = mergeCurrent(withPast, learned, retrieved, prices);
  const rows = appendScheduled(merged.rows, learned, retrieved, prices);
  const isChanged = rows.length !== known.length;
  if (isChanged && checkRows(rows, '', []).length > 0) {
    return { rows: known, outcome: 'kept', contradiction: noPlace(known, learned, prices) };
  }
  const outcome = isChanged ? 'changed' : merged.outcome;
  return { ...merged, rows, outcome };
}

function noPlace<Row extends DatedRow>(
  known: readonly Row[],
  learned: readonly Row[],
  prices: RowPrices<Row>,
): NonNullable<MergedRows<Row>['contradiction']> {
  const [a, b] = [known.at(-1), learned.at(-1)].map((row) =>
    row === undefined ? 'none' : text(row, prices),
  );
  return {
    taken: a ?? '',
    other: b ?? '',
    rule: 'the catalog stays: the other would leave a gap or an overlap',
  };
}

function text<Row extends DatedRow>(row: Row, prices: RowPrices<Row>): string {
  return `${prices.describe(row)} (${[row.source.url, ...(row.recorded === null ? [] : [row.recorded])].join(', ')})`;
}

function mergeCurrent<Row extends DatedRow>(
  known: readonly Row[],
  learned: readonly Row[],
  retrieved: IsoDate,
  prices: RowPrices<Row>,
): MergedRows<Row> {
  const now = rowAt(known, retrieved, null);
  const next = rowAt(learned, retrieved, null);
  if (next === undefined) return { rows: known, outcome: 'unchanged' };
  if (now === undefined) {
    const [first] = known;
    const isLater = first !== undefined && dayOrder(first.from) > retrieved;
    const rule = isLater
      ? 'the catalog stays: its first price is of a later day'
      : 'not changed: its price has ended, and the list does not say since when it is available again';
    const taken = first === undefined ? 'none' : text(known.at(-1) ?? first, prices);
    return { rows: known, outcome: 'kept', contradiction: { taken, other: text(next, prices), rule } };
  }
  const difference = prices.compare(now, next);
  if (difference === 'same') return { rows: known, outcome: 'unchanged' };
  const isNear = prices.agree(now, next);
  const contradict = (isTaken: boolean, rule: string): Partial<MergedRows<Row>> => {
    if (isNear) return {};
    const [a, b] = [text(now, prices), text(next, prices)];
    return { contradiction: isTaken ? { taken: b, other: a, rule } : { taken: a, other: b, rule } };
  };
  const keep = (rule: string): MergedRows<Row> => ({
    rows: known,
    outcome: 'kept',
    ...contradict(false, rule),
  });
  if (now.kind === 'contract' || now.kind === 'quote')
    return keep('a contract or quote is not replaced by a list');
  if (retrieved <= dayOrder(now.recorded)) return keep('learned later, or on the same day from the catalog');
  const from =
    next.from !== null && next.from > dayOrder(now.from) && next.from <= retrieved ? next.from : retrieved;
  if (from <= dayOrder(now.from)) return keep('it starts on the same day');
  const row = difference === 'more' ? prices.join(now, next) : next;
  const added: Row = { ...row, from, to: now.to ?? next.to, recorded: retrieved, status: 'confirmed' };
  const rows = known.flatMap((each) => (each === now ? [{ ...each, to: from }, added] : [each]));
  return { rows, outcome: 'changed', ...contradict(true, 'retrieved later') };
}

function prepend<Row extends DatedRow>(known: readonly Row[], learned: readonly Row[]): readonly Row[] {
  const [first] = known;
  if (first === undefined) return learned;
  const past = learned.filter(
    ({ from, status }) => dayOrder(from) < dayOrder(first.from) && status === 'confirmed',
  );
  const last = past.at(-1);
  // Days between the two on which no price is known would be a gap.
  if (last === undefined || (last.to !== null && last.to < dayOrder(first.from))) return known;
  return [...past.map((row) => (row === last ? { ...row, to: first.from } : row)), ...known];
}

function appendScheduled<Row extends DatedRow>(
  known: readonly Row[],
  learned: readonly Row[],
  retrieved: IsoDate,
  prices: RowPrices<Row>,
): readonly Row[] {
  let rows = known;
  for (const row of learned.filter(({ from }) => dayOrder(from) > retrieved)) {
    const last = rows.at(-1);
    if (last === undefined || last.to !== null || dayOrder(last.from) >= dayOrder(row.from)) continue;
    if (prices.compare(last, row) === 'same') continue;
    rows = [...rows.slice(0, -1), { ...last, to: row.from }, row];
  }
  return sortRows(rows);
}
