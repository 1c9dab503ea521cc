import { Exact, exactSum } from '../../formula/index.ts';
import {
  exactArithmetic,
  exclusionMessage,
  ledgerOf,
  type DoubleFigures,
  type Ledger,
  type Timeline,
  type WorkloadFigures,
} from '../../model/index.ts';
import { amount } from '../run/figures.ts';
import { compareFlows } from './compare-flows.ts';
import { disagreementsOf, measuresOf, type Measures } from './disagreements.ts';
import { inDoubles } from './in-doubles.ts';
import { nearComparison, nearMonths, placeOfLeast, type NearMonths } from './near.ts';
import { flowsOf, optionFigures, type Flows } from './option-result.ts';
import type { ComparedFlows, ForecastOption, ForecastWorkload } from './result.ts';
import { monthsOfStints, nearestSchedule, type Stint } from './schedule.ts';

const zero = new Exact(0);

/** What the best schedule pays and holds in each month. */
export interface ScheduleMonths {
  readonly cash: readonly Exact[];
  readonly gpus: readonly Exact[];
}

/** A workload's options over the months, and what is asked of them beside. */
export interface ForecastedWorkload {
  readonly forecast: ForecastWorkload;
  /** The option that takes the least money at the start; null where none has figures. */
  readonly reference: string | null;
  /** The options that may be taken, the one of least present value first. */
  readonly byWorth: () => readonly string[];
  /** Of the best schedule; null where there is none. */
  readonly months: () => ScheduleMonths | null;
}

type Read = WorkloadFigures['options'][number];

/** Of an option: what it pays exactly, and in doubles. Both are worked out when they are asked for. */
interface Reading {
  readonly model: Read['model'];
  readonly read: Read;
  readonly ledger: () => Ledger<Exact>;
  readonly flows: () => Flows;
  readonly doubles: () => DoubleFigures;
  readonly near: () => NearMonths;
}

/** The options of a workload over the months, compared with each other. What is not asked for is not worked out. */
export function workloadForecast(
  { id, from, options: read }: WorkloadFigures,
  timeline: Timeline,
): ForecastedWorkload {
  const { months } = timeline;
  const factors = Float64Array.from(timeline.discounts, (each) => each.toNumber());
  const readings = read.map((each) => readingOf(each, from, timeline, factors));
  const usable = readings.filter(
    ({ read: { missing }, model }) => missing === null && model.exclusions.length === 0,
  );
  const reference = referenceOf(usable);
  const options = readings.map((each) => optionForecast(each, reference, timeline));
  const allowed = usable.map((each) => ({
    ...each,
    result: options[readings.indexOf(each)] as ForecastOption,
  }));
  const leastOf = (
    of: (near: NearMonths) => number,
    exact: (option: ForecastOption) => Exact,
  ): string | null =>
    allowed[
      placeOfLeast(
        allowed.map(({ near, result }) => ({
          near: of(near()),
          doubt: near().doubt,
          exact: () => exact(result),
        })),
      )
    ]?.model.id ?? null;
  const best = leastOf(
    ({ npv }) => npv,
    ({ npv }) => npv ?? zero,
  );
  const cheapestIn = (month: number): string | null =>
    allowed[
      placeOfLeast(
        allowed.map(({ near, result }) => ({
          near: near().expense[month] as number,
          doubt: near().doubtOfOne,
          exact: () => result.months[month]?.expense ?? zero,
        })),
      )
    ]?.model.id ?? null;
  const cheapest = months.map((month, index) => ({ month, option: index < from ? null : cheapestIn(index) }));
  const first = cheapest[from]?.option ?? null;
  const bestOption = options.find((each) => each.id === best);
  const found = scheduleOf(usable, from, timeline, factors, bestOption);
  const forecast = {
    id,
    options,
    cheapest,
    crossoverMonth: cheapest.find(({ option }, index) => index > from && option !== first)?.month ?? null,
    best,
    schedule: found?.schedule ?? null,
    switchMonth: found?.schedule.stints[1]?.from ?? null,
    get disagreements() {
      return disagreementsOf(
        measured(allowed, reference),
        best,
        leastOf(
          ({ total }) => total,
          ({ total }) => total,
        ),
      );
    },
  };
  const byWorth = (): readonly string[] =>
    allowed
      .toSorted((a, b) => {
        const [one, other] = [a.near(), b.near()];
        if (Math.abs(one.npv - other.npv) > one.doubt + other.doubt) return one.npv - other.npv;
        return (a.result.npv ?? zero).cmp(b.result.npv ?? zero);
      })
      .map(({ model }) => model.id);
  return {
    forecast,
    reference: reference?.model.id ?? null,
    byWorth,
    months: found?.months ?? (() => null),
  };
}

/** Works something out the first time that it is asked for. */
function once<T>(make: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: make() }).value;
}

function readingOf(read: Read, from: number, timeline: Timeline, factors: Float64Array): Reading {
  const { model } = read;
  const given = <T>(figures: T | null): T => {
    if (figures === null) throw new Error(`${model.id} has no figures`);
    return figures;
  };
  const ledger = once(() => ledgerOf(exactArithmetic, given(read.figures), timeline.months.length, from));
  const doubles = once(() => inDoubles(given(read.near)));
  return {
    model,
    read,
    ledger,
    doubles,
    flows: once(() => flowsOf(ledger(), timeline)),
    near: once(() => nearMonths(doubles(), factors, from)),
  };
}

/** The one that takes the least money at the beginning of its first month; of equals, the one of least cash in all. */
function referenceOf(options: readonly Reading[]): Reading | null {
  const total = (flows: readonly Exact[]): Exact => flows.reduce(exactSum, zero);
  const outlay = ({ ledger }: Reading): Exact => total(Array.from(ledger().start));
  const nears = options.map((each) => each.near());
  const least = Math.min(...nears.map((each) => each.outlay + each.doubt));
  const isNear = ({ outlay: own, doubt }: NearMonths): boolean => !(own - doubt > least);
  const candidates = options.filter((_, index) => isNear(nears[index] as NearMonths));
  // Most take no money at the start, which doubles know for certain.
  const isCertain = candidates.every((each) => each.near().outlay === 0);
  const among =
    isCertain || candidates.length < 2
      ? candidates
      : candidates.filter((each) => candidates.every((other) => outlay(each).lte(outlay(other))));
  const place = placeOfLeast(
    among.map((each) => ({
      near: each.near().total,
      doubt: each.near().doubt,
      exact: () => total(each.flows().paid),
    })),
  );
  return among[place] ?? null;
}

/** Paybacks that are this near may be the other way round in truth. */
const alike = 1e-6;

/** What disagreements are found with: in doubles where they are certain, else exactly. */
function measured(
  allowed: readonly (Reading & { readonly result: ForecastOption })[],
  reference: Reading | null,
): readonly Measures[] {
  const near = allowed.map(({ near: own, model }) =>
    reference === null || reference.model.id === model.id
      ? undefined
      : nearComparison(reference.near(), own()),
  );
  const paybacks = near
    .flatMap((each) => (typeof each?.payback === 'number' ? [each.payback] : []))
    .toSorted((a, b) => a - b);
  const isTied = paybacks.some((each, index) => index > 0 && each - (paybacks[index - 1] ?? 0) < alike);
  return allowed.map(({ model: { id }, result }, index): Measures => {
    const own = near[index];
    if (own === undefined || reference === null) return { id, against: null };
    if (own !== null && !isTied) return { id, against: { ...own, reference: reference.model.id } };
    return { id, against: result.against && measuresOf(result.against) };
  });
}

function optionForecast(reading: Reading, reference: Reading | null, timeline: Timeline): ForecastOption {
  const { model, read, ledger, flows } = reading;
  const { id, kind, title, exclusions } = model;
  const reasons = exclusions.map((each) => ({ code: each.by, message: exclusionMessage(each) }));
  const about = { id, kind, title };
  if (read.missing !== null) {
    const excludedBy = reasons.length > 0 ? reasons : [{ code: 'unknown-price', message: read.missing }];
    return { ...about, feasible: false, excludedBy, ...noFigures };
  }
  const figures = once(() => {
    if (read.figures === null) throw new Error(`${id} has no figures`);
    return optionFigures(read.figures, ledger(), flows(), timeline);
  });
  const compared = once((): ComparedFlows | null =>
    reference === null || reference.model.id === id
      ? null
      : compareFlows({ id: reference.model.id, flows: reference.flows() }, flows(), timeline),
  );
  return {
    ...about,
    feasible: exclusions.length === 0,
    excludedBy: reasons,
    get months() {
      return figures().months;
    },
    get years() {
      return figures().years;
    },
    get total() {
      return figures().total;
    },
    get totalExpense() {
      return figures().totalExpense;
    },
    get npv() {
      return figures().npv;
    },
    get npvAfterTax() {
      return figures().npvAfterTax;
    },
    get equivalentMonthly() {
      return figures().equivalentMonthly;
    },
    get lines() {
      return figures().lines;
    },
    get soldAtEnd() {
      return figures().soldAtEnd;
    },
    get committed() {
      return figures().committed;
    },
    get against() {
      return compared();
    },
    get paybackMonth() {
      const months = compared()?.payback ?? null;
      return months === null
        ? null
        : (timeline.months[Math.max(0, Math.ceil(months.toNumber()) - 1)] ?? null);
    },
  };
}

const noFigures = {
  months: [],
  years: [],
  total: zero,
  totalExpense: zero,
  npv: null,
  npvAfterTax: null,
  equivalentMonthly: null,
  lines: [],
  soldAtEnd: zero,
  committed: zero,
  against: null,
  paybackMonth: null,
} as const;

type Schedule = NonNullable<ForecastWorkload['schedule']>;

function scheduleOf(
  usable: readonly Reading[],
  from: number,
  { months, discounts }: Timeline,
  factors: Float64Array,
  best: ForecastOption | undefined,
): { readonly schedule: Schedule; readonly months: () => ScheduleMonths } | null {
  const stints = nearestSchedule(
    usable.map(({ doubles }) => doubles()),
    from,
    factors,
  );
  if (stints === null || best === undefined) return null;
  const optionOf = ({ option }: Stint): Reading => usable[option] as Reading;
  const [only] = stints;
  const kept = only !== undefined && stints.length === 1 && optionOf(only).model.id === best.id ? only : null;
  const exact = once(() => {
    const figures = new Map(stints.map((each) => [each.option, optionOf(each).read.figures]));
    const known = usable.map((_, option) => figures.get(option) ?? null);
    return monthsOfStints(known, stints, months.length, discounts);
  });
  const npv = once(() =>
    kept === null ? amount(exact().worth.reduce((sum, each) => sum.plus(each), zero)) : (best.npv ?? zero),
  );
  return {
    schedule: {
      stints: stints.map((stint, index) => ({
        option: optionOf(stint).model.id,
        from: months[stint.from] ?? '',
        to: months[stint.until - 1] ?? '',
        get npv() {
          return kept === null ? amount(exact().worth[index] ?? zero) : npv();
        },
      })),
      get npv() {
        return npv();
      },
      get saves() {
        return (best.npv ?? zero).minus(npv());
      },
    },
    months: once(() =>
      kept === null
        ? { cash: exact().cash.map(amount), gpus: exact().gpus }
        : { cash: best.months.map(({ cash }) => cash), gpus: Array.from(optionOf(kept).ledger().gpus) },
    ),
  };
}
