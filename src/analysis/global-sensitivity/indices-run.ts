import type { VectorReading } from '../../formula/index.ts';
import {
  saltelliBatches,
  saltelliEvaluations,
  saltelliSampler,
  sobolIndices,
  type SaltelliBatch,
  type SobolIndices,
} from '../../statistics/index.ts';
import { boundedEvaluator } from '../uncertainty/index.ts';
import type { IndicesDesign } from './prepare-sensitivity.ts';

export const confidence = 0.95;
const resamples = 1000;

/** The indices of one workload under way, batch by batch. */
export interface IndicesRun {
  /** Computes one batch; true while there are more. */
  readonly advance: () => boolean;
  /** About how many evaluations were made. */
  readonly done: () => number;
  /** By input, once all batches are computed; null where the cost does not vary. */
  readonly indices: () => readonly SobolIndices[] | null;
}

/** Starts the indices. `prepare` makes a reading with blocks of at least `blockRows`. */
export function indicesRun(
  { contest, plan: vector, points, rows }: IndicesDesign,
  seed: number,
  prepare: (plan: IndicesDesign['plan'], rows: number) => VectorReading,
): IndicesRun {
  const { uncertainty, task } = contest;
  const plan = { inputs: uncertainty.space, points, rows, outputs: 1 };
  const reading = prepare(vector, rows * (uncertainty.parameters.length + 2));
  const sample = saltelliSampler(plan, boundedEvaluator(reading, task.limits));
  const count = saltelliBatches(plan);
  const batches: SaltelliBatch[] = [];
  return {
    advance: () => {
      if (batches.length < count) batches.push(sample(batches.length));
      return batches.length < count;
    },
    done: () => (count === 0 ? 0 : (saltelliEvaluations(plan) * batches.length) / count),
    indices: () => sobolIndices(plan, batches, { seed, resamples, confidence })[0] ?? null,
  };
}
