import { compilePlan, type Node } from '../../formula/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import type { Model } from '../../model/index.ts';
import { keepsValues } from '../../statistics/index.ts';
import {
  checkSampling,
  gatherUncertainty,
  limitsOf,
  plainSpace,
  restrictUncertainty,
  type Sampling,
  type Uncertainty,
} from '../uncertainty/index.ts';
import { competing, type Competing } from './competing.ts';
import type { SimulationTask } from './simulation-task.ts';

/** Sobol points have 32 bits, and there are 16 replicates. */
const mostSamples = 10_000_000_000;

export interface SimulationQuestion extends Sampling {
  readonly assumeDefaults: boolean;
  /** Whether to learn what each input by itself is worth knowing. */
  readonly information?: boolean;
}

/** The options that compete for a workload, as a task that can be run. */
export interface Contest extends Competing {
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
  const entries = competing(model);
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
