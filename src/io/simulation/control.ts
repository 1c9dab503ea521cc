import { blockRows } from '../../statistics/index.ts';
import type { PreparedTask, ReplicateTally } from '../../analysis/index.ts';

/** Shared between threads: whether to stop, the replicate that nobody has taken yet, then the blocks that each has done. */
export type Control = Int32Array<SharedArrayBuffer>;

export const stopAt = 0;
const nextAt = 1;
const doneAt = 2;
/** Samples between two looks at the control: some milliseconds. */
const stride = 16_384;

export function openControl(replicates: number): Control {
  return new Int32Array(new SharedArrayBuffer((doneAt + replicates) * Int32Array.BYTES_PER_ELEMENT));
}

/** A number, from 0, that no thread has taken. */
export function takeNumber(control: Control): number {
  return Atomics.add(control, nextAt, 1);
}

/**
 * Takes replicates that no thread has taken, until there are none or the work is to stop, and gives what each says. It yields
 * where others should have their turn.
 */
export function* takeReplicates(
  { start }: PreparedTask,
  control: Control,
): Generator<undefined, readonly ReplicateTally[]> {
  const tallies: ReplicateTally[] = [];
  for (;;) {
    const replicate = takeNumber(control);
    if (replicate >= control.length - doneAt) return tallies;
    const run = start(replicate);
    while (Atomics.load(control, stopAt) === 0) {
      const more = run.advance(stride);
      Atomics.store(control, doneAt + replicate, Math.ceil(run.done() / blockRows));
      if (!more) break;
      yield;
    }
    tallies.push(run.tally());
  }
}

/** Samples done by all replicates, to a block each. */
export function doneBy(control: Control): number {
  return control.subarray(doneAt).reduce((sum, blocks) => sum + blocks * blockRows, 0);
}
