import { compilePlan } from '../../formula/index.ts';
import { fail, ok, type Result } from '../../diagnostics/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import { keepsValues } from '../estimation/index.ts';
import { feasibleOptions } from '../placement.ts';
import { readOptions, type OptionReading } from '../statements.ts';
import {
  checkSampling,
  gatherUncertainty,
  limitsOf,
  plainSpace,
  type Sampling,
  type Uncertainty,
} from '../uncertainty/index.ts';
import type { SimulationTask } from './simulation-task.ts';

/** Sobol points have 32 bits, and there are 16 replicates. */
const mostSamples = 10_000_000_000;

/** Of hundreds of automatic options those far behind the cheapest decide nothing, as in `run`. */
const mostOptions = 12;

export interface SimulationQuestion extends Sampling {
  readonly assumeDefaults: boolean;
  /** Whether to learn what each input by itself is worth knowing. */
  readonly information?: boolean;
}

/** A workload with the options that compete for it, cheapest first at the stated values. */
export interface Contest {
  readonly workload: WorkloadModel;
  readonly options: readonly OptionReading[];
  /** How many more there are, dearer at the stated values. */
  readonly leftOut: number;
  /** Where the options' totals stand among the outputs. */
  readonly outputs: readonly number[];
}

/** A simulation that only needs to be run. */
export interface Simulation {
  readonly model: Model;
  readonly question: SimulationQuestion;
  readonly uncertainty: Uncertainty;
  readonly contests: readonly Contest[];
  readonly task: SimulationTask;
}

/** Makes a simulation of all options that can be chosen; what is wrong with the question or the uncertainty are problems. */
export function prepareSimulation(model: Model, question: SimulationQuestion): Result<Simulation> {
  const wrong = checkSampling(question, mostSamples);
  if (wrong.length > 0) return fail(...wrong);
  let next = 0;
  const contests = model.workloads.map((workload): Contest => {
    const feasible = feasibleOptions(readOptions(workload));
    const options = feasible.slice(0, mostOptions);
    next += options.length;
    const leftOut = feasible.length - options.length;
    return { workload, options, leftOut, outputs: options.map((_, index) => next - options.length + index) };
  });
  const totals = contests.flatMap(({ options }) =>
    options.flatMap(({ model: { statement } }) => statement?.monthly ?? []),
  );
  const uncertainty = gatherUncertainty(model, totals, question);
  if (!uncertainty.ok) return uncertainty;
  const { samples, seed, method, information = false } = question;
  const addresses = uncertainty.value.parameters.map(({ input }) => input.address);
  const task: SimulationTask = {
    space: plainSpace(uncertainty.value),
    plan: compilePlan(totals, addresses),
    limits: limitsOf(uncertainty.value),
    samples,
    seed,
    method,
    contests: contests.map(({ outputs }) => outputs),
    keep: keepsValues(samples, totals.length),
    information,
  };
  return ok({ model, question, uncertainty: uncertainty.value, contests, task }, uncertainty.diagnostics);
}
