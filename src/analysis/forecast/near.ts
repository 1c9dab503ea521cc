import type { Exact } from '../../formula/index.ts';
import { doubleArithmetic, ledgerOf, type DoubleFigures } from '../../model/index.ts';

/**
 * An option's months in doubles. They decide between options that differ by more than a billionth of what is paid, so that exact
 * figures are worked out where it is nearer than that, and where they are shown.
 */
export interface NearMonths {
  readonly expense: ArrayLike<number>;
  /** By point of time, and what that is worth at the beginning. */
  readonly paid: Float64Array;
  readonly discounted: Float64Array;
  readonly outlay: number;
  readonly total: number;
  readonly npv: number;
  /** What a sum of its amounts may be off by, far more than doubles are; the same of one amount. */
  readonly doubt: number;
  readonly doubtOfOne: number;
}

const billionth = 1e-9;

/** The months of an option that is in use from a month on. */
export function nearMonths(figures: DoubleFigures, factors: Float64Array, from: number): NearMonths {
  const horizon = factors.length - 1;
  const ledger = ledgerOf(doubleArithmetic, figures, horizon, from);
  const [expense = []] = ledger.expense;
  const paid = Float64Array.from(factors, (_, point) => {
    const ended = point === 0 ? 0 : (ledger.end[point - 1] as number);
    return ended + (ledger.start[point] ?? 0);
  });
  const discounted = paid.map((flow, point) => flow * (factors[point] as number));
  let [gross, largest] = [0, 0];
  for (const flow of paid) gross += Math.abs(flow);
  for (let month = 0; month < horizon; month += 1)
    largest = Math.max(largest, Math.abs(expense[month] as number), Math.abs(paid[month + 1] as number));
  return {
    expense,
    paid,
    discounted,
    outlay: sum(ledger.start),
    total: sum(paid),
    npv: sum(discounted),
    doubt: billionth * gross,
    doubtOfOne: billionth * largest,
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index] as number;
  return total;
}

/** How something is compared: a double, what it may be off by, and the exact figure for where that is too near. */
export interface Compared {
  readonly near: number;
  readonly doubt: number;
  readonly exact: () => Exact;
}

/** The place of the least; of equals the first. -1 of none. */
export function placeOfLeast(each: readonly Compared[]): number {
  let most = Infinity;
  for (const { near, doubt } of each) if (near + doubt < most) most = near + doubt;
  const candidates = each.flatMap(({ near, doubt }, place) => (near - doubt > most ? [] : [place]));
  let [found = -1] = candidates;
  for (const place of candidates.slice(1))
    if ((each[place] as Compared).exact().lt((each[found] as Compared).exact())) found = place;
  return found;
}

/** What can be said in doubles of what an option saves against another one; null where that is too near to call. */
export function nearComparison(
  reference: NearMonths,
  option: NearMonths,
): { readonly payback: number | null; readonly isWorse: boolean; readonly signChanges: number } | null {
  const doubt = reference.doubt + option.doubt;
  const ofOne = reference.doubtOfOne + option.doubtOfOne;
  let [total, lastBelow, changes, sign] = [0, -1, 0, 0];
  const sums = new Float64Array(option.paid.length);
  for (let point = 0; point < option.paid.length; point += 1) {
    const saved = (reference.paid[point] as number) - (option.paid[point] as number);
    if (saved !== 0 && Math.abs(saved) <= ofOne) return null;
    total += saved;
    if (total !== 0 && Math.abs(total) <= doubt) return null;
    sums[point] = total;
    if (total < 0) lastBelow = point;
    const own = Math.sign(saved);
    if (own !== 0 && sign !== 0 && own !== sign) changes += 1;
    if (own !== 0) sign = own;
  }
  const npv = reference.npv - option.npv;
  if (npv !== 0 && Math.abs(npv) <= doubt) return null;
  const before = sums[lastBelow];
  const after = sums[lastBelow + 1];
  const payback =
    before === undefined ? 0 : after === undefined ? null : lastBelow - before / (after - before);
  return { payback, isWorse: npv < 0, signChanges: changes };
}
