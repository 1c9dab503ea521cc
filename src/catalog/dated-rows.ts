import type { IsoDate } from '../document/index.ts';
import { problem, type Diagnostic, type Span } from '../diagnostics/index.ts';
import type { DatedRow } from './types.ts';

/**
 * The row that holds on `asOf` as far as was known on `knownAt` (null: all that is known now). Among rows that hold at
 * once the one learned last wins, and on the same day a confirmed one before a scheduled one. A withdrawn row never
 * holds, and takes out the rows learned before it that start on its day. Undefined where no row holds.
 */
export function rowAt<Row extends DatedRow>(
  rows: readonly Row[],
  asOf: IsoDate,
  knownAt: IsoDate | null,
): Row | undefined {
  const known = rows.filter((row) => knownAt === null || dayOrder(row.recorded) <= knownAt);
  const withdrawn = known.filter((row) => row.status === 'withdrawn');
  return known
    .filter(
      (row) => row.status !== 'withdrawn' && dayOrder(row.from) <= asOf && (row.to === null || asOf < row.to),
    )
    .filter(
      (row) =>
        !withdrawn.some(
          (each) => each.from === row.from && dayOrder(each.recorded) >= dayOrder(row.recorded),
        ),
    )
    .toSorted(
      (a, b) => compare(dayOrder(b.recorded), dayOrder(a.recorded)) || compare(a.status, b.status),
    )[0];
}

/** A day for comparing: what always held comes before every day. */
export function dayOrder(day: IsoDate | null): string {
  return day ?? '';
}

/** By the day they start, then by the day they were learned. */
export function sortRows<Row extends DatedRow>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(
    (a, b) =>
      compare(dayOrder(a.from), dayOrder(b.from)) || compare(dayOrder(a.recorded), dayOrder(b.recorded)),
  );
}

/**
 * Problems of an entry's rows taken together: a row that ends before it starts, days between rows on which none holds,
 * days on which two hold though neither was learned later and confirmed.
 */
export function checkRows(rows: readonly DatedRow[], address: string, spans: readonly Span[]): Diagnostic[] {
  const placed = rows.map((row, index) => ({ row, span: spans[index] }));
  const found = placed
    .filter(({ row }) => row.to !== null && row.from !== null && row.to <= row.from)
    .map(({ row, span }) =>
      problem('catalog/dates', `${address}: a row from ${row.from} cannot end on ${row.to}`, { span }),
    );
  if (found.length > 0) return found;
  const sorted = placed
    .filter(({ row }) => row.status !== 'withdrawn')
    .toSorted((a, b) => compare(dayOrder(a.row.from), dayOrder(b.row.from)));
  let covered: IsoDate | null | undefined;
  for (const [index, { row, span }] of sorted.entries()) {
    if (covered !== undefined && covered !== null && row.from !== null && covered < row.from) {
      const message = `${address}: no row holds from ${covered} to ${row.from}`;
      found.push(problem('catalog/gap', message, { span }));
    }
    for (const { row: other } of sorted.slice(0, index)) {
      if (
        (other.to !== null && row.from !== null && other.to <= row.from) ||
        supersedes(row, other) ||
        supersedes(other, row)
      )
        continue;
      const message = `${address}: the rows from ${other.from} and from ${row.from} hold at once`;
      const hint = 'end one where the other begins, or record the one that replaces it later, as confirmed';
      found.push(problem('catalog/overlap', message, { span, hint }));
    }
    covered = covered === undefined ? row.to : later(covered, row.to);
  }
  return found;
}

function supersedes(row: DatedRow, other: DatedRow): boolean {
  return dayOrder(row.recorded) > dayOrder(other.recorded) && row.status === 'confirmed';
}

function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  return a === null || b === null ? null : a > b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
