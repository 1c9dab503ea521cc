import type { Exact } from '../formula/index.ts';
import { one, places, ratio, times, wholeAmounts } from './fixed-point.ts';

/** Every rate at which the flows are worth nothing, and whether the list is known to be whole. */
export interface InternalRates {
  /** Per period, rising; above -1. */
  readonly rates: readonly Exact[];
  /**
   * False where two rates lie too near to each other to be told apart, or the flows touch zero without crossing it:
   * the place is then among the rates.
   */
  readonly isComplete: boolean;
}

/** How deep an interval of 1/(1 + rate) is halved before its roots count as one. */
const deepest = 90;
/** Rates are refined until their interval of 1/(1 + rate) is narrower than 1e-40. */
const narrow = 1n << (places - 133n);
/** Binary digits that the smallest coefficient keeps at least. */
const guard = 128;

/**
 * All internal rates of return above -100 %. With x = 1/(1 + rate) and x = t/(1 - t) the present value is, up to a positive
 * factor, a polynomial in t over (0, 1) whose Bernstein coefficients are flow(k) / binomial(n, k); by Descartes' rule in
 * that basis an interval with one change of sign holds one root, and one without none. Intervals with more are halved.
 */
export function internalRates(flows: readonly Exact[]): InternalRates {
  const first = flows.findIndex((flow) => !flow.isZero());
  const last = flows.findLastIndex((flow) => !flow.isZero());
  if (first === -1 || first === last) return { rates: [], isComplete: true };
  const amounts = wholeAmounts(flows.slice(first, last + 1));
  const found: bigint[] = [];
  let isComplete = true;
  const waiting = [{ low: 0n, high: one, coefficients: bernstein(amounts), depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { low, high, coefficients: current, depth } = next;
    const changes = signChanges(current);
    if (changes === 0) continue;
    if (changes === 1) {
      const isRising = (current.find((value) => value !== 0n) ?? 0n) < 0n;
      found.push(refine(amounts, low, high, isRising));
      continue;
    }
    const middle = (low + high) >> 1n;
    if (depth === deepest) {
      isComplete = false;
      found.push(middle);
      continue;
    }
    const [left, right] = halves(current);
    if (right[0] === 0n) found.push(middle);
    waiting.push({ low, high: middle, coefficients: left, depth: depth + 1 });
    waiting.push({ low: middle, high, coefficients: right, depth: depth + 1 });
  }
  const rates = found.map((t) => ratio(one, t).minus(2)).toSorted((a, b) => a.cmp(b));
  return { rates, isComplete };
}

/** With as many binary digits more as the largest binomial has, and a guard. */
function bernstein(amounts: readonly bigint[]): readonly bigint[] {
  const degree = amounts.length - 1;
  let binomial = 1n;
  const binomials = amounts.map((_, k) => {
    if (k > 0) binomial = (binomial * BigInt(degree - k + 1)) / BigInt(k);
    return binomial;
  });
  const largest = binomials[degree >> 1] ?? 1n;
  const shift = BigInt(largest.toString(2).length + guard);
  return amounts.map((amount, k) => (amount << shift) / (binomials[k] ?? 1n));
}

function signChanges(values: readonly bigint[]): number {
  let changes = 0;
  let sign = 0;
  for (const value of values) {
    const own = value === 0n ? 0 : value < 0n ? -1 : 1;
    if (own !== 0 && sign !== 0 && own !== sign) changes += 1;
    if (own !== 0) sign = own;
  }
  return changes;
}

/** De Casteljau's halving: the coefficients over both halves of the interval. */
function halves(coefficients: readonly bigint[]): readonly [readonly bigint[], readonly bigint[]] {
  const row = [...coefficients];
  const left: bigint[] = [];
  const right: bigint[] = [];
  for (let count = row.length; count > 0; count -= 1) {
    left.push(row[0] ?? 0n);
    right.push(row[count - 1] ?? 0n);
    for (let index = 0; index + 1 < count; index += 1)
      row[index] = ((row[index] ?? 0n) + (row[index + 1] ?? 0n)) >> 1n;
  }
  return [left, right.reverse()];
}

/** The present value at a point t, up to a positive factor, by Horner's rule over x = t/(1 - t). */
function valueAt(amounts: readonly bigint[], t: bigint): bigint {
  const x = (t << places) / (one - t);
  let sum = 0n;
  for (let k = amounts.length - 1; k >= 0; k -= 1) sum = times(sum, x) + (amounts[k] ?? 0n);
  return sum;
}

/**
 * The one root in an interval, between points of different sign: by false position on the sides (the Illinois rule), and by
 * halving wherever that does not at least halve the interval.
 */
function refine(amounts: readonly bigint[], low: bigint, high: bigint, isRising: boolean): bigint {
  let [from, to] = [low, high];
  // At t = 1 there is no value: the first steps halve until both ends have one.
  const values: { from: bigint | null; to: bigint | null } = { from: null, to: null };
  const put = (at: bigint): boolean => {
    const found = valueAt(amounts, at);
    if (found === 0n) {
      [from, to] = [at, at];
      return true;
    }
    const isBelow = found < 0n === isRising;
    if (isBelow) [from, values.from] = [at, found];
    else [to, values.to] = [at, found];
    return isBelow;
  };
  let [side, repeats] = [false, 0n];
  for (let before = to - from; before > narrow; before = to - from) {
    const { from: atFrom, to: atTo } = values;
    if (atFrom !== null && atTo !== null) {
      const weightFrom = side ? atTo >> repeats : atTo;
      const weightTo = side ? atFrom : atFrom >> repeats;
      const between = weightFrom - weightTo;
      const guess = between === 0n ? from : (from * weightFrom - to * weightTo) / between;
      if (guess > from && guess < to) {
        const isBelow = put(guess);
        repeats = isBelow === side ? repeats + 1n : 0n;
        side = isBelow;
      }
    }
    if (to - from > before >> 1n) put((from + to) >> 1n);
  }
  return (from + to) >> 1n;
}
