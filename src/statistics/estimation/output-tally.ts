import {
  collectedValues,
  collectValues,
  histogramOf,
  quantileError,
  quantilesOfParts,
  quantilesOfRounded,
  type AllocateColumn,
  type Histogram,
  type ValuesOfPart,
} from './collected-values.ts';
import { RunningSum } from './compensated-sum.ts';
import { estimateOfMean, estimateOfWhole, type Estimate } from './estimate.ts';
import type { BlockObserver } from './replicate.ts';
import { sortOut } from './buckets.ts';
import type { ExactValue } from './rounded-values.ts';

/** What one replicate says about one output. Plain data. */
export interface OutputTally {
  readonly samples: number;
  /** Sum over the samples that have the output. */
  readonly total: number;
  readonly values: ValuesOfPart;
}

export interface OutputSummary {
  readonly mean: Estimate;
  /** At the probabilities that were asked for. */
  readonly quantiles: readonly Estimate[];
  /** The share of samples without this output. */
  readonly missing: Estimate;
  /** The largest error of a quantile, relative to it, from counting in bins: 0 where all values were kept. */
  readonly quantileError: number;
  /** From the 1st to the 99th percentile; null where no sample has the output, or no bars were asked for. */
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
): OutputObserver {
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

export interface OutputObserver {
  readonly observe: BlockObserver;
  readonly tally: () => OutputTally;
}

/**
 * The same, keeping rounded values in `words`, which has room for all of them: those of the replicate itself lie in `exact`, which
 * may be used again after the tally was read; with them the replicate's own quantiles are exact. The words stand once it was read.
 */
export function tallyRounded(
  output: number,
  words: Uint32Array,
  exact: Float64Array,
  probabilities: readonly number[],
): OutputObserver {
  const sum = new RunningSum();
  let samples = 0;
  let count = 0;
  return {
    observe: ({ outputs, count: rows }) => {
      const column = outputs[output] ?? new Float64Array(rows).fill(Number.NaN);
      exact.set(rows === column.length ? column : column.subarray(0, rows), samples);
      const total = sumOf(column, rows);
      // A sum is no number if a value is none, or if there are infinite ones of both signs.
      sum.add(total === total ? total : presentSum(column, rows));
      count += total === total ? rows : presentCount(column, rows);
      samples += rows;
    },
    tally: () => {
      const sorted = sortOut(exact, words.subarray(0, samples));
      const quantiles = quantilesOfRounded([sorted], count, probabilities, (_, index) => exact[index] ?? 0);
      return { samples, total: sum.total, values: { form: 'rounded', count, sorted, quantiles } };
    },
  };
}

function sumOf(column: Float64Array, count: number): number {
  let sum = 0;
  for (let row = 0; row < count; row += 1) sum += column[row] ?? 0;
  return sum;
}

function presentCount(column: Float64Array, count: number): number {
  let present = 0;
  for (let row = 0; row < count; row += 1) if (column[row] === column[row]) present += 1;
  return present;
}

/**
 * One output over all replicates, given in order. Probabilities are ascending; `bars` is for the histogram, 0 for none. Of rounded values, which
 * have to be collected with the same probabilities, `exact` tells single ones again.
 */
export function summarizeOutput(
  tallies: readonly OutputTally[],
  probabilities: readonly number[],
  bars: number,
  exact?: ExactValue,
): OutputSummary {
  const collected = tallies.map(({ values }) => values);
  const every = [...new Set([...probabilities, ...(bars > 0 ? histogramRange : [])])].toSorted(
    (x, y) => x - y,
  );
  const { parts, all } = quantilesOfParts(collected, probabilities, every, exact);
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
    histogram:
      bars === 0 || present.every((count) => count === 0)
        ? null
        : histogramOf(collected, bars, whole(low), whole(high), exact),
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
