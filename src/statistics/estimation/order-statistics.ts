import { select } from './select.ts';

const bins = 4096;
/** Below this the selection itself is faster than sorting out first what cannot matter. */
const fewest = 4 * bins;

/**
 * The order statistics at the given ranks (from 0, ascending). The values are not NaN, and stay as they are: they are
 * counted in bins of equal width, and the selection sees only the bins in which the ranks lie.
 */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): readonly number[] {
  let least = Infinity;
  let largest = -Infinity;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  if (least === largest) return ranks.map(() => least);
  const scale = (bins - 1) / (largest - least);
  if (values.length < fewest || !Number.isFinite(scale) || scale === 0)
    return selectRanks(values.slice(), ranks, 0);

  const counts = new Uint32Array(bins);
  for (let index = 0; index < values.length; index += 1) {
    const bin = (((values[index] ?? 0) - least) * scale) | 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const wanted = binsOfRanks(counts, ranks);
  const places = new Int32Array(bins).fill(-1);
  for (const { bin, start } of wanted) places[bin] = start;
  const gathered = new Float64Array(wanted.reduce((sum, { count }) => sum + count, 0));
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const bin = ((value - least) * scale) | 0;
    const place = places[bin] ?? -1;
    if (place >= 0) {
      gathered[place] = value;
      places[bin] = place + 1;
    }
  }
  return wanted.flatMap(({ start, count, below, ranks: within }) =>
    selectRanks(gathered.subarray(start, start + count), within, below),
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
