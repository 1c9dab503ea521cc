import { blockRows } from '../../statistics/index.ts';
import { prepareTask, type ReplicateTally, type SimulationTask, type TaskRun } from '../../analysis/index.ts';
import { prepareReading } from '../workers/index.ts';
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
    compiled = { taskNumber, start: prepareTask(task, reading) };
  }
  const run = compiled.start(replicate);
  while (Atomics.load(control, stopAt) === 0 && advanceWhile(run, control, replicate));
  return run.tally();
}
