import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { blockRows, replicateSizes } from '../../statistics/index.ts';
import {
  crossoverRun,
  prepareTask,
  type CrossoverRun,
  type CrossoverTally,
  type ReplicateTally,
  summarizeContest,
  type Contest,
  type SimulatedContest,
  type Simulation,
  type SimulationTask,
} from '../../analysis/index.ts';
import { packageFolder } from '../bundled.ts';
import { openPool, prepareReading } from '../workers/index.ts';
import { advanceWhile, doneBy, openControl, stopAt, type Control } from './control.ts';
import type { ReplicateOrder } from './worker.ts';

/** Steps (instructions times samples) from which starting threads pays. */
const stepsForThreads = 400_000_000;
/** Milliseconds between two words on progress. */
const beat = 100;

export interface RunOptions {
  /** At most; without it as many as the machine has, where the work is worth it. */
  readonly threads?: number | undefined;
  /** Told the number of samples done. */
  readonly onProgress?: (done: number) => void;
  /** Ends the run; what was done until then is returned. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a simulation, workload by workload, in threads where that pays. The result is the same bits for any number of
 * threads; an interrupted one has fewer samples, and none of the workloads that were not begun.
 */
export async function runSimulation(
  { contests }: Simulation,
  options: RunOptions = {},
): Promise<readonly SimulatedContest[]> {
  const done: SimulatedContest[] = [];
  let before = 0;
  for (const contest of contests) {
    const own = { ...options, onProgress: (count: number) => options.onProgress?.(before + count) };
    const isEmpty = contest.options.length === 0;
    const tallies = isEmpty ? [] : await runReplicates(contest.task, own);
    if (!isEmpty && tallies.every(({ samples }) => samples === 0)) break;
    done.push(summarizeContest(contest, { tallies, crossovers: await crossovers(contest, options) }));
    before += contest.task.samples;
    if (options.signal?.aborted === true) break;
  }
  return done;
}

/** The replicates of a simulation, in their order. */
export async function runReplicates(
  task: SimulationTask,
  options: RunOptions = {},
): Promise<readonly ReplicateTally[]> {
  const replicates = replicateSizes(task.samples).length;
  const control = openControl(replicates);
  const stop = (): void => {
    Atomics.store(control, stopAt, 1);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const threads = Math.min(replicates, options.threads ?? threadsWorth(task));
    return threads > 1
      ? await inThreads(task, threads, control, options)
      : await inTurn(task, control, options);
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

function threadsWorth({ plan, samples }: SimulationTask): number {
  // What is made of an output costs about as much as ten steps.
  const steps = plan.instructions.length + 10 * plan.outputs.length + 30 * plan.varied.length;
  return steps * samples >= stepsForThreads ? availableParallelism() : 1;
}

async function inTurn(
  task: SimulationTask,
  control: Control,
  { onProgress }: RunOptions,
): Promise<readonly ReplicateTally[]> {
  const start = prepareTask(task, prepareReading(task.plan, task.samples, { blockSize: blockRows }));
  const tallies: ReplicateTally[] = [];
  for (const replicate of replicateSizes(task.samples).keys()) {
    const run = start(replicate);
    while (Atomics.load(control, stopAt) === 0 && advanceWhile(run, control, replicate)) {
      onProgress?.(doneBy(control));
      await setImmediate();
    }
    tallies.push(run.tally());
  }
  return tallies;
}

let taskNumber = 0;

async function inThreads(
  task: SimulationTask,
  threads: number,
  control: Control,
  { onProgress }: RunOptions,
): Promise<readonly ReplicateTally[]> {
  taskNumber += 1;
  const pool = openPool({ threads, module: workerModule() });
  const timer = setInterval(() => onProgress?.(doneBy(control)), beat);
  try {
    return await Promise.all(
      Array.from(replicateSizes(task.samples).keys(), async (replicate) => {
        const order: ReplicateOrder = { taskNumber, task, replicate, control };
        return pool.run<ReplicateTally>('simulateReplicate', order);
      }),
    );
  } finally {
    clearInterval(timer);
    await pool.close();
  }
}

async function crossovers(contest: Contest, options: RunOptions): Promise<CrossoverTally | null> {
  const run = crossoverRun(contest, (plan, rows, blockSize) => prepareReading(plan, rows, { blockSize }));
  if (run !== null) await advanceToEnd(run, options);
  return run?.tally() ?? null;
}

async function advanceToEnd(run: CrossoverRun, { signal }: RunOptions): Promise<void> {
  for (;;) {
    if (signal?.aborted === true || !run.advance()) return;
    await setImmediate();
  }
}

/** The worker: beside this file in the sources, a file of its own in the bundle. */
function workerModule(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./thread.ts', import.meta.url)
    : pathToFileURL(join(packageFolder(), 'dist', 'simulation-thread.js'));
}
