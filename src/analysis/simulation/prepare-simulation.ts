import { compilePlan, type Node } from '../../formula/index.ts';
import { fail, ok, type Result } from '../../diagnostics/index.ts';
import type { Model, WorkloadModel } from '../../model/index.ts';
import { keepsValues } from '../../statistics/index.ts';
import { feasibleOptions } from '../run/placement.ts';
import { readOptions, type OptionReading } from '../run/statements.ts';
import {
  checkSampling,
  gatherUncertainty,
  limitsOf,
  plainSpace,
  restrictUncertainty,
  type Sampling,
  type Uncertainty,
} from '../uncertainty/index.ts';
import type { SimulationTask } from './simulation-task.ts';

/** Sobol points have 32 bits, and there are 16 replicates. */
const mostSamples = 10_000_000_000;

/** Of hundreds of automatic options those far behind the cheapest decide next to nothing; how many are left out is said. */
const mostOptions = 64;

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
  /** Of the inputs that these options depend on. */
  readonly uncertainty: Uncertainty;
  /** Its outputs are the options' totals. */
  readonly task: SimulationTask;
}

/** A simulation that only needs to be run. */
export interface Simulation {
  readonly model: Model;
  readonly question: SimulationQuestion;
  /** Of all workloads. */
  readonly uncertainty: Uncertainty;
  readonly contests: readonly Contest[];
}

/** Makes a simulation of all options that can be chosen; what is wrong with the question or the uncertainty are problems. */
export function prepareSimulation(model: Model, question: SimulationQuestion): Result<Simulation> {
  const wrong = checkSampling(question, mostSamples);
  if (wrong.length > 0) return fail(...wrong);
  const entries = model.workloads.map((workload) => {
    const feasible = feasibleOptions(readOptions(workload));
    const options = feasible.slice(0, mostOptions);
    const totals = options.flatMap(({ model: { statement } }) => statement?.monthly ?? []);
    return { workload, options, totals, leftOut: feasible.length - options.length };
  });
  const uncertainty = gatherUncertainty(
    model,
    entries.flatMap(({ totals }) => totals),
    question,
  );
  if (!uncertainty.ok) return uncertainty;
  const contests = entries.map(({ totals, ...entry }): Contest => {
    const own = restrictUncertainty(uncertainty.value, totals);
    return { ...entry, uncertainty: own, task: taskOf(totals, own, question) };
  });
  return ok({ model, question, uncertainty: uncertainty.value, contests }, uncertainty.diagnostics);
}

function taskOf(
  totals: readonly Node[],
  uncertainty: Uncertainty,
  question: SimulationQuestion,
): SimulationTask {
  const { samples, seed, method, information = false } = question;
  return {
    space: plainSpace(uncertainty),
    plan: compilePlan(
      totals,
      uncertainty.parameters.map(({ input }) => input.address),
    ),
    limits: limitsOf(uncertainty),
    samples,
    seed,
    method,
    keep: keepsValues(samples, totals.length),
    information,
  };
}
