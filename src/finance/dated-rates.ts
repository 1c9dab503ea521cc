import { Exact } from '../formula/index.ts';

/** A payment on a day, counted in days from any one day. */
export interface DatedFlow {
  readonly day: number;
  readonly amount: Exact;
}

const daysPerYear = 365;
/** Where rates are looked for: the logarithm of 1 + rate a year, from nearly -100 % to a factor of ten thousand. */
const grid = Array.from({ length: 2001 }, (_, index) => -9.2 + (index * 18.4) / 2000);
const tolerance = new Exact('1e-30');
/** From thirteen digits on, three steps are enough for thirty; a double root takes more. */
const mostSteps = 12;

/**
 * Rates a year at which flows on given days are worth nothing, by powers of days / 365 from the first day, as
 * spreadsheets' XIRR has it. With one change of sign there is exactly one (Descartes' rule holds for real exponents), and
 * the list is complete; with several, they are looked for on a grid, and the list may lack two that lie near each other.
 */
export function datedRates(flows: readonly DatedFlow[]): {
  readonly rates: readonly Exact[];
  readonly isComplete: boolean;
} {
  const inOrder = flows.filter(({ amount }) => !amount.isZero()).toSorted((a, b) => a.day - b.day);
  const first = inOrder[0]?.day ?? 0;
  const signs = inOrder.map(({ amount }) => amount.isNegative());
  const changes = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
  if (changes === 0) return { rates: [], isComplete: true };
  const doubles = inOrder.map(({ day, amount }) => ({
    years: (day - first) / daysPerYear,
    amount: amount.toNumber(),
  }));
  const worth = (logarithm: number): number => {
    let sum = 0;
    for (const { years, amount } of doubles) sum += amount * Math.exp(-logarithm * years);
    return sum;
  };
  const values = grid.map(worth);
  const brackets = values.flatMap((value, index) => {
    const next = values[index + 1];
    return next !== undefined && value !== 0 && value < 0 !== next < 0 ? [index] : [];
  });
  const rates = brackets.map((index) => {
    const near = halved(worth, grid[index] ?? 0, grid[index + 1] ?? 0);
    return refine(inOrder, first, near);
  });
  return { rates, isComplete: changes === 1 && rates.length === 1 };
}

/** The root between two logarithms, as near as doubles get. */
function halved(worth: (logarithm: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  const isNegative = worth(from) < 0;
  for (let middle = (from + to) / 2; middle > from && middle < to; middle = (from + to) / 2) {
    if (worth(middle) < 0 === isNegative) from = middle;
    else to = middle;
  }
  return from;
}

/**
 * The exact root near a logarithm: steps of the secant, each of which about doubles the digits that are right. The factor of a
 * flow is that of the flow before it times a power of the factor of one day.
 */
function refine(flows: readonly DatedFlow[], first: number, near: number): Exact {
  const worth = (logarithm: Exact): Exact => {
    const day = logarithm.div(-daysPerYear).exp();
    const powers = new Map<number, Exact>();
    let [sum, factor, at] = [new Exact(0), new Exact(1), first];
    for (const flow of flows) {
      const days = flow.day - at;
      const power = powers.get(days) ?? day.pow(days);
      powers.set(days, power);
      [factor, at] = [factor.times(power), flow.day];
      sum = sum.plus(flow.amount.times(factor));
    }
    return sum;
  };
  let [before, at] = [new Exact(near), new Exact(near).plus('1e-13')];
  let [atBefore, atPoint] = [worth(before), worth(at)];
  for (let step = 0; step < mostSteps; step += 1) {
    const slope = atPoint.minus(atBefore);
    if (atPoint.isZero() || slope.isZero()) break;
    const next = at.minus(atPoint.times(at.minus(before)).div(slope));
    [before, atBefore] = [at, atPoint];
    [at, atPoint] = [next, worth(next)];
    if (at.minus(before).abs().lt(tolerance)) break;
  }
  return at.exp().minus(1);
}
