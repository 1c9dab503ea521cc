import { resampledCounts } from './bootstrap.ts';
import {
  saltelliBatches,
  sumsBefore,
  sumsPerInput,
  type SaltelliBatch,
  type SaltelliPlan,
} from './saltelli-design.ts';
import { quantilesOf } from './collected-values.ts';

/** A share of variance with its confidence interval. */
export interface IndexEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How much of an output's variance an input explains by itself, and together with all others. */
export interface SobolIndices {
  readonly firstOrder: IndexEstimate;
  readonly total: IndexEstimate;
}

export interface BootstrapOptions {
  readonly seed: number;
  /** Usually 1000. */
  readonly resamples: number;
  /** Such as 0.95. */
  readonly confidence: number;
}

/**
 * The indices by output and input from all batches in order; null for an output that does not vary, or that does not
 * exist somewhere. First order: b·(ab - a) of Saltelli et al. 2010, with b centred, over the variance; total: M. J. W. Jansen, Analysis of
 * variance designs for model output, Comput. Phys. Commun. 117, 1999. The intervals are percentiles of a bootstrap over
 * batches of rows; batches of Sobol points balance each other, so that the intervals are rather too wide than too narrow.
 */
export function sobolIndices(
  plan: SaltelliPlan,
  batches: readonly SaltelliBatch[],
  { seed, resamples, confidence }: BootstrapOptions,
): readonly (readonly SobolIndices[] | null)[] {
  if (batches.length !== saltelliBatches(plan)) throw new RangeError('indices need all batches of the plan');
  const inputs = plan.inputs.addresses.length;
  const whole = indicesOf(plan, weigh(batches, new Float64Array(batches.length).fill(1)));
  const draws = Array.from({ length: resamples }, (_, index) =>
    indicesOf(plan, weigh(batches, resampledCounts(seed, index, batches.length))),
  );
  return Array.from({ length: plan.outputs }, (_, output) => {
    const first = output * inputs * 2;
    if (whole.subarray(first, first + inputs * 2).some((value) => !Number.isFinite(value))) return null;
    const estimate = (place: number): IndexEstimate => {
      const values = Float64Array.from(draws, (draw) => draw[place] ?? Number.NaN).filter(Number.isFinite);
      const tail = (1 - confidence) / 2;
      const collected = { form: 'kept', values, count: values.length } as const;
      const [low = Number.NaN, high = Number.NaN] = quantilesOf(collected, [tail, 1 - tail]);
      return { value: whole[place] ?? Number.NaN, low, high };
    };
    return Array.from({ length: inputs }, (__, input) => ({
      firstOrder: estimate(first + 2 * input),
      total: estimate(first + 2 * input + 1),
    }));
  });
}

interface Weighed {
  readonly rows: number;
  readonly sums: Float64Array;
}

function weigh(batches: readonly SaltelliBatch[], weights: Float64Array): Weighed {
  const total = new Float64Array(batches[0]?.sums.length ?? 0);
  let rows = 0;
  for (const [index, batch] of batches.entries()) {
    const weight = weights[index] ?? 0;
    if (weight === 0) continue;
    rows += weight * batch.rows;
    for (let place = 0; place < total.length; place += 1) {
      total[place] = (total[place] ?? 0) + weight * (batch.sums[place] ?? 0);
    }
  }
  return { rows, sums: total };
}

/** First order and total, by output and input. */
function indicesOf(plan: SaltelliPlan, { rows, sums }: Weighed): Float64Array {
  const inputs = plan.inputs.addresses.length;
  const width = sumsBefore + sumsPerInput * inputs;
  const indices = new Float64Array(plan.outputs * inputs * 2);
  for (let output = 0; output < plan.outputs; output += 1) {
    const place = output * width;
    const mean = ((sums[place] ?? 0) + (sums[place + 1] ?? 0)) / (2 * rows);
    const variance = (sums[place + 2] ?? 0) / (2 * rows) - mean * mean;
    for (let input = 0; input < inputs; input += 1) {
      const at = place + sumsBefore + sumsPerInput * input;
      const into = (output * inputs + input) * 2;
      const product = (sums[at + 1] ?? 0) - mean * (sums[at] ?? 0);
      indices[into] = product / rows / variance;
      indices[into + 1] = (sums[at + 2] ?? 0) / (2 * rows) / variance;
    }
  }
  return indices;
}
