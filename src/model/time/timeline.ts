import { fail, nearest, ok, problem, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import { monthAfter, monthsBetween, type IsoMonth, type Quantity, type Trend } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import { periodRate } from '../../finance/index.ts';
import { catalogTrend, type ScenarioEvent, type Workload } from '../../scenario/index.ts';
import type { Model } from '../types.ts';
import { amountIn } from './money.ts';

/** Volumes of the months of a horizon by workload, which come before growth, steps and seasons. */
export type VolumeSeries = ReadonlyMap<string, readonly Exact[]>;

/** The months of a forecast, and what moves from one to the next. All rates are by the month. */
export interface Timeline {
  /** By name, the first first. */
  readonly months: readonly IsoMonth[];
  readonly discountRate: Exact;
  readonly reinvestmentRate: Exact;
  readonly taxRate: Exact | null;
  readonly trends: Readonly<Record<Exclude<Trend, 'volume'>, Exact>>;
  /** By trend: the factor of each month, 1 in the first. */
  readonly factors: Readonly<Record<Exclude<Trend, 'volume'>, readonly Exact[]>>;
  /** What an amount is worth at the beginning of the first month, then at the end of each month. */
  readonly discounts: readonly Exact[];
  /** By workload: the volume of each month, in the unit of the workload's volume. */
  readonly volumes: VolumeSeries;
  /** By workload that starts later: the month of its start, counted from 0. */
  readonly launches: ReadonlyMap<string, number>;
  readonly events: readonly ScenarioEvent[];
  /** By workload: the months over which its growth has acted, in each month; none where volumes are given. */
  readonly grown: ReadonlyMap<string, readonly number[]>;
  /** Inputs whose value in each month is known, by address: it stands in the place of trends and events. */
  readonly known?: ReadonlyMap<string, readonly Exact[]>;
  /** Trends that are distributions. */
  readonly uncertain: ReadonlySet<Trend>;
}

/** Digits of a factor: far more than any amount shows, few enough that thousands of months are read in a moment. */
const digits = 30;

/** (1 + rate)^month for the months from 0 on, so that a trend acts from the second month. */
function factorsOf(rate: Exact, count: number): readonly Exact[] {
  let factor = new Exact(1);
  const step = rate.plus(1);
  return Array.from({ length: count }, () => {
    const now = factor.toSignificantDigits(digits);
    factor = factor.times(step);
    return now;
  });
}

/** The months of a model's scenario, or what of its events and trends cannot be. */
export function buildTimeline(model: Model, series: VolumeSeries = new Map()): Result<Timeline> {
  const { scenario, catalog, asOf } = model;
  const { horizon } = scenario;
  const start = horizon.start ?? asOf.slice(0, 7);
  const count = horizon.months.value.toNumber();
  const months = Array.from({ length: count }, (_, index) => monthAfter(start, index));
  const problems = eventProblems(model, months);
  const moment = { asOf, knownAt: scenario.knownAt ?? '9999-12-31' };
  const api =
    horizon.apiPriceTrend === 'catalog' ? catalogTrend(scenario, catalog, moment) : ok(horizon.apiPriceTrend);
  if (!api.ok) problems.push(...api.diagnostics);
  if (problems.length > 0 || !api.ok) return fail(...problems);
  const discountRate = monthly(horizon.discountRate);
  const trends = {
    api_price: monthly(api.value),
    gpu_price: monthly(horizon.gpuPriceTrend),
    purchase_price: monthly(horizon.purchasePriceTrend),
    wage: monthly(horizon.wageTrend),
    power_price: monthly(horizon.powerPriceTrend),
  };
  return ok({
    months,
    discountRate,
    reinvestmentRate: horizon.reinvestmentRate === null ? discountRate : monthly(horizon.reinvestmentRate),
    taxRate: horizon.taxRate?.value ?? null,
    trends,
    factors: {
      api_price: factorsOf(trends.api_price, count),
      gpu_price: factorsOf(trends.gpu_price, count),
      purchase_price: factorsOf(trends.purchase_price, count),
      wage: factorsOf(trends.wage, count),
      power_price: factorsOf(trends.power_price, count),
    },
    discounts: factorsOf(new Exact(1).div(discountRate.plus(1)).minus(1), count + 1),
    volumes: new Map(
      [...scenario.workloads.values()].map((each) => [
        each.id,
        series.get(each.id) ?? volumesOf(each, months),
      ]),
    ),
    launches: new Map(
      scenario.events.flatMap((each) =>
        each.kind === 'launch' ? [[each.workload, monthsBetween(start, each.month)] as const] : [],
      ),
    ),
    events: scenario.events,
    grown: new Map(
      [...scenario.workloads.values()].map((each) => [
        each.id,
        series.has(each.id) ? months.map(() => 0) : months.map((month) => stepOf(each, months, month).since),
      ]),
    ),
    uncertain: new Set(
      trendFields(horizon).flatMap(([trend, quantity]) =>
        quantity !== 'catalog' && quantity.distribution !== null ? [trend] : [],
      ),
    ),
  });
}

/** Whether a rate is one of a year, which compounds to (1 + a)^(1/12) - 1 a month. */
export function isYearly({ unit }: Quantity): boolean {
  return unit.factors.some(([symbol]) => symbol === 'year');
}

function monthly(rate: Quantity): Exact {
  const { value } = rate;
  return isYearly(rate) ? periodRate(value, 12) : value;
}

/** v · (1 + growth)^(t - 1), from the latest stated month on, times the season of the month relative to the first one's. */
function volumesOf(workload: Workload, months: readonly IsoMonth[]): readonly Exact[] {
  const grown = factorsOf(monthly(workload.growth), months.length);
  return volumeParts(workload, months).map(({ base, since, season }) =>
    base.times(grown[since] ?? 1).times(season),
  );
}

/** What the volume of a month is made of: base · (1 + growth)^since · season. */
export interface VolumePart {
  readonly base: Exact;
  /** Whether the base is the volume of the workload, and not one that is stated for a later month. */
  readonly isVolume: boolean;
  readonly since: number;
  readonly season: Exact;
}

/** The volumes of a workload by month, before they are multiplied. */
export function volumeParts(workload: Workload, months: readonly IsoMonth[]): readonly VolumePart[] {
  return months.map((month) => {
    const { base, since, isVolume } = stepOf(workload, months, month);
    const season = workload.seasons?.[Number(month.slice(5)) - 1]?.value ?? new Exact(1);
    return { base: base.value, isVolume, since, season };
  });
}

/** The volume that a month's grows from, and for how many months it has. */
function stepOf(
  { volume, volumes }: Workload,
  months: readonly IsoMonth[],
  month: IsoMonth,
): { readonly base: Quantity; readonly since: number; readonly isVolume: boolean } {
  const stated = volume.by === 'requests' ? volume.requests : volume.tokens;
  const first = months[0] ?? '';
  const steps = [...volumes].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const step = steps.findLast(([each]) => each <= month);
  const [from, base] = step ?? [first, stated];
  return { base, since: monthsBetween(from < first ? first : from, month), isVolume: step === undefined };
}

type PricedTrend = Exclude<Trend, 'volume'>;

/** The trends of a horizon as they are stated. */
export function trendFields(
  horizon: Model['scenario']['horizon'],
): readonly (readonly [PricedTrend, Quantity | 'catalog', string])[] {
  return [
    ['api_price', horizon.apiPriceTrend, 'horizon.api_price_trend'],
    ['gpu_price', horizon.gpuPriceTrend, 'horizon.gpu_price_trend'],
    ['purchase_price', horizon.purchasePriceTrend, 'horizon.purchase_price_trend'],
    ['wage', horizon.wageTrend, 'horizon.wage_trend'],
    ['power_price', horizon.powerPriceTrend, 'horizon.power_price_trend'],
  ];
}

/** Amounts that are paid on a date, in a currency that nobody gives a rate for. */
function moneyProblems(model: Model): readonly Diagnostic[] {
  const { events, workloads, currency } = model.scenario;
  const stated = [
    ...events.flatMap((each, index) =>
      each.kind === 'retire' ? [[`events.${index}.migration`, each.migration] as const] : [],
    ),
    ...[...workloads.values()].flatMap(({ id, options }) =>
      options === 'auto'
        ? []
        : options.map(
            (each) => [`workloads.${id}.options.${each.id}.switch.cost`, each.switching.cost] as const,
          ),
    ),
  ];
  return stated.flatMap(([address, quantity]) =>
    amountIn(model, quantity) === null
      ? [
          problem('model/event', `${address}: no exchange rate to ${currency} is known for it`, {
            span: quantity.span,
          }),
        ]
      : [],
  );
}

function eventProblems(model: Model, months: readonly IsoMonth[]): Diagnostic[] {
  const { scenario, catalog } = model;
  const known = {
    price: new Set([...scenario.prices.keys(), ...catalog.tokens.keys()]),
    offer: new Set([...scenario.offers.keys(), ...catalog.offers.keys()]),
    workload: new Set(scenario.workloads.keys()),
  };
  const problems: Diagnostic[] = [...moneyProblems(model)];
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const retired = new Map<string, IsoMonth>();
  const contracts: { readonly entry: string; readonly from: IsoMonth; readonly to: IsoMonth }[] = [];
  for (const [index, event] of scenario.events.entries()) {
    const refuse = (message: string, hint?: string): void => {
      problems.push(problem('model/event', `events.${index}: ${message}`, { span: event.span, hint }));
    };
    const check = (what: keyof typeof known, id: string): void => {
      if (known[what].has(id)) return;
      const meant = nearest(id, known[what]);
      const kind = { price: 'price entry', offer: 'GPU offer', workload: 'workload' }[what];
      refuse(`no ${kind} ${id} is known`, meant === undefined ? undefined : `did you mean ${meant}?`);
    };
    if (event.month < first || event.month > last)
      refuse(`${event.month} is not a month of the horizon, which runs from ${first} to ${last}`);
    switch (event.kind) {
      case 'launch':
        check('workload', event.workload);
        break;
      case 'retire': {
        check('price', event.price);
        check('price', event.successor);
        const earlier = retired.get(event.price);
        if (earlier !== undefined) refuse(`${event.price} is retired already, in ${earlier}`);
        if (event.successor === event.price) refuse(`${event.price} cannot be its own successor`);
        const gone = retired.get(event.successor);
        if (gone !== undefined && gone <= event.month)
          refuse(`the successor ${event.successor} is retired itself in ${gone}`);
        retired.set(event.price, event.month);
        break;
      }
      case 'contract': {
        const { entry, month: from, term } = event;
        if (!known.offer.has(entry)) check('price', entry);
        const to = monthAfter(from, term.value.toNumber() - 1);
        const other = contracts.find((each) => each.entry === entry && from <= each.to && to >= each.from);
        if (other !== undefined)
          refuse(
            `the contract for ${entry} from ${from} to ${to} overlaps the one from ${other.from} to ${other.to}`,
            'only one contract can hold a price in a month: shorten a term, or begin later',
          );
        contracts.push({ entry, from, to });
        break;
      }
      default:
        check(event.kind, event.entry);
    }
  }
  return problems;
}
