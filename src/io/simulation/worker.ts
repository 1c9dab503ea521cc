import { blockRows } from '../../statistics/index.ts';
import { prepareTask, type ReplicateTally, type SimulationTask, type TaskRun } from '../../analysis/index.ts';
import { prepareReading, sharedColumns } from '../workers/index.ts';
import { advanceWhile, stopAt, type Control } from './control.ts';

/** One replicate of a simulation, for a thread. */
export interface ReplicateOrder {
  /** The same number, the same task: a thread compiles it once. */
  readonly taskNumber: number;
  readonly task: SimulationTask;
  readonly replicate: number;
  readonly control: Control;
}

let compiled: { readonly taskNumber: number; readonly start: (replicate: number) => TaskRun } | undefined;

/** Runs in a worker thread, by name. */
export function simulateReplicate({ taskNumber, task, replicate, control }: ReplicateOrder): ReplicateTally {
  if (compiled?.taskNumber !== taskNumber) {
    const reading = prepareReading(task.plan, task.samples, { blockSize: blockRows });
    // What is kept lies in shared memory, so that it is not copied on its way back.
    const start = prepareTask(
      task,
      reading,
      (length) => sharedColumns(1, length)[0] ?? new Float64Array(length),
    );
    compiled = { taskNumber, start };
  }
  const run = compiled.start(replicate);
  while (Atomics.load(control, stopAt) === 0 && advanceWhile(run, control, replicate));
  return run.tally();
}
