import { select } from './select.ts';

const bins = 4096;
/** Below this the selection itself is faster than sorting out first what cannot matter. */
const fewest = 2 * bins;
/** The same of one part among several, which has bins of its own to look through. */
const fewestOfPart = bins / 4;

/** Order statistics of each part, and of all parts together. */
export interface PartStatistics {
  readonly parts: readonly (readonly number[])[];
  readonly all: readonly number[];
}

/** The order statistics at the given ranks (from 0, ascending). The values are not NaN, and stay as they are. */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): readonly number[] {
  return orderStatisticsOfParts([values], [[]], ranks).all;
}

/**
 * The order statistics of each part at its own ranks, and of all together (ranks from 0, ascending). The values are not NaN,
 * and stay as they are: they are counted in bins of equal width, once for all that is asked, and the selection sees only
 * the bins in which ranks lie.
 */
export function orderStatisticsOfParts(
  parts: readonly Float64Array[],
  ranksOfParts: readonly (readonly number[])[],
  ranks: readonly number[],
): PartStatistics {
  const { least, largest, length } = rangeOf(parts);
  if (least === largest)
    return { parts: ranksOfParts.map((each) => each.map(() => least)), all: ranks.map(() => least) };
  const scale = (bins - 1) / (largest - least);
  const isFew = length < Math.max(fewest, parts.length * fewestOfPart);
  if (isFew || !Number.isFinite(scale) || scale === 0)
    return {
      parts: parts.map((values, part) => selectRanks(values.slice(), ranksOfParts[part] ?? [], 0)),
      all: ranks.length === 0 ? [] : selectRanks(joined(parts, length), ranks, 0),
    };

  const counts = parts.map((values) => countInBins(values, least, scale));
  const total = new Uint32Array(bins);
  for (const each of counts)
    for (let bin = 0; bin < bins; bin += 1) total[bin] = (total[bin] ?? 0) + (each[bin] ?? 0);
  const all = gathering(total, ranks);
  const ofParts = parts.map((values, part) => {
    const own = gathering(counts[part] ?? total, ranksOfParts[part] ?? []);
    gather(values, least, scale, all, own);
    return selectWanted(own);
  });
  return { parts: ofParts, all: selectWanted(all) };
}

function rangeOf(parts: readonly Float64Array[]): {
  readonly least: number;
  readonly largest: number;
  readonly length: number;
} {
  let least = Infinity;
  let largest = -Infinity;
  let length = 0;
  for (const values of parts) {
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? 0;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
    length += values.length;
  }
  return { least, largest, length };
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const values = new Float64Array(length);
  let start = 0;
  for (const part of parts) {
    values.set(part, start);
    start += part.length;
  }
  return values;
}

function countInBins(values: Float64Array, least: number, scale: number): Uint32Array {
  const counts = new Uint32Array(bins);
  for (let index = 0; index < values.length; index += 1) {
    const bin = (((values[index] ?? 0) - least) * scale) | 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The values of the bins in which ranks lie, as they are found. */
interface Gathering {
  readonly wanted: readonly WantedBin[];
  /** By bin: where its next value goes; -1 where none is wanted. */
  readonly places: Int32Array;
  readonly values: Float64Array;
}

function gathering(counts: Uint32Array, ranks: readonly number[]): Gathering {
  const wanted = binsOfRanks(counts, ranks);
  const places = new Int32Array(bins).fill(-1);
  for (const { bin, start } of wanted) places[bin] = start;
  return { wanted, places, values: new Float64Array(wanted.reduce((sum, { count }) => sum + count, 0)) };
}

function gather(values: Float64Array, least: number, scale: number, all: Gathering, own: Gathering): void {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const bin = ((value - least) * scale) | 0;
    const common = all.places[bin] ?? -1;
    const single = own.places[bin] ?? -1;
    if (common >= 0) {
      all.values[common] = value;
      all.places[bin] = common + 1;
    }
    if (single >= 0) {
      own.values[single] = value;
      own.places[bin] = single + 1;
    }
  }
}

function selectWanted({ wanted, values }: Gathering): readonly number[] {
  return wanted.flatMap(({ start, count, below, ranks }) =>
    selectRanks(values.subarray(start, start + count), ranks, below),
  );
}

interface WantedBin {
  readonly bin: number;
  readonly count: number;
  /** How many values lie in earlier bins, and how many of the gathered ones. */
  readonly below: number;
  readonly start: number;
  readonly ranks: number[];
}

function binsOfRanks(counts: Uint32Array, ranks: readonly number[]): readonly WantedBin[] {
  const wanted: WantedBin[] = [];
  let bin = 0;
  let below = 0;
  let start = 0;
  for (const rank of ranks) {
    while (bin < bins - 1 && rank >= below + (counts[bin] ?? 0)) {
      below += counts[bin] ?? 0;
      bin += 1;
    }
    const last = wanted.at(-1);
    if (last?.bin === bin) last.ranks.push(rank);
    else {
      const count = counts[bin] ?? 0;
      wanted.push({ bin, count, below, start, ranks: [rank] });
      start += count;
    }
  }
  return wanted;
}

/** Ranks count from the value that has `below` others before it. */
function selectRanks(values: Float64Array, ranks: readonly number[], below: number): readonly number[] {
  let from = 0;
  return ranks.map((each) => {
    const rank = each - below;
    select(values, from, values.length - 1, rank);
    // What comes next has a rank at least as high, so it lies to the right.
    from = rank;
    return values[rank] ?? Number.NaN;
  });
}
