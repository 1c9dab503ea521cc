import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import {
  buildTimeline,
  eraModels,
  exactArithmetic,
  ledgerOf,
  readWorkload,
  type Model,
  type Timeline,
  type VolumeSeries,
} from '../../model/index.ts';
import { catalogReference } from '../run/run.ts';
import { amount } from '../run/figures.ts';
import { workloadForecast } from './workload-forecast.ts';
import { sumOf, yearsOf } from './option-result.ts';
import type { ForecastMonth, ForecastResult, ForecastWorkload } from './result.ts';

export interface ForecastQuestion {
  /** Volumes by month of workloads, in place of their growth. */
  readonly volumes?: VolumeSeries;
}

/** What every option costs over the horizon of the scenario, month by month; a problem where its events or trends cannot be. */
export function forecastModel(model: Model, question: ForecastQuestion = {}): Result<ForecastResult> {
  const timeline = buildTimeline(model, question.volumes);
  if (!timeline.ok) return timeline;
  const eras = eraModels(model, timeline.value);
  if (!eras.ok) return fail(...eras.diagnostics);
  const workloads = model.workloads.map(({ id }) => {
    const figures = readWorkload(eras.value, id, timeline.value);
    const options = figures.options.map((each) => ({
      ...each,
      ledger:
        each.figures === null
          ? null
          : ledgerOf(exactArithmetic, each.figures, timeline.value.months.length, figures.from),
    }));
    return workloadForecast({ id, from: figures.from, options }, timeline.value);
  });
  return ok({
    schema: 'crossover/forecast/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    horizon: horizonOf(timeline.value),
    workloads,
    portfolio: portfolioOf(workloads, timeline.value),
    warnings: model.warnings.flatMap(({ code, message }) =>
      code === 'model/excluded' ? [] : [{ code, message }],
    ),
  });
}

function horizonOf(timeline: Timeline): ForecastResult['horizon'] {
  const { months, discountRate, reinvestmentRate, taxRate, trends } = timeline;
  return {
    start: months[0] ?? '',
    months: months.length,
    discountRate: amount(discountRate),
    reinvestmentRate: amount(reinvestmentRate),
    taxRate,
    trends: Object.entries(trends).map(([trend, rate]) => ({ trend, monthly: amount(rate) })),
  };
}

/** The best option of every workload side by side. */
function portfolioOf(
  workloads: readonly ForecastWorkload[],
  { months }: Timeline,
): ForecastResult['portfolio'] {
  const chosen = workloads.flatMap(({ best, options }) => options.filter(({ id }) => id === best));
  const rows = months.map((month, index): ForecastMonth => {
    const here = chosen.flatMap((option) => option.months[index] ?? []);
    return {
      month,
      ...sumOf(here),
      balance: here.reduce((sum, { balance }) => sum.plus(balance), new Exact(0)),
      gpus: here.reduce((sum, { gpus }) => sum + gpus, 0),
    };
  });
  const total = sumOf(rows);
  return {
    months: rows,
    years: yearsOf(rows),
    total: total.cash,
    totalExpense: total.expense,
    npv: chosen.reduce((sum, { npv }) => sum.plus(npv ?? 0), new Exact(0)),
  };
}
