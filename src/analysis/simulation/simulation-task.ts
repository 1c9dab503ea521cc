import type { VectorPlan, VectorReading } from '../../formula/index.ts';
import {
  adoptTables,
  blockRows,
  informationShape,
  knownTables,
  replicateSizes,
  startReplicate,
  suitsRounding,
  tallyChoice,
  tallyInformation,
  tallyOutput,
  tallyRounded,
  type AllocateColumn,
  type BlockObserver,
  type ChoiceTally,
  type InformationTally,
  type OutputObserver,
  type OutputTally,
  type PertTable,
  type ReplicateRun,
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
  /** Whether to learn what each input by itself is worth knowing, instead of how each option's cost is distributed. */
  readonly information: boolean;
}

/** The percentiles of each option's cost. */
export const percentiles = [0.1, 0.5, 0.9] as const;

/** How many values are kept in full: 16 MB of them. Of more, those that suit it are rounded, and single ones computed again. */
const mostInFull = 2 ** 21;

/** What one replicate says. Plain data. */
export interface ReplicateTally {
  readonly replicate: number;
  readonly samples: number;
  /** Empty where only information was asked for. */
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

/** What was found out to make a task ready, as plain data: another thread need not find it out again. */
export interface Preparation {
  /** By output, whether its values are rounded. */
  readonly rounded: readonly boolean[];
  readonly tables: readonly PertTable[];
}

/** A task that is ready to run in this thread, one replicate after the other. */
export interface PreparedTask {
  /** Starts the replicate of that number; the one before has to be read by then. */
  readonly start: (replicate: number) => TaskRun;
  /** The cost of an option in one sample of a replicate, computed again. */
  readonly costOf: (option: number, replicate: number, sample: number) => number;
  /** What another thread needs to start from, the tables that it will ask for included. */
  readonly preparation: () => Preparation;
}

/**
 * Makes a task ready. `reading` is of the task's plan, with blocks of at least `blockRows`. Distributions are prepared once, since
 * the tables of some take longer than a replicate. Values that are kept one by one lie in columns that `allocate` makes. `known` is
 * of the same task, from another thread.
 */
export function prepareTask(
  task: SimulationTask,
  reading: VectorReading,
  allocate: AllocateColumn = (length) => new Float64Array(length),
  known?: Preparation,
): PreparedTask {
  if (known !== undefined) adoptTables(known.tables);
  const { method, seed, samples, keep } = task;
  const inputs = spaceOf(task.space);
  const plan = { inputs, method, seed, samples };
  const evaluate = boundedEvaluator(reading, task.limits);
  const again = new Map<number, ReplicateRun>();
  const costsAgain = (replicate: number, sample: number, count: number): readonly Float64Array[] => {
    const run = again.get(replicate) ?? startReplicate(plan, evaluate, replicate, []);
    again.set(replicate, run);
    return run.again(sample, count);
  };
  const sizes = replicateSizes(samples);
  const [size = 0] = sizes;
  const outputs = task.information ? [] : [...task.plan.outputs.keys()];
  const rows = Math.min(size, blockRows);
  const isRounded = (first: readonly Float64Array[]): readonly boolean[] =>
    outputs.map((output) => suitsRounding(first[output]?.slice(0, rows) ?? none));
  const isLarge = keep && samples * outputs.length > mostInFull;
  const rounded = known?.rounded ?? isRounded(isLarge ? costsAgain(0, 0, rows) : []);
  const inFull = rounded.map((is) => (is ? new Float64Array(size) : null));
  return {
    start: (replicate) => {
      const observers: BlockObserver[] = [];
      const run = startReplicate(plan, evaluate, replicate, observers);
      const tallies = outputs.map((output) => {
        const own = inFull[output] ?? null;
        if (own === null) return tallyOutput(output, run.size, keep, allocate);
        const { buffer, byteOffset } = allocate(Math.ceil(run.size / 2));
        return tallyRounded(output, new Uint32Array(buffer, byteOffset, run.size), own, percentiles);
      });
      return taskRun(task, replicate, run, observers, tallies);
    },
    costOf: (option, replicate, sample) => costsAgain(replicate, sample, 1)[option]?.[0] ?? Number.NaN,
    preparation: () => {
      for (const { makeReady } of inputs.quantiles) makeReady?.(size);
      return { rounded, tables: knownTables() };
    },
  };
}

const none = new Float64Array(0);

function taskRun(
  task: SimulationTask,
  replicate: number,
  run: ReplicateRun,
  observers: BlockObserver[],
  outputs: readonly OutputObserver[],
): TaskRun {
  const options = [...task.plan.outputs.keys()];
  const choice = tallyChoice(options);
  const shape = informationShape(task.samples, task.space.inputs.length, options.length);
  const information = task.information ? tallyInformation(options, shape) : null;
  for (const each of [...outputs, choice, information]) if (each !== null) observers.push(each.observe);
  return {
    done: run.done,
    advance: run.advance,
    tally: () => ({
      replicate,
      samples: run.done(),
      outputs: outputs.map((each) => each.tally()),
      choice: choice.tally(),
      information: information?.tally() ?? null,
    }),
  };
}
