import { fillInputs, uniformSource, type InputSpace, type SamplingMethod } from '../sampling/index.ts';

/**
 * Evaluates a model for `count` rows: column d has the values of input d, and the answer has a column for each output.
 * The answer's columns may be used again by the next call. NaN stands for an output that does not exist.
 */
export type BlockEvaluator = (columns: readonly Float64Array[], count: number) => readonly Float64Array[];

export interface SamplePlan {
  readonly inputs: InputSpace;
  readonly method: SamplingMethod;
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Over all replicates, at least 1. */
  readonly samples: number;
}

/** A block of samples with what the model made of it. Valid until the next block. */
export interface SampleBlock {
  readonly uniforms: readonly Float64Array[];
  readonly outputs: readonly Float64Array[];
  readonly count: number;
}

export type BlockObserver = (block: SampleBlock) => void;

/** One replicate under way, so that a caller can show progress, stop it, or let others have their turn. */
export interface ReplicateRun {
  readonly size: number;
  readonly done: () => number;
  /** Goes on for at least `points` samples in whole blocks, or to the end. Returns whether there is more to do. */
  readonly advance: (points: number) => boolean;
  /** What the model makes of so many samples, at most a block, from that index on: computed again, and shown to nobody. */
  readonly again: (index: number, count: number) => readonly Float64Array[];
}

const mostReplicates = 16;

/** Rows of one block: its columns stay in the processor's second-level cache. Sums are made block by block. */
export const blockRows = 1024;

/**
 * How many samples each replicate has. The samples are split into 16 replicates, each scrambled (or seeded) by itself, so
 * that the spread of their answers gives the standard error, which quasi-random points alone do not. A replicate is also
 * the unit of work for threads: its result does not depend on where it is computed.
 */
export function replicateSizes(samples: number): readonly number[] {
  const count = Math.min(mostReplicates, samples);
  return Array.from({ length: count }, (_, index) => Math.floor((samples + count - 1 - index) / count));
}

/** Starts the replicate of that number; each block goes to the observers in turn. */
export function startReplicate(
  { inputs, method, seed, samples }: SamplePlan,
  evaluate: BlockEvaluator,
  replicate: number,
  observers: readonly BlockObserver[],
): ReplicateRun {
  const size = replicateSizes(samples)[replicate] ?? 0;
  const dimensions = inputs.addresses.length;
  const source = uniformSource(method, dimensions, seed, replicate, size);
  const uniforms = columnsFor(dimensions, size);
  const values = columnsFor(dimensions, size);
  let done = 0;
  const blockFrom = (start: number, count: number): SampleBlock => {
    source.fill(uniforms, start, count);
    inputs.correlate(uniforms, count);
    fillInputs(inputs.quantiles, uniforms, values, count);
    return { uniforms, outputs: evaluate(values, count), count };
  };
  return {
    size,
    done: () => done,
    advance: (points) => {
      const target = Math.min(size, done + points);
      while (done < target) {
        const block = blockFrom(done, Math.min(blockRows, size - done));
        for (const observe of observers) observe(block);
        done += block.count;
      }
      return done < size;
    },
    again: (index, count) => blockFrom(index, count).outputs,
  };
}

function columnsFor(dimensions: number, size: number): readonly Float64Array[] {
  const rows = Math.min(blockRows, size);
  return Array.from({ length: dimensions }, () => new Float64Array(rows));
}
