import { fail, ok, problem, type Result } from '../../../diagnostics/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Model } from '../../../model/index.ts';
import type {
  ForecastMonth,
  ForecastOption,
  ForecastResult,
  ForecastWorkload,
} from '../../forecast/index.ts';
import { changeOf, isSameFigure } from '../compare-sides.ts';
import type { Change } from '../types.ts';
import { causesOf, type Causes } from './causes.ts';
import type {
  BestState,
  ForecastAmounts,
  ForecastCompareResult,
  ForecastComparison,
  ForecastState,
  ForecastWorkloadComparison,
} from './types.ts';

/** A forecast, with the model that it was made of; null where it was saved. */
export interface ForecastSubject {
  readonly result: ForecastResult;
  readonly model: Model | null;
}

/** Forecasts by name; what has the same name on both sides is compared. */
export interface ForecastSet {
  readonly name: string;
  readonly subjects: ReadonlyMap<string, ForecastSubject>;
}

/** What changed from one set of forecasts to another. Forecasts in two currencies cannot be compared: a problem. */
export function compareForecasts(before: ForecastSet, after: ForecastSet): Result<ForecastCompareResult> {
  const scenarios: ForecastComparison[] = [];
  for (const name of [...after.subjects.keys()].toSorted()) {
    const [was, is] = [before.subjects.get(name), after.subjects.get(name)];
    if (was === undefined || is === undefined) continue;
    const [one, other] = [was.result.currency, is.result.currency];
    if (one !== other) {
      const hint = `forecast both in one currency: --set currency=${other}`;
      return fail(
        problem('compare/currency', `${name}: one side is in ${one}, the other in ${other}`, { hint }),
      );
    }
    scenarios.push(compareTwo(name, was, is));
  }
  const oneSided = [
    ...missing(before, after).map((each) => ({ ...each, side: 'before' as const })),
    ...missing(after, before).map((each) => ({ ...each, side: 'after' as const })),
  ];
  const workloads = scenarios.flatMap((each) => each.workloads);
  return ok({
    schema: 'crossover/compare-forecasts/1',
    before: before.name,
    after: after.name,
    changed: oneSided.length > 0 || scenarios.some(({ changed }) => changed),
    flips: workloads.filter(({ flipped }) => flipped).length,
    swaps: workloads.filter(({ swapped }) => swapped).length,
    scenarios,
    oneSided,
  });
}

function missing(from: ForecastSet, other: ForecastSet) {
  return [...from.subjects]
    .filter(([name]) => !other.subjects.has(name))
    .map(([name, { result }]) => ({
      name,
      currency: result.currency,
      total: result.portfolio?.total ?? null,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const saved = 'a saved forecast has no formulas: its figures are compared, causes are not known';

function compareTwo(name: string, before: ForecastSubject, after: ForecastSubject): ForecastComparison {
  const [was, is] = [before.result, after.result];
  const ids = union(was.workloads, is.workloads);
  const workloads = ids.map((id) =>
    compareWorkload(
      id,
      was.workloads.find((each) => each.id === id),
      is.workloads.find((each) => each.id === id),
    ),
  );
  const whole =
    was.portfolio === null || is.portfolio === null ? null : amountsOf(was.portfolio, is.portfolio);
  const causes: Causes =
    before.model === null || after.model === null
      ? { effects: null, because: saved }
      : causesOf({ model: before.model, result: was }, { model: after.model, result: is });
  return {
    name,
    currency: is.currency,
    before: stateOf(was),
    after: stateOf(is),
    changed: workloads.some(({ changed }) => changed) || (whole !== null && hasChanged(whole)),
    whole,
    effects: causes.effects,
    method: causes.effects === null ? null : causes.method,
    notAttributedBecause: causes.effects === null ? causes.because : null,
    workloads,
  };
}

function stateOf({ scenario, catalog, horizon }: ForecastResult): ForecastState {
  const { start, months, discountRate } = horizon;
  return { name: scenario.name, digest: scenario.digest, catalog, start, months, discountRate };
}

function compareWorkload(
  id: string,
  was: ForecastWorkload | undefined,
  is: ForecastWorkload | undefined,
): ForecastWorkloadComparison {
  const [before, after] = [bestOf(was), bestOf(is)];
  const [old, now] = [was?.options.find(hasId(was.best)), is?.options.find(hasId(is.best))];
  const flipped = before !== null && after !== null && before.option !== after.option;
  const swapped = !flipped && before !== null && after !== null && before.title !== after.title;
  const amounts = amountsOf(old, now);
  const options = union(was?.options ?? [], is?.options ?? []).map((option) => ({
    id: option,
    ...changeOf(was?.options.find(hasId(option))?.npv ?? null, is?.options.find(hasId(option))?.npv ?? null),
  }));
  const lines = union(old?.lines ?? [], now?.lines ?? []).map((line) => {
    const [one, other] = [old?.lines.find(hasId(line)), now?.lines.find(hasId(line))];
    return {
      id: line,
      label: other?.label ?? one?.label ?? line,
      ...changeOf(one?.expense ?? null, other?.expense ?? null),
    };
  });
  const isSame =
    (before === null) === (after === null) &&
    before?.option === after?.option &&
    before?.switchMonth === after?.switchMonth &&
    !swapped &&
    !hasChanged(amounts) &&
    options.every((each) => isSameFigure(each.before, each.after));
  return { id, before, after, flipped, swapped, changed: !isSame, amounts, lines, options };
}

function bestOf(workload: ForecastWorkload | undefined): BestState | null {
  if (workload === undefined) return null;
  const { best, options, switchMonth } = workload;
  return { option: best, title: options.find(hasId(best))?.title ?? null, switchMonth };
}

type Compared = Pick<ForecastOption, 'months' | 'years' | 'total' | 'totalExpense' | 'npv'>;

function amountsOf(was: Compared | undefined, is: Compared | undefined): ForecastAmounts {
  const of = (pick: (side: Compared) => Exact | null): Change =>
    changeOf(was === undefined ? null : pick(was), is === undefined ? null : pick(is));
  const years = Math.max(was?.years.length ?? 0, is?.years.length ?? 0);
  const [largest, largestNow] = [largestMonth(was), largestMonth(is)];
  return {
    total: of(({ total }) => total),
    totalExpense: of(({ totalExpense }) => totalExpense),
    npv: of(({ npv }) => npv),
    largestMonth: {
      monthBefore: largest?.month ?? null,
      monthAfter: largestNow?.month ?? null,
      ...changeOf(largest?.cash ?? null, largestNow?.cash ?? null),
    },
    years: Array.from({ length: years }, (_, index) => ({
      year: index + 1,
      cash: of((side) => side.years[index]?.cash ?? null),
      expense: of((side) => side.years[index]?.expense ?? null),
    })),
  };
}

/** The month in which the most cash is paid, the first of equal ones; null where there are no months. */
export function largestMonth(
  of: { readonly months: readonly ForecastMonth[] } | undefined,
): ForecastMonth | null {
  let most: ForecastMonth | null = null;
  for (const month of of?.months ?? []) if (most === null || month.cash.gt(most.cash)) most = month;
  return most;
}

function hasChanged({ total, totalExpense, npv, largestMonth: largest, years }: ForecastAmounts): boolean {
  const amounts = [
    total,
    totalExpense,
    npv,
    largest,
    ...years.flatMap(({ cash, expense }) => [cash, expense]),
  ];
  return (
    largest.monthBefore !== largest.monthAfter ||
    amounts.some(({ before, after }) => !isSameFigure(before, after))
  );
}

function hasId(id: string | null): (each: { readonly id: string }) => boolean {
  return (each) => each.id === id;
}

/** The ids of both lists, in the order of the second; what it lacks comes after. */
function union(before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]) {
  return [...new Set([...after, ...before].map(({ id }) => id))];
}
