import type { VectorPlan, VectorReading } from '../../formula/index.ts';
import { prepareReading } from './engine-choice.ts';

/** Rows `from` to `to` of shared columns, to be evaluated into shared outputs. */
export interface EvaluateTask {
  /** The same number, the same plan: a worker compiles it once. */
  readonly planNumber: number;
  readonly plan: VectorPlan;
  readonly columns: readonly Float64Array[];
  readonly outputs: readonly Float64Array[];
  readonly from: number;
  readonly to: number;
  readonly blockSize?: number;
}

let compiled: { readonly key: string; readonly reading: VectorReading } | undefined;

/** Runs in a worker thread, by name. */
export function evaluateRows(task: EvaluateTask): void {
  const key = `${task.planNumber} ${task.blockSize ?? ''}`;
  const options = task.blockSize === undefined ? {} : { blockSize: task.blockSize };
  if (compiled?.key !== key)
    compiled = { key, reading: prepareReading(task.plan, task.to - task.from, options) };
  compiled.reading.evaluate(task.columns, task.outputs, task.from, task.to);
}
