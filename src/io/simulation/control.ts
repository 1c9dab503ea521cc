import { blockRows } from '../../statistics/index.ts';
import type { TaskRun } from '../../analysis/index.ts';

/** Shared between threads: whether to stop, then the blocks that each replicate has done. */
export type Control = Int32Array<SharedArrayBuffer>;

export const stopAt = 0;
/** Samples between two looks at the control: some milliseconds. */
const stride = 16_384;

export function openControl(replicates: number): Control {
  return new Int32Array(new SharedArrayBuffer((1 + replicates) * Int32Array.BYTES_PER_ELEMENT));
}

/** Goes on for a moment and notes how far a replicate is. Returns whether there is more to do. */
export function advanceWhile(run: TaskRun, control: Control, replicate: number): boolean {
  const more = run.advance(stride);
  Atomics.store(control, 1 + replicate, Math.ceil(run.done() / blockRows));
  return more;
}

/** Samples done by all replicates, to a block each. */
export function doneBy(control: Control): number {
  return control.subarray(1).reduce((sum, blocks) => sum + blocks * blockRows, 0);
}
