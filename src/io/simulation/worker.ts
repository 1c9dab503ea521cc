import { blockRows, startTask, type ReplicateTally, type SimulationTask } from '../../analysis/index.ts';
import type { VectorReading } from '../../formula/index.ts';
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

let compiled: { readonly taskNumber: number; readonly reading: VectorReading } | undefined;

/** Runs in a worker thread, by name. */
export function simulateReplicate({ taskNumber, task, replicate, control }: ReplicateOrder): ReplicateTally {
  if (compiled?.taskNumber !== taskNumber) {
    const reading = prepareReading(task.plan, task.samples, { blockSize: blockRows });
    compiled = { taskNumber, reading };
  }
  const run = startTask(task, compiled.reading, replicate);
  while (Atomics.load(control, stopAt) === 0 && advanceWhile(run, control, replicate));
  return run.tally();
}
