import type { Timeline } from '../../../model/index.ts';
import type { PathOption } from './path-option.ts';
import type { PathMonth, PathOptionResult, PathWorkload } from './result.ts';
import { figureOf, meanOf, percentiles, shareAbove, type PathColumns } from './portfolio-paths.ts';
import type { PathContest, PathQuestion } from './question.ts';

interface ContestPaths {
  readonly contest: PathContest;
  readonly byEra: readonly (readonly PathOption[])[];
  readonly switchCosts: readonly number[];
  readonly timeline: Timeline;
  readonly question: PathQuestion;
  readonly factors: Float64Array;
  /** By root: whether it is another from path to path. */
  readonly varies: readonly boolean[];
}

type Once = NonNullable<PathOption['once']>;

const monthsOfWaiting = 3;
/** Paths on which waiting is looked at: evenly chosen, since it takes a second ledger for every option. */
const mostWaiting = 2000;

/** What the formulas of all options say of some paths: `[root][month][path]`. */
export type ReadPaths = readonly (readonly Float64Array[])[];

/** Collects the paths of one workload, block by block. */
export function tallyPaths({
  contest,
  byEra,
  switchCosts,
  timeline,
  question,
  factors,
  varies,
}: ContestPaths): {
  readonly add: (read: ReadPaths, start: number, size: number) => void;
  readonly result: () => PathWorkload;
  /** The first option's; null where there is none. */
  readonly first: () => PathColumns | null;
} {
  const options = byEra[0] ?? [];
  const { from } = contest;
  const horizon = timeline.months.length;
  const { samples } = question;
  const worth = options.map(() => new Float64Array(samples));
  const expense = options.map(() => timeline.months.map(() => new Float64Array(samples)));
  const cheapest = options.map(() => new Uint32Array(horizon));
  const best = new Uint32Array(options.length);
  const reference = options.findIndex(({ id }) => id === contest.reference);
  const later = from + monthsOfWaiting;
  const canWait = options.length > 1 && reference !== -1 && later < horizon;
  let waited = 0;
  let looked = 0;
  const onLooked = new Float64Array(options.length);
  const stride = Math.max(1, Math.ceil(samples / mostWaiting));
  const sum = (values: ArrayLike<number>, until: number): number => {
    let total = 0;
    for (let month = 0; month < until; month += 1) total += values[month] as number;
    return total;
  };
  const count = options.reduce((roots, each) => roots + each.roots.length, 0);
  /** By root: the months of one path. */
  const onePath = Array.from({ length: count }, () => new Float64Array(horizon));
  const taken = onePath.map(() => false);
  let place = 0;
  const places = options.map(({ roots }) => [place, (place += roots.length)] as const);
  const costsOf = options.map(({ over }, index) =>
    over(onePath.slice(...(places[index] as readonly [number, number]))),
  );
  const take = (read: ReadPaths, path: number, [first, until]: readonly [number, number]): void => {
    for (let root = first; root < until; root += 1) {
      if (varies[root] === false && taken[root] === true) continue;
      taken[root] = true;
      const [to, by] = [onePath[root] as Float64Array, read[root] as readonly Float64Array[]];
      for (let month = from; month < horizon; month += 1)
        to[month] = (by[month] as Float64Array)[path] as number;
    }
  };

  /** An option that costs the same since whenever it is in use: all paths of a month at once. */
  const addMonths = (option: number, once: Once, read: ReadPaths, start: number, size: number): void => {
    const months = expense[option] as readonly Float64Array[];
    const values = read[places[option]?.[0] ?? 0] as readonly Float64Array[];
    const total = (worth[option] as Float64Array).subarray(start, start + size);
    for (let month = from; month < horizon; month += 1) {
      const own = (months[month] as Float64Array).subarray(start, start + size);
      own.set((values[month] as Float64Array).subarray(0, size));
      const factor = factors[month + 1] as number;
      for (let path = 0; path < size; path += 1)
        total[path] = (total[path] as number) + (own[path] as number) * factor;
      for (const each of once) {
        if (each.month !== month) continue;
        const now = each.amount * (factors[month] as number);
        for (let path = 0; path < size; path += 1) {
          own[path] = (own[path] as number) + each.amount;
          total[path] = (total[path] as number) + now;
        }
      }
    }
  };
  const addPath = (option: number, path: number): void => {
    const cost = (costsOf[option] as (typeof costsOf)[number])(from, horizon);
    (worth[option] as Float64Array)[path] = sum(cost.worth, horizon);
    const months = expense[option] as readonly Float64Array[];
    for (let month = from; month < horizon; month += 1)
      (months[month] as Float64Array)[path] = cost.expense[month] as number;
  };
  const addWaiting = (read: ReadPaths, start: number, path: number): void => {
    for (const each of places) take(read, path, each);
    looked += 1;
    for (const [index, column] of worth.entries())
      onLooked[index] = (onLooked[index] as number) + (column[start + path] as number);
    const kept = (costsOf[reference] as (typeof costsOf)[number])(from, later - 1);
    const until = sum(kept.worth, later) + (kept.leaving[later - 1] as number);
    let least = worth[reference]?.[start + path] ?? Infinity;
    for (const [index, costOf] of costsOf.entries()) {
      if (index === reference) continue;
      const entry = (switchCosts[index] ?? 0) * (factors[later] ?? 0);
      least = Math.min(least, until + entry + sum(costOf(later, horizon).worth, horizon));
    }
    waited += least;
  };

  const add = (read: ReadPaths, start: number, size: number): void => {
    for (const [option, { once }] of options.entries()) {
      if (once !== null) {
        addMonths(option, once, read, start, size);
        continue;
      }
      for (let path = 0; path < size; path += 1) {
        take(read, path, places[option] as readonly [number, number]);
        addPath(option, start + path);
      }
    }
    if (!canWait) return;
    for (let path = 0; path < size; path += 1)
      if ((start + path) % stride === 0) addWaiting(read, start, path);
  };

  const result = (): PathWorkload => {
    for (let month = from; month < horizon; month += 1)
      countLeast(
        expense.map((months) => months[month] as Float64Array),
        (winner, times) => ((cheapest[winner] as Uint32Array)[month] = times),
      );
    countLeast(worth, (winner, times) => (best[winner] = times));
    return {
      id: contest.id,
      options: options.map(({ id }, index): PathOptionResult => ({
        id,
        npv: {
          mean: figureOf(meanOf(worth[index] ?? new Float64Array(1))),
          ...percentiles(worth[index] ?? new Float64Array(1)),
        },
        best: (best[index] ?? 0) / samples,
        months: timeline.months.map((month, at): PathMonth => {
          const values = expense[index]?.[at] ?? new Float64Array(1);
          return {
            month,
            overBudget: shareAbove(values, question.budget),
            ...percentiles(values),
            cheapest: (cheapest[index]?.[at] ?? 0) / samples,
          };
        }),
      })),
      waiting: canWait
        ? {
            months: monthsOfWaiting,
            reference: contest.reference,
            value: figureOf((Math.min(...onLooked) - waited) / looked),
          }
        : null,
    };
  };
  const first = (): PathColumns | null => {
    const [own, months] = [worth[0], expense[0]];
    return own === undefined || months === undefined ? null : { worth: own, expense: months };
  };
  return { add, result, first };
}

/** In how many rows each column holds the least: the first of equals. */
function countLeast(columns: readonly Float64Array[], count: (winner: number, times: number) => void): void {
  const [first, ...others] = columns;
  if (first === undefined) return;
  const least = first.slice();
  const winners = new Uint8Array(first.length);
  for (const [index, column] of others.entries())
    for (let row = 0; row < column.length; row += 1) {
      const now = column[row] as number;
      if (!(now < (least[row] as number))) continue;
      least[row] = now;
      winners[row] = index + 1;
    }
  const times = new Uint32Array(columns.length);
  for (let row = 0; row < winners.length; row += 1)
    times[winners[row] as number] = (times[winners[row] as number] as number) + 1;
  for (const [winner, each] of times.entries()) count(winner, each);
}
