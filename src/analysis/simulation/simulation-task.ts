import type { VectorPlan, VectorReading } from '../../formula/index.ts';
import {
  informationShape,
  startReplicate,
  tallyChoice,
  tallyInformation,
  tallyOutput,
  type AllocateColumn,
  type BlockEvaluator,
  type BlockObserver,
  type ChoiceTally,
  type InformationTally,
  type OutputTally,
  type InputSpace,
  type SamplingMethod,
} from '../../statistics/index.ts';
import { boundedEvaluator, spaceOf, type InputLimits, type PlainSpace } from '../uncertainty/index.ts';

/** The simulation of one workload as plain data, which any thread can take a replicate of. */
export interface SimulationTask {
  readonly space: PlainSpace;
  /** The uncertain inputs are its columns, the options' totals its outputs. */
  readonly plan: VectorPlan;
  readonly limits: readonly InputLimits[];
  readonly method: SamplingMethod;
  readonly seed: number;
  readonly samples: number;
  /** Whether values are kept one by one. */
  readonly keep: boolean;
  /** Whether to learn what each input by itself is worth knowing. */
  readonly information: boolean;
}

/** What one replicate says. Plain data. */
export interface ReplicateTally {
  readonly samples: number;
  readonly outputs: readonly OutputTally[];
  readonly choice: ChoiceTally;
  /** Null where nobody asked. */
  readonly information: InformationTally | null;
}

export interface TaskRun {
  readonly done: () => number;
  /** Goes on for at least `points` samples, or to the end. Returns whether there is more to do. */
  readonly advance: (points: number) => boolean;
  readonly tally: () => ReplicateTally;
}

/**
 * Makes the function that starts a replicate by its number. `reading` is of the task's plan, with blocks of at least
 * `blockRows`. Distributions are prepared once, since the tables of some take longer than a replicate. Values that are kept one
 * by one lie in columns that `allocate` makes.
 */
export function prepareTask(
  task: SimulationTask,
  reading: VectorReading,
  allocate?: AllocateColumn,
): (replicate: number) => TaskRun {
  const inputs = spaceOf(task.space);
  const evaluate = boundedEvaluator(reading, task.limits);
  return (replicate) => startTask(task, { inputs, evaluate, allocate }, replicate);
}

interface Prepared {
  readonly inputs: InputSpace;
  readonly evaluate: BlockEvaluator;
  readonly allocate: AllocateColumn | undefined;
}

function startTask(
  task: SimulationTask,
  { inputs, evaluate, allocate }: Prepared,
  replicate: number,
): TaskRun {
  const { method, seed, samples } = task;
  const parameters = inputs.addresses.length;
  const observers: BlockObserver[] = [];
  const run = startReplicate({ inputs, method, seed, samples }, evaluate, replicate, observers);
  const outputs = task.plan.outputs.map((_, output) => tallyOutput(output, run.size, task.keep, allocate));
  const options = [...outputs.keys()];
  const choice = tallyChoice(options);
  const shape = informationShape(samples, parameters, options.length);
  const information = task.information ? tallyInformation(options, shape) : null;
  for (const each of [...outputs, choice, information]) if (each !== null) observers.push(each.observe);
  return {
    done: run.done,
    advance: run.advance,
    tally: () => ({
      samples: run.done(),
      outputs: outputs.map((each) => each.tally()),
      choice: choice.tally(),
      information: information?.tally() ?? null,
    }),
  };
}
