import type { IsoDate } from '../../document/index.ts';
import { dayOrder } from '../dated-rows.ts';
import type { CatalogItem, CatalogRow, Moment } from './listing.ts';

/** What held from a day (inclusive) to another (exclusive; null: still). */
export interface PricePeriod {
  /** Null where it always held. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly row: CatalogRow;
}

/**
 * The prices of an entry over time, as far as was known on `knownAt`: one stretch for each time in which one row held,
 * after what was learned later has replaced or withdrawn what was known before. Days without a price have no stretch.
 */
export function priceHistory(item: CatalogItem, knownAt: Moment['knownAt']): readonly PricePeriod[] {
  const days = new Set<IsoDate | null>();
  for (const { from, to } of item.rows) {
    days.add(from);
    if (to !== null) days.add(to);
  }
  const sorted = [...days].toSorted((a, b) => (dayOrder(a) < dayOrder(b) ? -1 : 1));
  const stretches: PricePeriod[] = [];
  for (const [index, from] of sorted.entries()) {
    const row = item.at({ asOf: dayOrder(from), knownAt });
    const to = sorted[index + 1] ?? null;
    const last = stretches.at(-1);
    if (row === undefined) continue;
    if (last !== undefined && last.to === from && isSame(last.row, row)) {
      stretches[stretches.length - 1] = { ...last, to };
    } else {
      stretches.push({ from, to, row });
    }
  }
  return stretches;
}

/** Whether both are one row: rows are made anew for each question. */
function isSame(a: CatalogRow, b: CatalogRow): boolean {
  return a.from === b.from && a.recorded === b.recorded && a.status === b.status;
}

/** The value of a figure in a row; undefined where it has none. */
export function figureOf(row: CatalogRow, key: string): CatalogRow['figures'][number] | undefined {
  return row.figures.find((each) => each.key === key);
}
