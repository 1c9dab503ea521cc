import { blockRows } from '../../statistics/index.ts';
import {
  prepareTask,
  type Preparation,
  type ReplicateTally,
  type SimulationTask,
} from '../../analysis/index.ts';
import { prepareReading, sharedColumns } from '../workers/index.ts';
import { takeReplicates, type Control } from './control.ts';

/** Work for a thread: replicates of a simulation, as many as it can take. */
export interface SimulationOrder {
  readonly task: SimulationTask;
  readonly control: Control;
  /** What the thread that gives the order had to find out anyway. */
  readonly preparation: Preparation;
}

/** What a thread does of an order. What is kept lies in shared memory, so that it is not copied on its way back. */
export function carryOut({ task, control, preparation }: SimulationOrder): readonly ReplicateTally[] {
  const reading = prepareReading(task.plan, task.samples, { blockSize: blockRows });
  const allocate = (length: number): Float64Array => sharedColumns(1, length)[0] ?? new Float64Array(length);
  const steps = takeReplicates(prepareTask(task, reading, allocate, preparation), control);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
