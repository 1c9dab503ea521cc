/**
 * Values kept as 32-bit floats, in half the memory: rounding keeps their order, so that an order statistic is known but for the few
 * values that round to the same number, and those are asked for again. NaN stands for a value that is missing.
 */
export interface RoundedValues {
  readonly form: 'rounded';
  /** How many are not missing. */
  readonly count: number;
  readonly values: Float32Array;
  /** Exact, at the probabilities that were asked for when they were collected. */
  readonly quantiles: readonly number[];
}

/** The value, as it was before it was rounded, at that index of that part. */
export type ExactValue = (part: number, index: number) => number;

/** Numbers are sorted out by their sign, exponent and first seven binary digits. */
const buckets = 0x1_0000;
const firstNegative = 0x8000;
const upperHalf = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Used again and again, since each replicate and option needs them anew. */
const counts = new Uint32Array(buckets);
const starts = new Int32Array(buckets);

/** The order statistics of all parts together at the given ranks (from 0, ascending), exact. */
export function statisticsOfRounded(
  parts: readonly Float32Array[],
  ranks: readonly number[],
  exact: ExactValue,
): readonly number[] {
  counts.fill(0);
  starts.fill(-1);
  for (const part of parts) countBuckets(halvesOf(part), upperHalf, part.length, counts);
  const wanted = bucketsOfRanks(ranks);
  let total = 0;
  for (const { bucket } of wanted) {
    starts[bucket] = total;
    total += counts[bucket] ?? 0;
  }
  const values = new Float32Array(total);
  const places = new Float64Array(total);
  const longest = Math.max(0, ...parts.map((part) => part.length));
  for (const [index, part] of parts.entries())
    gather(part, halvesOf(part), upperHalf, starts, values, places, index * longest);
  const found: number[] = [];
  let start = 0;
  for (const { bucket, below, ranks: own } of wanted) {
    const end = start + (counts[bucket] ?? 0);
    const sorted = values.slice(start, end).sort();
    for (const rank of own) {
      const rounded = sorted[rank - below] ?? Number.NaN;
      const alike = placesOf(rounded, values, places, start, end)
        .map((place) => exact(Math.floor(place / longest), place % longest))
        .toSorted((x, y) => x - y);
      found.push(alike[rank - below - sorted.indexOf(rounded)] ?? Number.NaN);
    }
    start = end;
  }
  return found;
}

/** Where the values are that round to this one. */
function placesOf(
  rounded: number,
  values: Float32Array,
  places: Float64Array,
  start: number,
  end: number,
): readonly number[] {
  const found: number[] = [];
  for (let at = start; at < end; at += 1) if (values[at] === rounded) found.push(places[at] ?? 0);
  return found;
}

/** The same memory in 16-bit words. */
function halvesOf(part: Float32Array): Uint16Array {
  return new Uint16Array(part.buffer, part.byteOffset, part.length * 2);
}

function countBuckets(halves: Uint16Array, upper: number, length: number, counts: Uint32Array): void {
  for (let index = 0; index < length; index += 1) {
    const bucket = halves[2 * index + upper] ?? 0;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
}

interface WantedBucket {
  readonly bucket: number;
  /** How many values lie in lower buckets. */
  readonly below: number;
  readonly ranks: number[];
}

function bucketsOfRanks(ranks: readonly number[]): readonly WantedBucket[] {
  const wanted: WantedBucket[] = [];
  const place = { step: 0, below: 0 };
  for (const rank of ranks) {
    goToRank(counts, place, rank);
    // Of negative numbers the larger words come first.
    const bucket = place.step < firstNegative ? buckets - 1 - place.step : place.step - firstNegative;
    const last = wanted.at(-1);
    if (last?.bucket === bucket) last.ranks.push(rank);
    else wanted.push({ bucket, below: place.below, ranks: [rank] });
  }
  return wanted;
}

/** Goes on, in ascending order, to the bucket in which a rank lies. What is beyond infinity is NaN. */
function goToRank(of: Uint32Array, place: { step: number; below: number }, rank: number): void {
  let { step, below } = place;
  for (; step < 0x1_0000; step += 1) {
    const bucket = step < 0x8000 ? 0xffff - step : step - 0x8000;
    const count = (bucket & 0x7fff) > 0x7f80 ? 0 : (of[bucket] ?? 0);
    if (rank < below + count) break;
    below += count;
  }
  place.step = step;
  place.below = below;
}

function gather(
  part: Float32Array,
  halves: Uint16Array,
  upper: number,
  starts: Int32Array,
  values: Float32Array,
  places: Float64Array,
  first: number,
): void {
  for (let index = 0; index < part.length; index += 1) {
    const bucket = halves[2 * index + upper] ?? 0;
    const at = starts[bucket] ?? 0;
    if (at < 0) continue;
    values[at] = part[index] ?? 0;
    places[at] = first + index;
    starts[bucket] = at + 1;
  }
}

/** How many values lie in each of so many bars from low to high, then how many below and above: exact. */
export function barsOfRounded(
  parts: readonly Float32Array[],
  bars: number,
  low: number,
  high: number,
  exact: ExactValue,
): Float64Array {
  const found = new Float64Array(bars + 2);
  const scale = low === high ? 0 : bars / (high - low);
  // Twice as far from an edge as rounding takes a value of this size.
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Where the ends are out of reach of a rounded value, nothing is sure.
  const near = Number.isFinite(Math.fround(size)) ? size * 2 ** -23 * scale : Infinity;
  const unsure = new Uint32Array(Math.max(0, ...parts.map((part) => part.length)));
  for (const [index, part] of parts.entries()) {
    const listed = countBars(part, found, bars, low, scale, near, unsure);
    for (const at of unsure.subarray(0, listed)) {
      const value = exact(index, at);
      const bar =
        value < low ? bars : value > high ? bars + 1 : Math.min(bars - 1, ((value - low) * scale) | 0);
      found[bar] = (found[bar] ?? 0) + 1;
    }
  }
  return found;
}

/** Counts what lies surely within a bar or outside, and lists the others; returns how many they are. */
function countBars(
  part: Float32Array,
  found: Float64Array,
  bars: number,
  low: number,
  scale: number,
  near: number,
  unsure: Uint32Array,
): number {
  let listed = 0;
  for (let index = 0; index < part.length; index += 1) {
    const value = part[index] ?? 0;
    const place = (value - low) * scale;
    if (place < -near) found[bars] = (found[bars] ?? 0) + 1;
    else if (place > bars + near) found[bars + 1] = (found[bars + 1] ?? 0) + 1;
    else if (value === value) {
      const bar = place | 0;
      const share = place - bar;
      if (share > near && share < 1 - near && bar < bars) found[bar] = (found[bar] ?? 0) + 1;
      else {
        unsure[listed] = index;
        listed += 1;
      }
    }
  }
  return listed;
}

/**
 * Whether rounding suits values like these, of which there are many: if several are equal, or all lie close together, too many
 * would have to be asked for again.
 */
export function suitsRounding(sample: Float64Array): boolean {
  const sorted = sample.toSorted();
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  return (
    sorted.length > 1 &&
    most - least >= Math.max(Math.abs(least), Math.abs(most)) / 8 &&
    sorted.every((value, index) => Number.isFinite(Math.fround(value)) && value !== sorted[index - 1])
  );
}
