import { Exact } from '../../../formula/index.ts';
import type { Timeline } from '../../../model/index.ts';
import { select } from '../../../statistics/index.ts';
import { significantFigure } from '../../uncertainty/index.ts';
import type { PathCost, PathOption } from './path-option.ts';
import type { PathMonth, PathOptionResult, PathWorkload } from './result.ts';
import type { PathContest, PathQuestion } from './question.ts';

interface ContestPaths {
  readonly contest: PathContest;
  readonly byEra: readonly (readonly PathOption[])[];
  readonly switchCosts: readonly number[];
  readonly timeline: Timeline;
  readonly question: PathQuestion;
  readonly factors: Float64Array;
}

const monthsOfWaiting = 3;
/** Paths on which waiting is looked at: evenly chosen, since it takes a second ledger for every option. */
const mostWaiting = 2000;

/** Collects the paths of one workload. `onePath` holds what the formulas of all options say of a path when it is added. */
export function tallyPaths(
  { contest, byEra, switchCosts, timeline, question, factors }: ContestPaths,
  onePath: readonly Float64Array[],
): {
  readonly add: (path: number) => void;
  readonly result: () => PathWorkload;
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
  let place = 0;
  const costsOf = options.map(({ roots, over }) => over(onePath.slice(place, (place += roots.length))));

  const add = (path: number): void => {
    const costs = costsOf.map((costOf) => costOf(from, later - 1));
    for (const [index, cost] of costs.entries()) {
      (worth[index] as Float64Array)[path] = sum(cost.worth, horizon);
      const months = expense[index] as readonly Float64Array[];
      for (let month = from; month < horizon; month += 1)
        (months[month] as Float64Array)[path] = cost.expense[month] as number;
    }
    for (let month = from; month < horizon; month += 1) {
      let [winner, least] = [0, Infinity];
      for (let index = 0; index < costs.length; index += 1) {
        const now = (costs[index] as PathCost).expense[month] as number;
        if (now < least) [winner, least] = [index, now];
      }
      const counts = cheapest[winner];
      if (counts !== undefined) counts[month] = (counts[month] as number) + 1;
    }
    const winner = leastPlace(worth, (column) => column[path] ?? Infinity);
    best[winner] = (best[winner] ?? 0) + 1;
    const kept = costs[reference];
    if (!canWait || kept === undefined || path % stride !== 0) return;
    looked += 1;
    for (const [index, column] of worth.entries())
      onLooked[index] = (onLooked[index] ?? 0) + (column[path] ?? 0);
    const until = sum(kept.worth, later) + (kept.leaving[later - 1] as number);
    let least = worth[reference]?.[path] ?? Infinity;
    for (const [index, costOf] of costsOf.entries()) {
      if (index === reference) continue;
      const entry = (switchCosts[index] ?? 0) * (factors[later] ?? 0);
      least = Math.min(least, until + entry + sum(costOf(later, horizon).worth, horizon));
    }
    waited += least;
  };

  const result = (): PathWorkload => {
    const means = worth.map((column) => column.reduce((total, each) => total + each, 0) / samples);
    return {
      id: contest.id,
      options: options.map(({ id }, index): PathOptionResult => ({
        id,
        npv: { mean: exact(means[index] ?? 0), ...percentiles(worth[index] ?? new Float64Array(1)) },
        best: (best[index] ?? 0) / samples,
        months: timeline.months.map((month, at): PathMonth => {
          const values = expense[index]?.[at] ?? new Float64Array(1);
          const { budget } = question;
          return {
            month,
            overBudget:
              budget === null
                ? null
                : values.reduce((total, each) => (each > budget ? total + 1 : total), 0) / samples,
            ...percentiles(values),
            cheapest: (cheapest[index]?.[at] ?? 0) / samples,
          };
        }),
      })),
      waiting: canWait
        ? {
            months: monthsOfWaiting,
            reference: contest.reference,
            value: exact((Math.min(...onLooked) - waited) / looked),
          }
        : null,
    };
  };
  return { add, result };
}

function leastPlace<V>(values: readonly V[], of: (value: V) => number): number {
  let place = 0;
  let least = Infinity;
  for (const [index, value] of values.entries()) {
    const now = of(value);
    if (now < least) [place, least] = [index, now];
  }
  return place;
}

/** Reorders the values. */
function percentiles(values: Float64Array): {
  readonly p10: Exact;
  readonly p50: Exact;
  readonly p90: Exact;
} {
  const at = (share: number): Exact => {
    const rank = Math.max(0, Math.ceil(share * values.length) - 1);
    select(values, 0, values.length - 1, rank);
    return exact(values[rank] ?? 0);
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}

function exact(value: number): Exact {
  return significantFigure(value) ?? new Exact(Number.NaN);
}
