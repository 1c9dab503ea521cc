import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { monthsBetween, type IsoDate } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import {
  buildModel,
  buildTimeline,
  exactArithmetic,
  ledgerOf,
  readWorkload,
  type Model,
} from '../../model/index.ts';
import { forecastModel, type ForecastQuestion } from '../forecast/forecast-model.ts';
import type { ForecastResult } from '../forecast/index.ts';
import { amount } from '../run/figures.ts';
import { catalogReference } from '../run/run.ts';
import { knownPrices, optionKey } from './known-prices.ts';
import { priceSeries } from './price-series.ts';
import type { BacktestCoverage, BacktestOption, BacktestResult, BacktestWorkload } from './result.ts';

export interface BacktestQuestion {
  /** The last day of the history; null takes that of the catalog. */
  readonly until: IsoDate | null;
  /** Sample paths, where something that moves is uncertain. */
  readonly paths: NonNullable<ForecastQuestion['paths']>;
}

const zero = new Exact(0);
/** Paths are computed in doubles: what differs by less lies on the edge of the range. */
const slack = new Exact('1e-9');

/**
 * The forecast of a model as of its day, against what the catalog says prices were in each month since. Volumes, wages and
 * power are the same on both sides: what is tested is what the forecast says of prices. Events, the roadmap and what is
 * asked of portability are left out. A problem where the catalog has no month after that day.
 */
export function backtest(model: Model, { until, paths }: BacktestQuestion): Result<BacktestResult> {
  const { asOf, catalog } = model;
  const last = until ?? catalog.date;
  const months = monthsBetween(asOf.slice(0, 7), last.slice(0, 7)) + 1;
  if (months < 2) {
    const message = `nothing has happened between ${asOf} and ${last}, the last day that catalog ${catalog.version} knows`;
    return fail(
      problem('forecast/backtest', message, { hint: 'give a day in the past: --as-of 2025-09-01' }),
    );
  }
  const then = modelThen(model, months);
  if (!then.ok) return then;
  const ranged = forecastModel(then.value, { paths });
  const isCertain = !ranged.ok && ranged.diagnostics.some(({ code }) => code === 'uncertainty/none');
  const stated = isCertain ? forecastModel(then.value) : ranged;
  if (!stated.ok) return stated;
  const forecast = stated.value;
  const timeline = buildTimeline(then.value);
  if (!timeline.ok) return timeline;
  const prices = knownPrices(then.value, timeline.value.months);
  if (!prices.ok) return prices;
  const { values, unknownFrom } = prices.value;
  const happened = { ...timeline.value, known: values };
  const workloads = then.value.workloads.map(({ id }): BacktestWorkload => {
    const figures = readWorkload([{ from: 0, model: then.value }], id, happened);
    const options = figures.options.flatMap((each): readonly BacktestOption[] => {
      if (each.figures === null || each.model.exclusions.length > 0) return [];
      const ledger = ledgerOf(exactArithmetic, each.figures, months, figures.from);
      const actual = happened.months.map((_, month) =>
        ledger.expense.reduce((sum, line) => sum.plus(amount(line[month] ?? zero)), zero),
      );
      const from = unknownFrom.get(optionKey(id, each.model.id)) ?? null;
      return [optionResult(forecast, id, each.model.id, actual, from)];
    });
    return { id, options, ...choices(options) };
  });
  return ok({
    schema: 'crossover/backtest/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(then.value),
    currency: model.scenario.currency,
    from: asOf,
    until: last,
    months,
    samples: forecast.paths?.samples ?? null,
    workloads,
    coverage: added(workloads.flatMap(({ options }) => options.map(({ coverage }) => coverage))),
    series: priceSeries(then.value, timeline.value),
  });
}

/** The model from its day on, without what is not a price. */
function modelThen({ scenario, catalog, asOf }: Model, months: number): Result<Model> {
  const { horizon } = scenario;
  return buildModel(
    {
      ...scenario,
      asOf,
      events: [],
      roadmap: null,
      portability: null,
      horizon: {
        ...horizon,
        start: asOf.slice(0, 7),
        months: { ...horizon.months, value: new Exact(months) },
      },
    },
    catalog,
  );
}

function optionResult(
  { workloads, paths }: ForecastResult,
  workload: string,
  id: string,
  actual: readonly Exact[],
  unknownFrom: number | null,
): BacktestOption {
  const option = workloads.find((each) => each.id === workload)?.options.find((each) => each.id === id);
  const range = paths?.workloads.find((each) => each.id === workload)?.options.find((each) => each.id === id);
  const months = (option?.months ?? []).map(({ month, expense }, index) => ({
    month,
    forecast: expense,
    p10: range?.months[index]?.p10 ?? null,
    p90: range?.months[index]?.p90 ?? null,
    actual: unknownFrom !== null && index >= unknownFrom ? null : (actual[index] ?? null),
  }));
  // The first month is what both begin with.
  const judged = months
    .slice(1)
    .flatMap((each) => (each.actual === null ? [] : [{ ...each, actual: each.actual }]));
  const errors = judged.flatMap(({ forecast, actual: paid }) =>
    paid.isZero() ? [] : [forecast.div(paid).minus(1).abs()],
  );
  const within = judged.filter(
    ({ p10, p90, actual: paid }) =>
      p10 !== null &&
      p90 !== null &&
      paid.gte(p10.minus(p10.abs().times(slack))) &&
      paid.lte(p90.plus(p90.abs().times(slack))),
  );
  const sum = (of: readonly Exact[]): Exact => of.reduce((all, each) => all.plus(each), zero);
  return {
    id,
    months,
    forecast: sum(judged.map(({ forecast }) => forecast)),
    actual: sum(judged.map(({ actual: paid }) => paid)),
    error: errors.length === 0 ? null : amount(sum(errors).div(errors.length)),
    coverage: range === undefined ? null : { within: within.length, counted: judged.length },
    unknownFrom: unknownFrom === null ? null : (months[unknownFrom]?.month ?? null),
  };
}

/** Which option the forecast would have taken, and which was the cheapest, over the months that all of them have. */
function choices(
  options: readonly BacktestOption[],
): Pick<BacktestWorkload, 'forecastBest' | 'actualBest' | 'regret'> {
  const shared = Math.min(
    ...options.map(({ months }) => {
      const unknown = months.findIndex(({ actual }) => actual === null);
      return unknown === -1 ? months.length : unknown;
    }),
  );
  if (options.length === 0 || shared < 2) return { forecastBest: null, actualBest: null, regret: null };
  const over = (key: 'forecast' | 'actual', { months }: BacktestOption): Exact =>
    months.slice(0, shared).reduce((sum, month) => sum.plus(month[key] ?? zero), zero);
  const least = (key: 'forecast' | 'actual'): BacktestOption | undefined =>
    options.reduce<BacktestOption | undefined>(
      (best, each) => (best === undefined || over(key, each).lt(over(key, best)) ? each : best),
      undefined,
    );
  const [planned, cheapest] = [least('forecast'), least('actual')];
  if (planned === undefined || cheapest === undefined)
    return { forecastBest: null, actualBest: null, regret: null };
  return {
    forecastBest: planned.id,
    actualBest: cheapest.id,
    regret: over('actual', planned).minus(over('actual', cheapest)),
  };
}

function added(all: readonly (BacktestCoverage | null)[]): BacktestCoverage | null {
  const stated = all.filter((each) => each !== null);
  if (stated.length === 0) return null;
  const sum = (key: keyof BacktestCoverage): number => stated.reduce((total, each) => total + each[key], 0);
  return { within: sum('within'), counted: sum('counted') };
}
