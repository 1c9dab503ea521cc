import type { Exact } from '../formula/index.ts';
import { one, places, power, ratio, times, wholeAmounts } from './fixed-point.ts';

/** A payment on a day, counted in days from any one day. */
export interface DatedFlow {
  readonly day: number;
  readonly amount: Exact;
}

const daysPerYear = 365;
/** Where rates are looked for: the logarithm of 1 + rate a year, from nearly -100 % to a factor of ten thousand. */
const [lowest, highest, steps] = [-9.2, 9.2, 2000];
/** Below it the factor of a day is exact enough for thirty digits of a rate. */
const tolerance = 1n << (places - 150n);
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
  const years = Float64Array.from(inOrder, ({ day }) => (day - first) / daysPerYear);
  const amounts = Float64Array.from(inOrder, ({ amount }) => amount.toNumber());
  const worth = (logarithm: number): number => {
    let sum = 0;
    for (let index = 0; index < years.length; index += 1)
      sum += (amounts[index] ?? 0) * Math.exp(-logarithm * (years[index] ?? 0));
    return sum;
  };
  const brackets = changes === 1 ? onlyBracket(worth) : bracketsOf(years, amounts);
  const whole = wholeAmounts(inOrder.map(({ amount }) => amount));
  const days = inOrder.map(({ day }) => day);
  const rates = brackets.map(([low, high]) => refine(whole, days, halved(worth, low, high)));
  return { rates, isComplete: changes === 1 && rates.length === 1 };
}

type Bracket = readonly [low: number, high: number];

function onlyBracket(worth: (logarithm: number) => number): readonly Bracket[] {
  const [low, high] = [worth(lowest), worth(highest)];
  return low !== 0 && low < 0 !== high < 0 ? [[lowest, highest]] : [];
}

/** The steps of the grid between which the value changes its sign; the factors of a step are those of the last times a power. */
function bracketsOf(years: Float64Array, amounts: Float64Array): readonly Bracket[] {
  const step = (highest - lowest) / steps;
  const terms = amounts.map((amount, index) => amount * Math.exp(-lowest * (years[index] ?? 0)));
  const factors = years.map((each) => Math.exp(-step * each));
  const found: Bracket[] = [];
  let before = 0;
  for (let place = 0; place <= steps; place += 1) {
    let sum = 0;
    for (let index = 0; index < terms.length; index += 1) {
      const term = terms[index] ?? 0;
      sum += term;
      terms[index] = term * (factors[index] ?? 0);
    }
    const at = lowest + place * step;
    if (place > 0 && before !== 0 && before < 0 !== sum < 0) found.push([at - step, at]);
    before = sum;
  }
  return found;
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
 * The exact root near a logarithm: steps of the secant over the factor of a day, each of which about doubles the digits that are
 * right. The factor of a flow is that of the flow before it times a power of the factor of one day.
 */
function refine(amounts: readonly bigint[], days: readonly number[], near: number): Exact {
  const worth = (factorOfDay: bigint): bigint => {
    const powers = new Map<number, bigint>();
    let [sum, factor, at] = [0n, one, days[0] ?? 0];
    for (const [index, amount] of amounts.entries()) {
      const day = days[index] ?? 0;
      const passed = day - at;
      const known = powers.get(passed) ?? power(factorOfDay, passed);
      powers.set(passed, known);
      [factor, at] = [times(factor, known), day];
      sum += times(amount, factor);
    }
    return sum;
  };
  const start = wholeOf(Math.exp(-near / daysPerYear));
  let [before, at] = [start, start + (one >> 43n)];
  let [atBefore, atPoint] = [worth(before), worth(at)];
  for (let step = 0; step < mostSteps; step += 1) {
    const slope = atPoint - atBefore;
    if (atPoint === 0n || slope === 0n) break;
    const next = at - (atPoint * (at - before)) / slope;
    [before, atBefore] = [at, atPoint];
    [at, atPoint] = [next, worth(next)];
    const moved = at - before;
    if ((moved < 0n ? -moved : moved) < tolerance) break;
  }
  return ratio(one, power(at, daysPerYear)).minus(1);
}

/** A double with all its digits. */
function wholeOf(value: number): bigint {
  return BigInt(Math.round(value * 2 ** 52)) << (places - 52n);
}
