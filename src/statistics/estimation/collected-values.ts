import {
  binsInOrder,
  binValues,
  binWidth,
  emptyBins,
  mergeBins,
  type Bin,
  type BinnedValues,
} from './binned-values.ts';
import { orderStatistics } from './order-statistics.ts';

/**
 * Values collected for their quantiles: kept one by one, which is exact, or counted in bins, which needs the same memory
 * for any number of them. Plain data that can go from one thread to another.
 */
export type CollectedValues = { count: number } & (
  | { readonly form: 'kept'; readonly values: Float64Array }
  | { readonly form: 'binned'; readonly bins: BinnedValues }
);

/** `capacity` is the number of values that will come at most; `keep` whether they are kept one by one. */
export function collectedValues(keep: boolean, capacity: number): CollectedValues {
  return keep
    ? { form: 'kept', count: 0, values: new Float64Array(capacity) }
    : { form: 'binned', count: 0, bins: emptyBins() };
}

/** Adds the first `count` values; NaN means that there is none. Returns how many there were. */
export function collectValues(into: CollectedValues, values: Float64Array, count: number): number {
  let present = 0;
  if (into.form === 'kept') {
    for (let row = 0; row < count; row += 1) {
      const value = values[row] ?? 0;
      if (value !== value) continue;
      into.values[into.count + present] = value;
      present += 1;
    }
  } else present = binValues(into.bins, values, count);
  into.count += present;
  return present;
}

/** All of the parts' values, which have to be of one form. The parts stay as they are. */
export function mergeCollected(parts: readonly CollectedValues[]): CollectedValues {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const merged = collectedValues(
    parts.every(({ form }) => form === 'kept'),
    count,
  );
  for (const part of parts) {
    if (merged.form === 'kept' && part.form === 'kept') {
      merged.values.set(part.values.subarray(0, part.count), merged.count);
    } else if (merged.form === 'binned' && part.form === 'binned') mergeBins(merged.bins, part.bins);
    else throw new TypeError('values of different forms cannot be merged');
    merged.count += part.count;
  }
  return merged;
}

/**
 * The quantiles at ascending probabilities, linear between order statistics (type 7 of Hyndman and Fan); NaN where there
 * are no values. Exact for kept values, within `quantileError` of them for binned ones.
 */
export function quantilesOf(of: CollectedValues, probabilities: readonly number[]): readonly number[] {
  if (of.count === 0) return probabilities.map(() => Number.NaN);
  const places = probabilities.map((probability) => (of.count - 1) * probability);
  const ranks = places.flatMap((place) => [Math.floor(place), Math.min(Math.floor(place) + 1, of.count - 1)]);
  const ascending = [...new Set(ranks)].toSorted((a, b) => a - b);
  const found =
    of.form === 'kept'
      ? orderStatistics(of.values.subarray(0, of.count), ascending)
      : binnedStatistics(of.bins, ascending);
  const at = new Map(ascending.map((rank, index) => [rank, found[index] ?? Number.NaN]));
  return places.map((place, index) => {
    const low = at.get(ranks[2 * index] ?? 0) ?? Number.NaN;
    const high = at.get(ranks[2 * index + 1] ?? 0) ?? Number.NaN;
    const share = place - Math.floor(place);
    return share === 0 || low === high ? low : low + (high - low) * share;
  });
}

/** The largest error of a quantile, relative to it, that comes from how the values were collected. */
export function quantileError(of: CollectedValues): number {
  return of.form === 'kept' ? 0 : binWidth;
}

function binnedStatistics(bins: BinnedValues, ranks: readonly number[]): readonly number[] {
  const found: number[] = [];
  let below = 0;
  for (const bin of binsInOrder(bins)) {
    let rank = ranks[found.length];
    while (rank !== undefined && rank < below + bin.count) {
      found.push(valueInBin(bin, rank - below));
      rank = ranks[found.length];
    }
    below += bin.count;
  }
  return found;
}

/** The values of a bin taken as evenly spaced from its least to its largest, both of which are exact. */
function valueInBin({ count, least, largest }: Bin, rank: number): number {
  return least === largest || count === 1 ? least : least + ((largest - least) * rank) / (count - 1);
}

/** Counts in intervals of equal width. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  /** Values that lie outside. */
  readonly below: number;
  readonly above: number;
}

/**
 * A histogram of `bars` intervals from `low` to `high`: each holds its lower bound, the last its upper bound, too. A bin
 * of binned values counts where its middle lies. Where low and high are equal there is one bar.
 */
export function histogramOf(of: CollectedValues, bars: number, low: number, high: number): Histogram {
  const counts = new Float64Array(low === high ? 1 : bars);
  const scale = low === high ? 0 : counts.length / (high - low);
  let below = 0;
  let above = 0;
  const add = (value: number, count: number): void => {
    if (value < low) below += count;
    else if (value > high) above += count;
    else {
      const bar = Math.min(counts.length - 1, Math.floor((value - low) * scale));
      counts[bar] = (counts[bar] ?? 0) + count;
    }
  };
  if (of.form === 'kept') for (let index = 0; index < of.count; index += 1) add(of.values[index] ?? 0, 1);
  else {
    for (const { count, least, largest } of binsInOrder(of.bins)) {
      add(least === largest ? least : least + (largest - least) / 2, count);
    }
  }
  return { low, high, counts: [...counts], below, above };
}
