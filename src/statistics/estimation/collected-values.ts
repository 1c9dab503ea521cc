import {
  binsInOrder,
  binValues,
  binWidth,
  emptyBins,
  mergeBins,
  type Bin,
  type BinnedValues,
} from './binned-values.ts';
import type { SortedOut } from './buckets.ts';
import { orderStatisticsOfParts } from './order-statistics.ts';
import { barsOfRounded, statisticsOfRounded, type ExactValue, type RoundedValues } from './rounded-values.ts';

/**
 * Values collected for their quantiles: kept one by one, which is exact, or counted in bins, which needs the same memory
 * for any number of them. Plain data that can go from one thread to another.
 */
export type CollectedValues = { count: number } & (
  | { readonly form: 'kept'; readonly values: Float64Array }
  | { readonly form: 'binned'; readonly bins: BinnedValues }
);

/** The same, or kept in half the memory, to be asked for again where that does not tell. The parts of one output are of one form. */
export type ValuesOfPart = CollectedValues | RoundedValues;

const noExactValue: ExactValue = () => {
  throw new TypeError('rounded values need what tells them exactly');
};

/** Makes a column of that length: in memory of one's own, or in memory that threads share. */
export type AllocateColumn = (length: number) => Float64Array;

const ownMemory: AllocateColumn = (length) => new Float64Array(length);

/** `capacity` is the number of values that will come at most; `keep` whether they are kept one by one. */
export function collectedValues(
  keep: boolean,
  capacity: number,
  allocate: AllocateColumn = ownMemory,
): CollectedValues {
  return keep
    ? { form: 'kept', count: 0, values: allocate(capacity) }
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

/** Quantiles of each part, and of all parts' values together. */
export interface PartQuantiles {
  readonly parts: readonly (readonly number[])[];
  readonly all: readonly number[];
}

/**
 * The quantiles at ascending probabilities, linear between order statistics (type 7 of Hyndman and Fan); NaN where there
 * are no values. Exact for kept values, within `quantileError` of them for binned ones.
 */
export function quantilesOf(of: CollectedValues, probabilities: readonly number[]): readonly number[] {
  return quantilesOfParts([of], [], probabilities).all;
}

/**
 * The same of each part, and of all parts together at probabilities of their own. The parts have to be of one form; rounded ones know
 * their own quantiles, at the probabilities they were collected with.
 */
export function quantilesOfParts(
  parts: readonly ValuesOfPart[],
  probabilities: readonly number[],
  probabilitiesOfAll: readonly number[],
  exact: ExactValue = noExactValue,
): PartQuantiles {
  const rounded = parts.flatMap((part) => (part.form === 'rounded' ? [part] : []));
  if (rounded.length > 0) {
    const columns = rounded.map(({ sorted }) => sorted);
    return {
      parts: rounded.map(({ quantiles }) => quantiles),
      all: quantilesOfRounded(columns, countOf(parts), probabilitiesOfAll, exact),
    };
  }
  const asked = parts.map(({ count }) => ranksAt(count, probabilities));
  const askedOfAll = ranksAt(countOf(parts), probabilitiesOfAll);
  const kept = parts.flatMap((part) => (part.form === 'kept' ? [part.values.subarray(0, part.count)] : []));
  const found =
    kept.length === parts.length
      ? orderStatisticsOfParts(
          kept,
          asked.map(({ ranks }) => ranks),
          askedOfAll.ranks,
        )
      : {
          parts: parts.map((part, index) => binnedStatistics(mergedBins([part]), asked[index]?.ranks ?? [])),
          all: binnedStatistics(mergedBins(parts), askedOfAll.ranks),
        };
  return {
    parts: asked.map((each, index) => between(each, found.parts[index] ?? [])),
    all: between(askedOfAll, found.all),
  };
}

/** The same of rounded values, of which `count` are not missing. */
export function quantilesOfRounded(
  columns: readonly SortedOut[],
  count: number,
  probabilities: readonly number[],
  exact: ExactValue,
): readonly number[] {
  const places = ranksAt(count, probabilities);
  return between(places, statisticsOfRounded(columns, places.ranks, exact));
}

function countOf(parts: readonly ValuesOfPart[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

function mergedBins(parts: readonly ValuesOfPart[]): BinnedValues {
  const [first] = parts;
  if (parts.length === 1 && first?.form === 'binned') return first.bins;
  const merged = emptyBins();
  for (const part of parts) {
    if (part.form !== 'binned') throw new TypeError('values of different forms cannot be merged');
    mergeBins(merged, part.bins);
  }
  return merged;
}

/** Places between order statistics, and the ranks on both sides of them, ascending; none where there are no values. */
interface Places {
  readonly places: readonly number[];
  readonly last: number;
  readonly ranks: readonly number[];
}

function ranksAt(count: number, probabilities: readonly number[]): Places {
  const places = probabilities.map((probability) => (count - 1) * probability);
  const last = count - 1;
  const ranks =
    count === 0 ? [] : places.flatMap((place) => [Math.floor(place), Math.min(Math.floor(place) + 1, last)]);
  return { places, last, ranks: [...new Set(ranks)].toSorted((a, b) => a - b) };
}

function between({ places, last, ranks }: Places, found: readonly number[]): readonly number[] {
  if (last < 0) return places.map(() => Number.NaN);
  const at = new Map(ranks.map((rank, index) => [rank, found[index] ?? Number.NaN]));
  return places.map((place) => {
    const low = at.get(Math.floor(place)) ?? Number.NaN;
    const high = at.get(Math.min(Math.floor(place) + 1, last)) ?? Number.NaN;
    const share = place - Math.floor(place);
    return share === 0 || low === high ? low : low + (high - low) * share;
  });
}

/** The largest error of a quantile, relative to it, that comes from how the values were collected. */
export function quantileError(of: ValuesOfPart): number {
  return of.form === 'binned' ? binWidth : 0;
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
 * A histogram of `bars` intervals from `low` to `high` over all parts, which have to be of one form: each holds its lower bound,
 * the last its upper bound, too. A bin of binned values counts where its middle lies. Where low and high are equal there is
 * one bar.
 */
export function histogramOf(
  parts: readonly ValuesOfPart[],
  bars: number,
  low: number,
  high: number,
  exact: ExactValue = noExactValue,
): Histogram {
  const rounded = parts.flatMap((part) => (part.form === 'rounded' ? [part.sorted] : []));
  if (rounded.length > 0) {
    const found = [...barsOfRounded(rounded, low === high ? 1 : bars, low, high, exact)];
    const [below = 0, above = 0] = found.slice(-2);
    return { low, high, counts: found.slice(0, -2), below, above };
  }
  const counts = new Float64Array(low === high ? 1 : bars);
  const scale = low === high ? 0 : counts.length / (high - low);
  const last = counts.length - 1;
  let below = 0;
  let above = 0;
  for (const part of parts) {
    if (part.form !== 'kept') continue;
    for (let index = 0; index < part.count; index += 1) {
      const value = part.values[index] ?? 0;
      if (value < low) below += 1;
      else if (value > high) above += 1;
      else {
        const bar = Math.min(last, ((value - low) * scale) | 0);
        counts[bar] = (counts[bar] ?? 0) + 1;
      }
    }
  }
  if (parts.some(({ form }) => form === 'binned')) {
    for (const { count, least, largest } of binsInOrder(mergedBins(parts))) {
      const value = least === largest ? least : least + (largest - least) / 2;
      if (value < low) below += count;
      else if (value > high) above += count;
      else {
        const bar = Math.min(last, Math.floor((value - low) * scale));
        counts[bar] = (counts[bar] ?? 0) + count;
      }
    }
  }
  return { low, high, counts: [...counts], below, above };
}
