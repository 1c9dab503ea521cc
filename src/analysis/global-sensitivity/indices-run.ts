import type { VectorReading } from '../../formula/index.ts';
import {
  saltelliBatches,
  saltelliSampler,
  sobolIndices,
  type SaltelliBatch,
  type SobolIndices,
} from '../estimation/index.ts';
import { boundedEvaluator } from '../uncertainty/index.ts';
import type { Sensitivity } from './prepare-sensitivity.ts';

export const confidence = 0.95;
const resamples = 1000;

/** The indices under way, batch by batch. */
export interface IndicesRun {
  /** Computes one batch; true while there are more. */
  readonly advance: () => boolean;
  /** By output and input, once all batches are computed. */
  readonly indices: () => readonly (readonly SobolIndices[] | null)[];
}

/** Starts the indices; null where they have no meaning. `reading` is of the design's plan, in blocks of at least `blockRows`. */
export function indicesRun(
  { design, simulation, question }: Sensitivity,
  prepare: (plan: NonNullable<Sensitivity['design']>['plan'], rows: number) => VectorReading,
): IndicesRun | null {
  if (design === null) return null;
  const { uncertainty, task } = simulation;
  const { plan: vector, points, rows } = design;
  const plan = { inputs: uncertainty.space, points, rows, outputs: vector.outputs.length };
  const reading = prepare(vector, rows * (uncertainty.parameters.length + 2));
  const sample = saltelliSampler(plan, boundedEvaluator(reading, task.limits));
  const count = saltelliBatches(plan);
  const batches: SaltelliBatch[] = [];
  return {
    advance: () => {
      if (batches.length < count) batches.push(sample(batches.length));
      return batches.length < count;
    },
    indices: () => sobolIndices(plan, batches, { seed: question.seed, resamples, confidence }),
  };
}
