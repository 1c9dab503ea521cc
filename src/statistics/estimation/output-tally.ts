import {
  collectedValues,
  collectValues,
  histogramOf,
  quantileError,
  quantilesOfParts,
  type AllocateColumn,
  type CollectedValues,
  type Histogram,
} from './collected-values.ts';
import { RunningSum } from './compensated-sum.ts';
import { estimateOfMean, estimateOfWhole, type Estimate } from './estimate.ts';
import type { BlockObserver } from './replicate.ts';

/** What one replicate says about one output. Plain data. */
export interface OutputTally {
  readonly samples: number;
  /** Sum over the samples that have the output. */
  readonly total: number;
  readonly values: CollectedValues;
}

export interface OutputSummary {
  readonly mean: Estimate;
  /** At the probabilities that were asked for. */
  readonly quantiles: readonly Estimate[];
  /** The share of samples without this output. */
  readonly missing: Estimate;
  /** The largest error of a quantile, relative to it, from counting in bins: 0 where all values were kept. */
  readonly quantileError: number;
  /** From the 1st to the 99th percentile; null where no sample has the output. */
  readonly histogram: Histogram | null;
}

const histogramRange = [0.01, 0.99] as const;
const mostKept = 2 ** 24;

/** Whether values are kept one by one (128 MB at most) or counted in bins. */
export function keepsValues(samples: number, outputs: number): boolean {
  return samples * outputs <= mostKept;
}

/** Follows one output through a replicate of `size` samples. `tally` may be read at any time. */
export function tallyOutput(
  output: number,
  size: number,
  keep: boolean,
  allocate?: AllocateColumn,
): { readonly observe: BlockObserver; readonly tally: () => OutputTally } {
  const sum = new RunningSum();
  const values = collectedValues(keep, size, allocate);
  let samples = 0;
  return {
    observe: ({ outputs, count }) => {
      const column = outputs[output] ?? new Float64Array(count).fill(Number.NaN);
      collectValues(values, column, count);
      sum.add(presentSum(column, count));
      samples += count;
    },
    tally: () => ({ samples, total: sum.total, values }),
  };
}

/** One output over all replicates, given in order. Probabilities are ascending; `bars` is for the histogram. */
export function summarizeOutput(
  tallies: readonly OutputTally[],
  probabilities: readonly number[],
  bars: number,
): OutputSummary {
  const collected = tallies.map(({ values }) => values);
  const every = [...new Set([...probabilities, ...histogramRange])].toSorted((x, y) => x - y);
  const { parts, all } = quantilesOfParts(collected, probabilities, every);
  const whole = (probability: number): number => all[every.indexOf(probability)] ?? Number.NaN;
  const [low, high] = histogramRange;
  const present = tallies.map(({ values }) => values.count);
  return {
    mean: estimateOfMean(
      tallies.map(({ total, values }) => (values.count === 0 ? 0 : total / values.count)),
      present,
    ),
    quantiles: probabilities.map((probability, index) =>
      estimateOfWhole(
        whole(probability),
        parts.map((part) => part[index] ?? Number.NaN),
      ),
    ),
    missing: estimateOfMean(
      tallies.map(({ samples, values }) => (samples === 0 ? 0 : 1 - values.count / samples)),
      tallies.map(({ samples }) => samples),
    ),
    quantileError: Math.max(0, ...collected.map(quantileError)),
    histogram: present.every((count) => count === 0)
      ? null
      : histogramOf(collected, bars, whole(low), whole(high)),
  };
}

function presentSum(column: Float64Array, count: number): number {
  let sum = 0;
  for (let row = 0; row < count; row += 1) {
    const value = column[row] ?? 0;
    if (value === value) sum += value;
  }
  return sum;
}
