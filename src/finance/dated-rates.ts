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
  const worth = (logarithm: number): number =>
    inOrder.reduce(
      (sum, { day, amount }) =>
        sum + amount.toNumber() * Math.exp((-logarithm * (day - first)) / daysPerYear),
      0,
    );
  const values = grid.map(worth);
  const brackets = values.flatMap((value, index) => {
    const next = values[index + 1];
    return next !== undefined && value !== 0 && value < 0 !== next < 0 ? [index] : [];
  });
  const rates = brackets.map((index) => refine(inOrder, first, grid[index] ?? 0, grid[index + 1] ?? 0));
  return { rates, isComplete: changes === 1 && rates.length === 1 };
}

function refine(flows: readonly DatedFlow[], first: number, low: number, high: number): Exact {
  const worth = (factor: Exact): Exact =>
    flows.reduce(
      (sum, { day, amount }) => sum.plus(amount.times(factor.pow(new Exact(first - day).div(daysPerYear)))),
      new Exact(0),
    );
  let [from, to] = [new Exact(low).exp(), new Exact(high).exp()];
  const isNegative = worth(from).isNegative();
  while (to.minus(from).gt(tolerance)) {
    const middle = from.plus(to).div(2);
    if (worth(middle).isNegative() === isNegative) from = middle;
    else to = middle;
  }
  return from.plus(to).div(2).minus(1);
}
