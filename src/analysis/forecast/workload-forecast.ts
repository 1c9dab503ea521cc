import { Exact } from '../../formula/index.ts';
import { exclusionMessage, type Ledger, type Timeline, type WorkloadFigures } from '../../model/index.ts';
import { amount } from '../run/figures.ts';
import { compareFlows } from './compare-flows.ts';
import { disagreementsOf } from './disagreements.ts';
import { flowsOf, optionFigures } from './option-result.ts';
import type { ForecastOption, ForecastWorkload } from './result.ts';
import { cheapestSchedule, monthsOfStints } from './schedule.ts';

const zero = new Exact(0);

type Read = WorkloadFigures['options'][number] & { readonly ledger: Ledger<Exact> | null };

export interface ReadWorkload {
  readonly id: string;
  readonly from: number;
  readonly options: readonly Read[];
}

/** What the best schedule pays and holds in each month. */
export interface ScheduleMonths {
  readonly cash: readonly Exact[];
  readonly gpus: readonly Exact[];
}

/** The options of a workload over the months, compared with each other. */
export function workloadForecast(
  { id, from, options: read }: ReadWorkload,
  timeline: Timeline,
): { readonly forecast: ForecastWorkload; readonly months: ScheduleMonths | null } {
  const reference = referenceOf(read);
  const options = read.map((each) => optionForecast(each, reference, timeline));
  const allowed = options.filter(({ feasible, npv }) => feasible && npv !== null);
  const best = leastBy(allowed, ({ npv }) => npv ?? zero);
  const cheapest = timeline.months.map((month, index) => ({
    month,
    option:
      index < from ? null : (leastBy(allowed, ({ months }) => months[index]?.expense ?? zero)?.id ?? null),
  }));
  const first = cheapest[from]?.option ?? null;
  const found = scheduleOf(read, from, timeline, best);
  const schedule = found?.schedule ?? null;
  const forecast = {
    id,
    options,
    cheapest,
    crossoverMonth: cheapest.find(({ option }, index) => index > from && option !== first)?.month ?? null,
    best: best?.id ?? null,
    schedule,
    switchMonth: schedule?.stints[1]?.from ?? null,
    disagreements: disagreementsOf(allowed, best),
  };
  return { forecast, months: found?.months ?? null };
}

/** The one that takes the least money at the beginning of its first month; of equals, the one of least cash in all. */
function referenceOf(
  options: readonly Read[],
): { readonly id: string; readonly flows: readonly Exact[] } | null {
  const known = options.flatMap(({ model, ledger }) =>
    ledger === null || model.exclusions.length > 0 ? [] : [{ id: model.id, flows: flowsOf(ledger), ledger }],
  );
  const total = (flows: readonly Exact[]): Exact => flows.reduce((sum, each) => sum.plus(each), zero);
  const outlay = ({ start }: Ledger<Exact>): Exact => total(Array.from(start));
  const [first] = known.toSorted(
    (a, b) => outlay(a.ledger).cmp(outlay(b.ledger)) || total(a.flows).cmp(total(b.flows)),
  );
  return first ?? null;
}

function leastBy<O>(options: readonly O[], of: (option: O) => Exact): O | undefined {
  let least: O | undefined;
  for (const option of options) if (least === undefined || of(option).lt(of(least))) least = option;
  return least;
}

function optionForecast(
  { model, figures, missing, ledger }: Read,
  reference: { readonly id: string; readonly flows: readonly Exact[] } | null,
  timeline: Timeline,
): ForecastOption {
  const { id, kind, title, exclusions } = model;
  const reasons = exclusions.map((each) => ({ code: each.by, message: exclusionMessage(each) }));
  const about = { id, kind, title };
  if (figures === null || ledger === null) {
    const excludedBy =
      reasons.length > 0 ? reasons : [{ code: 'unknown-price', message: missing ?? 'not known' }];
    return { ...about, feasible: false, excludedBy, ...noFigures };
  }
  const compared =
    reference === null || reference.id === id ? null : compareFlows(reference, flowsOf(ledger), timeline);
  const months = compared?.payback ?? null;
  return {
    ...about,
    feasible: exclusions.length === 0,
    excludedBy: reasons,
    ...optionFigures(figures, ledger, timeline),
    against: compared,
    paybackMonth:
      months === null ? null : (timeline.months[Math.max(0, Math.ceil(months.toNumber()) - 1)] ?? null),
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

function scheduleOf(
  read: readonly Read[],
  from: number,
  { months, discounts }: Timeline,
  best: ForecastOption | undefined,
): { readonly schedule: NonNullable<ForecastWorkload['schedule']>; readonly months: ScheduleMonths } | null {
  const usable = read.flatMap(({ model, figures }) =>
    figures === null || model.exclusions.length > 0 ? [] : [{ id: model.id, figures }],
  );
  const figures = usable.map((each) => each.figures);
  const stints = cheapestSchedule(figures, months.length, from, discounts);
  if (stints === null || best === undefined || best.npv === null) return null;
  const { worth, cash, gpus } = monthsOfStints(figures, stints, months.length, discounts);
  const npv = amount(worth.reduce((sum, each) => sum.plus(each), zero));
  const schedule = {
    stints: stints.map((stint, index) => ({
      option: usable[stint.option]?.id ?? '',
      from: months[stint.from] ?? '',
      to: months[stint.until - 1] ?? '',
      npv: amount(worth[index] ?? zero),
    })),
    npv,
    saves: best.npv.minus(npv),
  };
  return { schedule, months: { cash: cash.map(amount), gpus } };
}
