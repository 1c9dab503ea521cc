import { compilePlan, inputsOf, type Node } from '../../formula/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { monthlyWherePossible, type Model, type OptionModel, type WorkloadModel } from '../../model/index.ts';
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
  /** What each of them costs a month, without meaning where the inputs are such that it cannot be had. */
  readonly totals: readonly Node[];
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
  const selecting = [...model.selecting].find((address) => model.distributions.has(address));
  if (selecting !== undefined) {
    const text = `${selecting} cannot be uncertain: it decides ${model.structural.get(selecting) ?? ''}`;
    return fail(
      problem('uncertainty/selects', text, { hint: `compare values of it with --set ${selecting}=...` }),
    );
  }
  const uncertain = new Set(model.distributions.keys());
  const entries = model.workloads.map((workload) => {
    const readings = readOptions(workload);
    const feasible = feasibleOptions(readings);
    // What cannot be had at the stated values may be had at others, if they are uncertain.
    const others = readings.filter(({ model, feasible: isNow }) => !isNow && dependsOn(model, uncertain));
    const competing = [...feasible.slice(0, mostOptions), ...others].flatMap((option) => {
      const total = monthlyWherePossible(model.graph, option.model);
      return total === null ? [] : [{ option, total }];
    });
    return {
      workload,
      options: competing.map(({ option }) => option),
      totals: competing.map(({ total }) => total),
      leftOut: feasible.length - Math.min(feasible.length, mostOptions),
    };
  });
  const uncertainty = gatherUncertainty(
    model,
    entries.flatMap(({ totals }) => totals),
    question,
  );
  if (!uncertainty.ok) return uncertainty;
  const contests = entries.map((entry): Contest => {
    const own = restrictUncertainty(uncertainty.value, entry.totals);
    return { ...entry, uncertainty: own, task: taskOf(entry.totals, own, question) };
  });
  return ok({ model, question, uncertainty: uncertainty.value, contests }, uncertainty.diagnostics);
}

/** Whether what is uncertain decides if an option can be had. */
function dependsOn({ conditions }: OptionModel, uncertain: ReadonlySet<string>): boolean {
  return inputsOf(...conditions.slacks).some(({ address }) => uncertain.has(address));
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
