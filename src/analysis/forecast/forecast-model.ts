import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import {
  amountIn,
  buildTimeline,
  eraModels,
  readRoadmap,
  readWorkload,
  type Model,
  type Timeline,
  type VolumeSeries,
  type WorkloadFigures,
} from '../../model/index.ts';
import { catalogReference } from '../run/run.ts';
import { unusedFindings } from '../run/unused-findings.ts';
import { amount } from '../run/figures.ts';
import { allSteps, partialOf, type Steps } from '../steps.ts';
import type { PathContest, PathQuestion } from './paths/question.ts';
import { runPaths } from './paths/run-paths.ts';
import { forecastPortability } from './portability.ts';
import { forecastRoadmap, withRoadmap, type ForecastRoadmap } from './roadmap.ts';
import { portfolioSchedule, type ScheduledWorkload } from './portfolio-schedule.ts';
import type { PortfolioSchedule } from './scheduled-portfolio.ts';
import { sizeWorkloads } from './sizing/index.ts';
import { workloadForecast, type ForecastedWorkload } from './workload-forecast.ts';
import { sumOf, yearsOf } from './option-result.ts';
import type { ForecastMonth, ForecastResult, ForecastWorkload } from './result.ts';

export interface ForecastQuestion {
  /** Sample paths of what is a distribution; without it there are none. */
  readonly paths?: Omit<PathQuestion, 'budget'>;
  /** Volumes by month of workloads, in place of their growth. */
  readonly volumes?: VolumeSeries;
  /** Whether to say how many GPUs to commit to. */
  readonly size?: boolean;
}

/** What every option costs over the horizon of the scenario, month by month; a problem where its events or trends cannot be. */
export function forecastModel(model: Model, question: ForecastQuestion = {}): Result<ForecastResult> {
  return allSteps(forecastSteps(model, question));
}

/** The same in steps; what is ended early has the workloads that were done by then, and nothing drawn or sized. */
export function* forecastSteps(model: Model, question: ForecastQuestion = {}): Steps<Result<ForecastResult>> {
  const timeline = buildTimeline(model, question.volumes);
  if (!timeline.ok) return timeline;
  const eras = eraModels(model, timeline.value);
  if (!eras.ok) return fail(...eras.diagnostics);
  const phases = readRoadmap(model, timeline.value);
  if (!phases.ok) return phases;
  const roadmap = forecastRoadmap(model.scenario.roadmap?.template ?? null, phases.value, timeline.value);
  const contests: PathContest[] = [];
  const scheduled: ScheduledWorkload[] = [];
  const workloads: ForecastWorkload[] = [];
  for (const { id } of model.workloads) {
    if (!(yield { done: workloads.length, of: model.workloads.length })) break;
    const figures = readWorkload(eras.value, id, timeline.value);
    const forecasted = workloadForecast(figures, timeline.value);
    scheduled.push(forecasted);
    if (question.paths !== undefined || question.size === true) contests.push(contestOf(figures, forecasted));
    workloads.push(forecasted.forecast);
  }
  const isWhole = workloads.length === model.workloads.length;
  const paths =
    question.paths === undefined || !isWhole
      ? null
      : runPaths(model, eras.value, timeline.value, contests, phases.value, {
          ...question.paths,
          budget: budgetOf(model),
        });
  if (paths !== null && !paths.ok) return paths;
  const sampled =
    paths === null || question.paths === undefined
      ? null
      : { drawn: paths.value.drawn, question: question.paths };
  // It takes the months of every schedule exactly, which the first screen does not show.
  let together: { readonly found: PortfolioSchedule | null } | null = null;
  return ok({
    schema: 'crossover/forecast/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    ...partialOf(workloads.length, model.workloads.length, 'workloads'),
    currency: model.scenario.currency,
    horizon: horizonOf(timeline.value),
    workloads,
    portfolio: model.scenario.cases.length > 0 ? null : portfolioOf(workloads, timeline.value, roadmap),
    roadmap,
    paths: paths?.value.result ?? null,
    get portfolioSchedule() {
      return (together ??= { found: portfolioSchedule(model, scheduled, timeline.value.months) }).found;
    },
    sizing:
      question.size === true && isWhole ? sizeWorkloads(contests, eras.value, timeline.value, sampled) : null,
    portability: forecastPortability(model, eras.value, timeline.value),
    warnings: [
      ...unusedFindings(model, 'forecast'),
      ...model.warnings.flatMap(({ code, message }) =>
        code === 'model/excluded' ? [] : [{ code, message }],
      ),
    ],
  });
}

/** The options that may be taken, the best first. */
function contestOf(figures: WorkloadFigures, { reference, byWorth }: ForecastedWorkload): PathContest {
  const { id, from, options } = figures;
  return {
    id,
    from,
    reference: reference ?? '',
    options: byWorth().flatMap((option) => {
      const found = options.find(({ model }) => model.id === option);
      const near = found?.near ?? null;
      if (found === undefined || near === null) return [];
      return [
        {
          id: option,
          near,
          get figures() {
            return found.figures ?? raise(option);
          },
        },
      ];
    }),
  };
}

function raise(option: string): never {
  throw new Error(`${option} has no figures`);
}

function budgetOf(model: Model): number | null {
  const { budget } = model.scenario.horizon;
  return budget === null ? null : (amountIn(model, budget)?.toNumber() ?? null);
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

/** The best option of every workload side by side, and the roadmap. */
function portfolioOf(
  workloads: readonly ForecastWorkload[],
  { months }: Timeline,
  roadmap: ForecastRoadmap | null,
): NonNullable<ForecastResult['portfolio']> {
  const chosen = workloads.flatMap(({ best, options }) => options.filter(({ id }) => id === best));
  const used = months.map((month, index): ForecastMonth => {
    const here = chosen.flatMap((option) => option.months[index] ?? []);
    return {
      month,
      ...sumOf(here),
      balance: here.reduce((sum, { balance }) => sum.plus(balance), new Exact(0)),
      gpus: here.reduce((sum, { gpus }) => sum + gpus, 0),
    };
  });
  const rows = withRoadmap(used, roadmap);
  const total = sumOf(rows);
  return {
    months: rows,
    years: yearsOf(rows),
    total: total.cash,
    totalExpense: total.expense,
    npv: chosen.reduce((sum, { npv }) => sum.plus(npv ?? 0), roadmap?.npv ?? new Exact(0)),
  };
}
