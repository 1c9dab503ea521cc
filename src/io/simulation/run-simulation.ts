import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { blockRows, replicateSizes, type OutputSummary } from '../../statistics/index.ts';
import {
  crossoverRun,
  prepareTask,
  summarizeContest,
  type Contest,
  type CrossoverRun,
  type PreparedTask,
  type ReplicateTally,
  type SimulatedContest,
  type Simulation,
  type SimulationTask,
} from '../../analysis/index.ts';
import { prepareReading } from '../workers/index.ts';
import { doneBy, openControl, stopAt, takeReplicates, type Control } from './control.ts';
import { startHelpers, type Helpers } from './helpers.ts';
import { sharedColumn, takeSummaries } from './worker.ts';

/** Steps (instructions times samples) from which starting threads pays. */
const stepsForThreads = 400_000_000;
export interface RunOptions {
  /** At most; without it as many as the machine has, where the work is worth it. */
  readonly threads?: number | undefined;
  /** Told the number of samples done. */
  readonly onProgress?: (done: number) => void;
  /** Ends the run; what was done until then is returned. */
  readonly signal?: AbortSignal;
  /** Threads that were started before; without them those that are worth it are started. They are not closed. */
  readonly helpers?: Helpers | null;
}

/**
 * Runs a simulation, workload by workload, in threads where that pays. The result is the same bits for any number of
 * threads; an interrupted one has fewer samples, and none of the workloads that were not begun.
 */
export async function runSimulation(
  { contests }: Simulation,
  options: RunOptions = {},
): Promise<readonly SimulatedContest[]> {
  return withHelpers(contests, options, async (helpers) => {
    const done: SimulatedContest[] = [];
    let before = 0;
    for (const contest of contests) {
      const own = { ...options, onProgress: (count: number) => options.onProgress?.(before + count) };
      const crossovers = crossoverRun(contest, (plan, rows, blockSize) =>
        prepareReading(plan, rows, { blockSize }),
      );
      const isEmpty = contest.options.length === 0;
      const { tallies, costOf, outputs } = isEmpty
        ? nothing
        : await runReplicates(contest.task, own, { helpers, meanwhile: crossovers });
      if (!isEmpty && tallies.every(({ samples }) => samples === 0)) break;
      await advanceToEnd(crossovers, options);
      done.push(
        summarizeContest(contest, { tallies, costOf, outputs, crossovers: crossovers?.tally() ?? null }),
      );
      before += contest.task.samples;
      if (options.signal?.aborted === true) break;
    }
    return done;
  });
}

/** Does something with as many other threads as the largest of the simulations is worth. */
export async function withHelpers<T>(
  contests: readonly Contest[],
  options: RunOptions,
  work: (helpers: Helpers | null) => Promise<T>,
): Promise<T> {
  if (options.helpers) return work(options.helpers);
  const wanted = contests.map((each) => (each.options.length === 0 ? 1 : threadsFor(each.task, options)));
  const most = Math.max(1, ...wanted);
  const helpers = most > 1 ? startHelpers(most - 1) : null;
  try {
    return await work(helpers);
  } finally {
    await helpers?.close();
  }
}

/** The replicates of a simulation in their order, and what tells single costs again. */
export interface Replicates {
  readonly tallies: readonly ReplicateTally[];
  readonly costOf: PreparedTask['costOf'];
  /** What they say together of each option, where threads have summed it up. */
  readonly outputs: readonly OutputSummary[] | null;
}

const nothing: Replicates = { tallies: [], costOf: () => Number.NaN, outputs: null };

/** Runs the replicates of a simulation. `meanwhile` is what this thread does first where it has helpers. */
export async function runReplicates(
  task: SimulationTask,
  options: RunOptions = {},
  { helpers = null, meanwhile = null }: { helpers?: Helpers | null; meanwhile?: CrossoverRun | null } = {},
): Promise<Replicates> {
  const replicates = replicateSizes(task.samples).length;
  const control = openControl(replicates);
  const stop = (): void => {
    Atomics.store(control, stopAt, 1);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const isShared = helpers !== null && threadsFor(task, options) > 1;
    // It is made ready first, since others then start from what was found out: being new, they would take twice as long for it.
    const reading = prepareReading(task.plan, task.samples, { blockSize: blockRows });
    const prepared = prepareTask(task, reading, isShared ? sharedColumn : undefined);
    const preparation = isShared ? prepared.preparation() : null;
    const others =
      helpers !== null && preparation !== null
        ? helpers.carryOut({ task, control, preparation })
        : Promise.resolve([]);
    // It is waited for later, when this thread has done its part.
    others.catch(() => undefined);
    const tell = (): void => options.onProgress?.(doneBy(control));
    if (isShared) await advanceToEnd(meanwhile, options, tell);
    const own = await takeOwn(prepared, control, tell);
    // Threads that came too late for any replicate are not waited for.
    const isWhole = own.length === replicates;
    // Others are seldom done at the same time.
    if (isShared && !isWhole) meanwhile?.tally();
    const tallies = [...own, ...(isWhole ? [] : await others)].toSorted((a, b) => a.replicate - b.replicate);
    // Where there are so many samples that some are rounded, it takes long enough to share it, too.
    const rounded = preparation?.rounded ?? [];
    const isAny = tallies.some(({ samples }) => samples > 0);
    const isLong = helpers !== null && !isWhole && isAny && rounded.includes(true);
    return {
      tallies,
      costOf: prepared.costOf,
      outputs: isLong ? await sumUp(helpers, prepared, tallies, rounded.length) : null,
    };
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

/** What all replicates say of each option, by all threads. */
async function sumUp(
  helpers: Helpers,
  prepared: PreparedTask,
  tallies: readonly ReplicateTally[],
  options: number,
): Promise<readonly OutputSummary[]> {
  const order = { tallies, options, control: openControl(0) };
  const others = helpers.sumUp(order);
  others.catch(() => undefined);
  const own = takeSummaries(order, prepared);
  return [...own, ...(await others)].toSorted((a, b) => a.option - b.option).map(({ summary }) => summary);
}

/** The replicates that are left for this thread. */
async function takeOwn(
  prepared: PreparedTask,
  control: Control,
  tell: () => void,
): Promise<readonly ReplicateTally[]> {
  const steps = takeReplicates(prepared, control);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    tell();
    await setImmediate();
  }
}

function threadsFor(task: SimulationTask, { threads }: RunOptions): number {
  const replicates = replicateSizes(task.samples).length;
  return Math.min(replicates, threads ?? threadsWorth(task));
}

function threadsWorth({ plan, samples }: SimulationTask): number {
  // What is made of an output costs about as much as ten steps.
  const steps = plan.instructions.length + 10 * plan.outputs.length + 30 * plan.varied.length;
  return steps * samples >= stepsForThreads ? availableParallelism() : 1;
}

async function advanceToEnd(
  run: CrossoverRun | null,
  { signal }: RunOptions,
  tell?: () => void,
): Promise<void> {
  for (;;) {
    if (signal?.aborted === true || run?.advance() !== true) return;
    tell?.();
    await setImmediate();
  }
}
