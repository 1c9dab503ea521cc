import { evaluate, Exact } from '../../formula/index.ts';
import {
  describeDistribution,
  keepsValues,
  largestRelativeError,
  summarizeChoice,
  summarizeOutput,
  type ChoiceSummary,
  type Estimate,
  type OutputSummary,
} from '../../statistics/index.ts';
import { statedInput } from '../run/figures.ts';
import { catalogReference } from '../run/run.ts';
import { plainNumber, significantFigure, type Uncertainty } from '../uncertainty/index.ts';
import { mostCrossoverSamples, type CrossoverTally } from './crossover-volumes.ts';
import type { Contest, Simulation } from './prepare-simulation.ts';
import type {
  SimulatedCrossover,
  SimulatedOption,
  SimulatedWorkload,
  SimulateResult,
  UncertainInputResult,
} from './result.ts';
import { percentiles, type PreparedTask, type ReplicateTally } from './simulation-task.ts';

const bars = 20;

/** What the run of one workload's simulation gave, whole or in part. */
export interface Simulated {
  /** In the order of the replicates; those without samples, of an interrupted run, are left out. */
  readonly tallies: readonly ReplicateTally[];
  /** Null where nothing can cross. */
  readonly crossovers: CrossoverTally | null;
  /** What tells single costs again where they were rounded. */
  readonly costOf?: PreparedTask['costOf'];
  /** What `summarizeOption` says of each option, where that is known. */
  readonly outputs?: readonly OutputSummary[] | null;
}

/** One workload's part of the result. */
export interface SimulatedContest {
  readonly workload: SimulatedWorkload;
  /** Whether nothing of what was asked is left to do. */
  readonly complete: boolean;
}

/** The result of `simulate`, from as many workloads as were simulated before the run ended. */
export function simulationResult(
  { model, question, uncertainty, contests }: Simulation,
  simulated: readonly SimulatedContest[],
): SimulateResult {
  const counts = simulated.flatMap(({ workload }) => (workload.options.length === 0 ? [] : workload.samples));
  return {
    schema: 'crossover/simulate/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    samples: Math.min(question.samples, ...counts),
    samplesAsked: question.samples,
    complete: simulated.length === contests.length && simulated.every(({ complete }) => complete),
    seed: question.seed,
    method: question.method,
    uncertain: uncertainInputs(uncertainty),
    correlations: uncertainty.correlations.map(({ first, second, rank }) => ({
      between: [first, second],
      rank,
    })),
    workloads: simulated.map(({ workload }) => workload),
  };
}

/** What is uncertain, as results list it. */
export function uncertainInputs({ parameters, space }: Uncertainty): readonly UncertainInputResult[] {
  return parameters.map(({ input, distribution, origin, source }, index) => {
    const at = (probability: number): number => space.quantiles[index]?.at(probability) ?? Number.NaN;
    const [least, most] = [at(1e-6), at(1 - 1e-6)];
    return {
      ...statedInput(input),
      distribution: describeDistribution(distribution),
      p10: significantFigure(at(0.1)),
      p90: significantFigure(at(0.9)),
      origin,
      source,
      bounded:
        least < (input.minimum?.toNumber() ?? -Infinity) || most > (input.maximum?.toNumber() ?? Infinity),
    };
  });
}

/** Summarizes one workload, so that its tallies need not be kept while the next one is simulated. */
export function summarizeContest(contest: Contest, simulated: Simulated): SimulatedContest {
  const { tallies: all, crossovers: found } = simulated;
  const tallies = all.filter((tally) => tally.samples > 0);
  const samples = tallies.reduce((sum, tally) => sum + tally.samples, 0);
  const crossover = found?.samples === 0 ? null : found;
  const asked = contest.options.length === 0 ? 0 : contest.task.samples;
  return {
    workload: workloadResult(contest, { ...simulated, tallies, crossovers: crossover }, samples),
    complete:
      samples === asked && (found === null || found.samples === Math.min(asked, mostCrossoverSamples)),
  };
}

/** What the replicates say together of an option's cost. */
export function summarizeOption(
  { tallies: all, costOf }: Pick<Simulated, 'tallies' | 'costOf'>,
  option: number,
): OutputSummary {
  const tallies = all.filter(({ samples }) => samples > 0);
  return summarizeOutput(
    tallies.flatMap(({ outputs }) => outputs[option] ?? []),
    percentiles,
    bars,
    costOf && ((part, sample) => costOf(option, tallies[part]?.replicate ?? 0, sample)),
  );
}

function workloadResult(
  contest: Contest,
  { tallies, crossovers: crossover, costOf, outputs: known }: Simulated,
  samples: number,
): SimulatedWorkload {
  const choice = summarizeChoice(tallies.map((tally) => tally.choice));
  const outputs =
    known ??
    contest.options.map((_, option) => summarizeOption({ tallies, ...(costOf && { costOf }) }, option));
  const crossings = crossover === null ? [] : crossover.pairs.map(({ summary }) => summary);
  const errors = convergenceOf(outputs, crossings, choice);
  return {
    id: contest.workload.id,
    samples,
    options: contest.options.map((option, at) => optionResult(option, outputs[at], choice, at)),
    crossovers: crossover === null ? [] : crossoverResults(contest, crossover, crossings),
    crossoverSamples: crossover?.samples ?? 0,
    regret: {
      option: contest.options[0]?.model.id ?? null,
      expected: significantFigure(choice.options[0]?.regret.value),
    },
    best: choice.best === null ? null : (contest.options[choice.best]?.model.id ?? null),
    perfectInformation: significantFigure(choice.perfectInformation?.value),
    ...errors,
    convergence: convergenceText(samples, crossover, errors),
    notes: [...notesOf(contest, samples), ...missingNotes(contest, outputs)],
  };
}

function optionResult(
  { model }: Contest['options'][number],
  summary: OutputSummary | undefined,
  choice: ChoiceSummary,
  at: number,
): SimulatedOption {
  const [p10, p50, p90] = (summary?.quantiles ?? []).map(({ value }) => significantFigure(value));
  const histogram = summary?.histogram ?? null;
  const [from, to] = [significantFigure(histogram?.low), significantFigure(histogram?.high)];
  return {
    id: model.id,
    kind: model.kind,
    mean: significantFigure(summary?.mean.value),
    p10: p10 ?? null,
    p50: p50 ?? null,
    p90: p90 ?? null,
    cheapest: plainNumber(choice.options[at]?.cheapest.value) ?? 0,
    histogram:
      histogram === null || from === null || to === null
        ? null
        : { from, to, counts: histogram.counts, below: histogram.below, above: histogram.above },
  };
}

function crossoverResults(
  { workload }: Contest,
  { pairs, range, samples }: CrossoverTally,
  summaries: readonly OutputSummary[],
): readonly SimulatedCrossover[] {
  const { volume, tokensPerVolume } = workload.demand;
  const inTokens = (of: number): Exact =>
    significantFigure(evaluate(tokensPerVolume).times(of).toNumber()) ?? new Exact(0);
  return pairs.map(({ buy, build, tallies }, index) => {
    const [p10, p50, p90] = (summaries[index]?.quantiles ?? []).map(({ value }) => significantFigure(value));
    const never = tallies.reduce((sum, { values }) => sum + infiniteValues(values), 0);
    return {
      buy,
      build,
      parameter: volume.address,
      unit: 'tokens/month',
      p10: p10 ?? null,
      p50: p50 ?? null,
      p90: p90 ?? null,
      never: plainNumber(never / Math.max(1, samples)) ?? 0,
      range: { from: inTokens(range.from), to: inTokens(range.to) },
    };
  });
}

/** Crossovers are few, so they are always kept one by one. */
function infiniteValues(values: CrossoverTally['pairs'][number]['tallies'][number]['values']): number {
  if (values.form !== 'kept') throw new TypeError('crossovers are kept one by one');
  return values.values
    .subarray(0, values.count)
    .reduce((sum, value) => sum + (value === Infinity ? 1 : 0), 0);
}

function convergenceOf(
  outputs: readonly OutputSummary[],
  crossings: readonly OutputSummary[],
  choice: ChoiceSummary,
): Pick<SimulatedWorkload, 'error' | 'probabilityError'> {
  // A volume that is infinite in some replicates has no error that could be told.
  const settled = (of: readonly Estimate[]): readonly Estimate[] =>
    of.filter(({ value, standardError }) => Number.isFinite(value) && standardError !== null);
  const estimates = [
    ...outputs.flatMap(({ mean, quantiles }) => [mean, ...quantiles]),
    ...crossings.flatMap(({ quantiles }) => settled(quantiles)),
  ];
  const binned = Math.max(0, ...outputs.map(({ quantileError }) => quantileError));
  const error = largestRelativeError(estimates);
  const errors = choice.options.map(({ cheapest }) => cheapest.standardError);
  const known = errors.filter((each) => each !== null);
  return {
    error: error === null ? null : plainNumber(Math.max(error, binned)),
    probabilityError: known.length < errors.length ? null : plainNumber(Math.max(0, ...known)),
  };
}

function convergenceText(
  samples: number,
  crossover: CrossoverTally | null,
  { error, probabilityError: ofProbability }: Pick<SimulatedWorkload, 'error' | 'probabilityError'>,
): string {
  const searched = crossover === null ? '' : ` (crossover volumes from ${crossover.samples} of them)`;
  if (error === null || ofProbability === null) {
    return `${samples} samples${searched}: too few to estimate the error; use more samples`;
  }
  const verdict = error <= 0.01 ? 'converged' : 'not converged to 1 %: use more samples';
  return `${samples} samples${searched}: ${verdict}; the largest standard error is ${percent(error)} of a cost or crossover volume, and ${percent(ofProbability).replace(' %', ' percentage points')} of a probability`;
}

function percent(share: number): string {
  return `${new Exact(share).times(100).toSignificantDigits(2).toFixed()} %`;
}

function notesOf({ options, leftOut }: Contest, samples: number): readonly string[] {
  return [
    ...(options.length === 0 ? ['no option can be chosen'] : []),
    ...(leftOut === 0
      ? []
      : [
          `the ${options.length} options that are the cheapest at the stated values compete, ${leftOut} more are left out`,
        ]),
    ...(keepsValues(samples, options.length)
      ? []
      : [
          'percentiles are counted in bins of a relative 1/2048, so that memory does not grow with the samples',
        ]),
  ];
}

/** Options that cannot be had in some of the samples: their figures are of the others. */
function missingNotes({ options }: Contest, outputs: readonly OutputSummary[]): readonly string[] {
  return options.flatMap(({ model }, index) => {
    const share = outputs[index]?.missing.value ?? 0;
    return share > 0
      ? [`${model.id} cannot be had in ${percent(share)} of the samples: its figures are of the others`]
      : [];
  });
}
