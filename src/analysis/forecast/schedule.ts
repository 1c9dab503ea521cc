import { Exact } from '../../formula/index.ts';
import {
  DoubleLedger,
  exactArithmetic,
  ledgerOf,
  type DoubleFigures,
  type OptionFigures,
} from '../../model/index.ts';
import { doublesOf } from './in-doubles.ts';
import { isAdditive, usefulStarts } from './never-worse.ts';

/** A stretch of months in which an option is in use: `from` up to, and without, `until`, counted from 0. */
export interface Stint {
  readonly option: number;
  readonly from: number;
  readonly until: number;
}

interface Best {
  readonly worth: number;
  readonly stint: Stint;
  readonly before: Best | null;
}

/**
 * The schedule of options with the least present value: an exact shortest path over stints. What a contract still binds is
 * known from the stint's first month, so that (month, option, months left) are the places of the path. Null where no option
 * can serve the first month.
 */
export function cheapestSchedule(
  options: readonly OptionFigures<Exact>[],
  horizon: number,
  first: number,
  discounts: readonly Exact[],
): readonly Stint[] | null {
  const factors = Float64Array.from(discounts.slice(0, horizon + 1), (each) => each.toNumber());
  return nearestSchedule(options.map(doublesOf), first, factors);
}

/** The same of figures in doubles. */
export function nearestSchedule(
  options: readonly DoubleFigures[],
  first: number,
  factors: Float64Array,
): readonly Stint[] | null {
  const starts = usefulStarts(options, first, factors);
  const places = [...options.keys()].filter((place) => starts[place]?.includes(1, first) === true);
  const doubles = places.map((place) => options[place] as DoubleFigures);
  const stints = searched(
    doubles,
    places.map((place) => starts[place] as Uint8Array),
    first,
    factors,
  );
  return stints?.map((stint) => ({ ...stint, option: places[stint.option] as number })) ?? null;
}

function searched(
  doubles: readonly DoubleFigures[],
  starts: readonly Uint8Array[],
  first: number,
  factors: Float64Array,
): readonly Stint[] | null {
  const horizon = factors.length - 1;
  const [only] = doubles;
  if (only !== undefined && doubles.length === 1 && only.lead <= first && horizon > first)
    return [{ option: 0, from: first, until: horizon }];
  const costs = doubles.map((figures, place) =>
    stintCosts(figures, starts[place] as Uint8Array, first, factors),
  );
  return shortest({
    options: doubles.map(({ lead, parallel, switchCost }) => ({ lead, parallel, switchCost })),
    horizon,
    first,
    cost: (option, from, until) => costs[option]?.(from, until) ?? Infinity,
    discount: (month) => factors[month] ?? 0,
  });
}

/** What each stint of an option is worth, without end where it is not to begin: of each first month, what its months and leaving after each of them cost. */
function stintCosts(
  figures: DoubleFigures,
  starts: Uint8Array,
  first: number,
  factors: Float64Array,
): (from: number, until: number) => number {
  const horizon = factors.length - 1;
  const ledger = new DoubleLedger(figures, factors);
  /** What the months from `from` up to each month are worth, and leaving before it. */
  const run = (from: number): Float64Array => {
    ledger.write(from);
    const { worth, leaving } = ledger;
    const ends = new Float64Array(horizon + 1);
    let sum = 0;
    for (let month = from; month < horizon; month += 1) {
      sum += worth[month] as number;
      ends[month + 1] = month + 1 === horizon ? sum : sum + (leaving[month] as number);
    }
    return ends;
  };
  if (isAdditive(figures)) {
    const ends = run(first);
    return (from, until) => (ends[until] as number) - (ends[from] as number);
  }
  const known = Array.from({ length: horizon - first }, (_, index) =>
    starts[first + index] === 1 ? run(first + index) : null,
  );
  return (from, until) => known[from - first]?.[until] ?? Infinity;
}

interface Question {
  readonly options: readonly {
    readonly lead: number;
    readonly parallel: number;
    readonly switchCost: number;
  }[];
  readonly horizon: number;
  readonly first: number;
  readonly cost: (option: number, from: number, until: number) => number;
  readonly discount: (month: number) => number;
}

/**
 * For each month and option, the least that the months before can cost where the option takes over then; every stint is an
 * arc. The next option decides for how many months the earlier one is paid beside it, so that the cheapest arcs to a month
 * are kept by that number, and of each the cheapest of another option, since an option does not follow itself.
 */
function shortest({ options, horizon, first, cost, discount }: Question): readonly Stint[] | null {
  const starts: (Best | 'start' | null)[][] = [];
  starts[first] = options.map(({ lead }) => (lead > first ? null : 'start'));
  const arcs = (until: number, parallel: number): readonly [Best | null, Best | null] => {
    const paidUntil = Math.min(horizon, until + parallel);
    /** Of each option, the cheapest first month of a stint that ends here. */
    const ends = options.map((_, option): Best | null => {
      let [least, at] = [Infinity, -1];
      for (let from = first; from < until; from += 1) {
        const before = starts[from]?.[option] ?? null;
        if (before === null) continue;
        const sum = (before === 'start' ? 0 : before.worth) + cost(option, from, paidUntil);
        if (at === -1 || isLess(sum, least)) [least, at] = [sum, from];
      }
      const before = starts[at]?.[option] ?? null;
      if (before === null) return null;
      const stint = { option, from: at, until };
      return { worth: least, stint, before: before === 'start' ? null : before };
    });
    let best: Best | null = null;
    let other: Best | null = null;
    for (const each of ends) {
      if (each === null) continue;
      if (best === null || isLess(each.worth, best.worth)) [best, other] = [each, best];
      else if (other === null || isLess(each.worth, other.worth)) other = each;
    }
    return [best, other];
  };
  for (let month = first + 1; month < horizon; month += 1) {
    const byParallel = new Map<number, readonly [Best | null, Best | null]>();
    starts[month] = options.map(({ lead, parallel, switchCost }, option) => {
      if (lead > month) return null;
      const known = byParallel.get(parallel) ?? arcs(month, parallel);
      byParallel.set(parallel, known);
      const [best, other] = known;
      const taken = best?.stint.option === option ? other : best;
      return taken === null ? null : { ...taken, worth: taken.worth + switchCost * discount(month) };
    });
  }
  const [found] = arcs(horizon, 0);
  if (found === null) return null;
  const stints: Stint[] = [];
  for (let each: Best | null = found; each !== null; each = each.before) stints.unshift(each.stint);
  return stints;
}

/** Less by more than rounding: of equals, the first found is kept, which switches later. */
function isLess(a: number, b: number): boolean {
  return a < b - 1e-12 * Math.abs(b);
}

/** Present values of the stints of a schedule, exactly, each with what switching to it costs. */
export function worthOfStints(
  options: readonly OptionFigures<Exact>[],
  stints: readonly Stint[],
  horizon: number,
  discounts: readonly Exact[],
): readonly Exact[] {
  return monthsOfStints(options, stints, horizon, discounts).worth;
}

/**
 * A schedule month by month: what is paid, switching included, and the GPUs that are held; and what each stint is worth. An option
 * that no stint uses may be null.
 */
export function monthsOfStints(
  options: readonly (OptionFigures<Exact> | null)[],
  stints: readonly Stint[],
  horizon: number,
  discounts: readonly Exact[],
): { readonly worth: readonly Exact[]; readonly cash: readonly Exact[]; readonly gpus: readonly Exact[] } {
  const factor = (point: number): Exact => discounts[point] ?? new Exact(1);
  const cash = exactArithmetic.zeros(horizon);
  const gpus = exactArithmetic.zeros(horizon);
  const add = (to: typeof cash, month: number, amount: Exact): void => {
    if (!amount.isZero()) to[month] = exactArithmetic.plus(to[month] as Exact, amount);
  };
  const worth = stints.map(({ option, from, until }, index) => {
    const figures = options[option];
    const next = stints[index + 1];
    const parallel = next === undefined ? 0 : (options[next.option]?.parallel ?? 0);
    if (figures === undefined || figures === null) throw new Error('a stint of an unknown option');
    const paidUntil = Math.min(horizon, until + parallel);
    const ledger = ledgerOf(exactArithmetic, figures, horizon, from, paidUntil);
    const entry = index === 0 ? new Exact(0) : figures.switchCost;
    add(cash, from, entry);
    let sum = entry.times(factor(from));
    for (let month = 0; month < horizon; month += 1) {
      const [atStart, atEnd] = [ledger.start[month] as Exact, ledger.end[month] as Exact];
      if (!atStart.isZero()) sum = sum.plus(atStart.times(factor(month)));
      if (!atEnd.isZero()) sum = sum.plus(atEnd.times(factor(month + 1)));
      add(cash, month, atStart);
      add(cash, month, atEnd);
      add(gpus, month, ledger.gpus[month] as Exact);
    }
    return sum;
  });
  return {
    worth,
    cash: Array.from({ length: horizon }, (_, month) => cash[month] as Exact),
    gpus: Array.from({ length: horizon }, (_, month) => gpus[month] as Exact),
  };
}
