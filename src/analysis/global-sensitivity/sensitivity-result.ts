import { Exact } from '../../formula/index.ts';
import {
  summarizeChoice,
  valueOfInformation,
  type BoundsKind,
  type SobolIndices,
} from '../../statistics/index.ts';
import { figure, requiredFigure, statedInput } from '../run/figures.ts';
import { partialOf } from '../steps.ts';
import { catalogReference } from '../run/run.ts';
import { uncertainInputs, type Contest, type ReplicateTally } from '../simulation/index.ts';
import { plainNumber, significantFigure } from '../uncertainty/index.ts';
import { confidence } from './indices-run.ts';
import type { Sensitivity } from './prepare-sensitivity.ts';
import type { SensitivityAnalysis, SensitivityParameter, SensitivityWorkload } from './result.ts';
import { tornado } from './tornado.ts';

/** The result of `sensitivity`, from all workloads in their order. */
export function sensitivityResult(
  { model, question, simulation }: Sensitivity,
  workloads: readonly SensitivityWorkload[],
): SensitivityAnalysis {
  const { uncertainty, contests } = simulation;
  return {
    schema: 'crossover/sensitivity/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    ...partialOf(workloads.length, contests.length, 'workloads'),
    currency: model.scenario.currency,
    samples: question.samples,
    informationSamples: contests[0]?.task.samples ?? 0,
    seed: question.seed,
    method: question.method,
    confidence,
    uncertain: uncertainInputs(uncertainty),
    correlations: uncertainty.correlations.map(({ first, second, rank }) => ({
      between: [first, second],
      rank,
    })),
    workloads,
  };
}

/** One workload, from its whole simulation and its indices (null where they have no meaning). */
export function summarizeSensitivity(
  { workload, options, totals, uncertainty }: Contest,
  bounds: BoundsKind,
  tallies: readonly ReplicateTally[],
  indices: readonly SobolIndices[] | null,
): SensitivityWorkload {
  const [chosen] = options;
  const [total] = totals;
  if (chosen === undefined || total === undefined) {
    const notes = ['no option can be chosen'];
    return { id: workload.id, option: null, best: null, parameters: [], perfectInformation: null, notes };
  }
  const { parameters, space } = uncertainty;
  const choice = summarizeChoice(tallies.map((tally) => tally.choice));
  const worth =
    choice.best === null
      ? []
      : valueOfInformation(
          tallies.flatMap(({ information }) => information ?? []),
          choice.best,
        );
  const swings = tornado(total, uncertainty, bounds);
  const rows = parameters.map(
    ({ input }, at): { readonly row: SensitivityParameter; readonly size: Exact } => {
      const swing = swings[at];
      const { low = input.value, high = input.value, totals = null } = swing ?? {};
      const ends = totals ?? { low: chosen.monthly ?? new Exact(0), high: chosen.monthly ?? new Exact(0) };
      const own = indices?.[at];
      const row = {
        ...statedInput(input),
        low: requiredFigure(low),
        high: requiredFigure(high),
        monthlyLow: figure(ends.low),
        monthlyHigh: figure(ends.high),
        ...indexFigures(own),
        perfectInformation: significantFigure(worth[at]?.value),
      };
      return { row, size: ends.high.minus(ends.low).abs() };
    },
  );
  const best = choice.best === null ? null : (options[choice.best]?.model.id ?? null);
  return {
    id: workload.id,
    option: chosen.model.id,
    best,
    parameters: rows.toSorted((a, b) => compareSizes(a.size, b.size)).map(({ row }) => row),
    perfectInformation: significantFigure(choice.perfectInformation?.value),
    notes: notesOf(chosen.model.id, space.correlated, indices === null, best === null),
  };
}

/** What cannot be had at one of its bounds moves the cost most. */
function compareSizes(a: Exact, b: Exact): number {
  if (!a.isFinite() || !b.isFinite()) return Number(a.isFinite()) - Number(b.isFinite());
  return b.cmp(a);
}

function indexFigures(
  of: SobolIndices | undefined,
): Pick<SensitivityParameter, 'firstOrder' | 'total' | 'firstOrderInterval' | 'totalInterval'> {
  const interval = (each: SobolIndices['total'] | undefined): readonly [number, number] | null => {
    const [low, high] = [plainNumber(each?.low), plainNumber(each?.high)];
    return low === null || high === null ? null : [low, high];
  };
  return {
    firstOrder: plainNumber(of?.firstOrder.value),
    total: plainNumber(of?.total.value),
    firstOrderInterval: interval(of?.firstOrder),
    totalInterval: interval(of?.total),
  };
}

function notesOf(
  option: string,
  isCorrelated: boolean,
  hasNoIndices: boolean,
  hasNoBest: boolean,
): readonly string[] {
  return [
    ...(isCorrelated
      ? ['inputs are correlated, so shares of variance would be meaningless and are not shown']
      : hasNoIndices
        ? [`the cost of ${option} does not vary, or cannot always be had, so there are no shares of variance`]
        : []),
    ...(hasNoBest ? ['no option can be had in every sample, so information has no stated worth'] : []),
  ];
}
