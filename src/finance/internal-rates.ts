import { Exact } from '../formula/index.ts';

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
/** Rates are refined until their interval is this narrow. */
const narrow = new Exact('1e-40');
const half = new Exact('0.5');

/**
 * All internal rates of return above -100 %. With x = 1/(1 + rate) and x = t/(1 - t) the present value is, up to a positive
 * factor, a polynomial in t over (0, 1) whose Bernstein coefficients are flow(k) / binomial(n, k); by Descartes' rule in
 * that basis an interval with one change of sign holds one root, and one without none. Intervals with more are halved.
 */
export function internalRates(flows: readonly Exact[]): InternalRates {
  const first = flows.findIndex((flow) => !flow.isZero());
  const last = flows.findLastIndex((flow) => !flow.isZero());
  if (first === -1 || first === last) return { rates: [], isComplete: true };
  const coefficients = bernstein(flows.slice(first, last + 1));
  const found: Exact[] = [];
  let isComplete = true;
  const waiting = [{ low: new Exact(0), high: new Exact(1), coefficients, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { low, high, coefficients: current, depth } = next;
    const changes = signChanges(current);
    if (changes === 0) continue;
    if (changes === 1) {
      found.push(refine(current, low, high));
      continue;
    }
    const middle = low.plus(high).times(half);
    if (depth === deepest) {
      isComplete = false;
      found.push(middle);
      continue;
    }
    const [left, right] = halves(current);
    const atMiddle = right[0];
    if (atMiddle?.isZero() === true) found.push(middle);
    waiting.push({ low, high: middle, coefficients: left, depth: depth + 1 });
    waiting.push({ low: middle, high, coefficients: right, depth: depth + 1 });
  }
  const rates = found.map((t) => new Exact(1).div(t).minus(2)).toSorted((a, b) => a.cmp(b));
  return { rates, isComplete };
}

function bernstein(flows: readonly Exact[]): readonly Exact[] {
  const degree = flows.length - 1;
  let binomial = new Exact(1);
  return flows.map((flow, k) => {
    if (k > 0) binomial = binomial.times(degree - k + 1).div(k);
    return flow.div(binomial);
  });
}

function signChanges(values: readonly Exact[]): number {
  let changes = 0;
  let sign = 0;
  for (const value of values) {
    const own = value.isZero() ? 0 : value.isNegative() ? -1 : 1;
    if (own !== 0 && sign !== 0 && own !== sign) changes += 1;
    if (own !== 0) sign = own;
  }
  return changes;
}

/** De Casteljau's halving: the coefficients over both halves of the interval. */
function halves(coefficients: readonly Exact[]): readonly [readonly Exact[], readonly Exact[]] {
  const left: Exact[] = [];
  const right: Exact[] = [];
  let row = [...coefficients];
  while (row.length > 0) {
    left.push(row[0] ?? new Exact(0));
    right.unshift(row.at(-1) ?? new Exact(0));
    row = row.slice(1).map((value, index) => value.plus(row[index] ?? 0).times(half));
  }
  return [left, right];
}

/**
 * The polynomial up to a positive factor, at a point within the unit interval: with u = t/(1 - t) it is
 * Σ coefficient(k) · binomial(n, k) · u^k times (1 - t)^n, and only its sign and its ratio between neighbors are used.
 */
function polynomialIn(coefficients: readonly Exact[]): (t: Exact) => Exact {
  const degree = coefficients.length - 1;
  let binomial = new Exact(1);
  const terms = coefficients.map((value, k) => {
    if (k > 0) binomial = binomial.times(degree - k + 1).div(k);
    return value.times(binomial);
  });
  return (t) => {
    const u = t.div(new Exact(1).minus(t));
    return terms.reduceRight((sum, term) => sum.times(u).plus(term), new Exact(0));
  };
}

/**
 * The one root in an interval, between points of different sign: by false position on the sides (the Illinois rule), and by
 * halving wherever that does not at least halve the interval. The signs at the ends are those of the ends' coefficients.
 */
function refine(coefficients: readonly Exact[], low: Exact, high: Exact): Exact {
  const rising = (coefficients.find((value) => !value.isZero()) ?? new Exact(0)).isNegative();
  const width = high.minus(low);
  const value = polynomialIn(coefficients);
  let [from, to] = [new Exact(0), new Exact(1)];
  // At 1 the polynomial in u has no value: the first steps halve until both ends have one.
  const values: { from: Exact | null; to: Exact | null } = { from: null, to: null };
  const put = (at: Exact): boolean => {
    const found = value(at);
    if (found.isZero()) {
      [from, to] = [at, at];
      return true;
    }
    const isBelow = found.isNegative() === rising;
    if (isBelow) [from, values.from] = [at, found];
    else [to, values.to] = [at, found];
    return isBelow;
  };
  let [side, repeats] = [false, 0];
  while (to.minus(from).times(width).gt(narrow)) {
    const before = to.minus(from);
    const { from: atFrom, to: atTo } = values;
    if (atFrom !== null && atTo !== null) {
      const weightFrom = side && repeats > 0 ? atTo.div(new Exact(2).pow(repeats)) : atTo;
      const weightTo = !side && repeats > 0 ? atFrom.div(new Exact(2).pow(repeats)) : atFrom;
      const guess = from.times(weightFrom).minus(to.times(weightTo)).div(weightFrom.minus(weightTo));
      if (guess.gt(from) && guess.lt(to)) {
        const isBelow = put(guess);
        repeats = isBelow === side ? repeats + 1 : 0;
        side = isBelow;
      }
    }
    if (to.minus(from).gt(before.times(half))) put(from.plus(to).times(half));
  }
  return low.plus(from.plus(to).times(half).times(width));
}
