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
const infinity = 0x7f80;
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
      const alike: number[] = [];
      for (let at = start; at < end; at += 1) {
        if (values[at] !== rounded) continue;
        const place = places[at] ?? 0;
        alike.push(exact(Math.floor(place / longest), place % longest));
      }
      alike.sort((a, b) => a - b);
      found.push(alike[rank - below - sorted.indexOf(rounded)] ?? Number.NaN);
    }
    start = end;
  }
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
  let below = 0;
  let next = 0;
  for (let step = 0; step < buckets && next < ranks.length; step += 1) {
    // Of negative numbers the larger words come first. What is beyond infinity is NaN.
    const bucket = step < firstNegative ? buckets - 1 - step : step - firstNegative;
    if ((bucket & (firstNegative - 1)) > infinity) continue;
    const count = counts[bucket] ?? 0;
    const own: number[] = [];
    for (let rank = ranks[next]; rank !== undefined && rank < below + count; rank = ranks[next]) {
      own.push(rank);
      next += 1;
    }
    if (own.length > 0) wanted.push({ bucket, below, ranks: own });
    below += count;
  }
  return wanted;
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

/** How many values lie in each of the bars from low to high, and outside: exact. */
export function barsOfRounded(
  parts: readonly Float32Array[],
  counts: Float64Array,
  low: number,
  high: number,
  exact: ExactValue,
): { readonly below: number; readonly above: number } {
  const scale = low === high ? 0 : counts.length / (high - low);
  // Twice as far from an edge as rounding takes a value of this size.
  const near = Math.max(Math.abs(low), Math.abs(high)) * 2 ** -23 * scale;
  const outside = { below: 0, above: 0 };
  const unsure = new Uint32Array(1 + Math.max(0, ...parts.map((part) => part.length)));
  for (const [index, part] of parts.entries()) {
    const found = countBars(part, counts, low, scale, near, outside, unsure);
    for (let at = 0; at < found; at += 1) {
      const value = exact(index, unsure[at] ?? 0);
      if (value < low) outside.below += 1;
      else if (value > high) outside.above += 1;
      else {
        const bar = Math.min(counts.length - 1, ((value - low) * scale) | 0);
        counts[bar] = (counts[bar] ?? 0) + 1;
      }
    }
  }
  return outside;
}

/** Counts what lies surely within a bar or outside, and lists the others; returns how many they are. */
function countBars(
  part: Float32Array,
  counts: Float64Array,
  low: number,
  scale: number,
  near: number,
  outside: { below: number; above: number },
  unsure: Uint32Array,
): number {
  const bars = counts.length;
  let [below, above, listed] = [0, 0, 0];
  for (let index = 0; index < part.length; index += 1) {
    const place = ((part[index] ?? 0) - low) * scale;
    if (place < -near) below += 1;
    else if (place > bars + near) above += 1;
    else if (place === place) {
      const bar = place | 0;
      const share = place - bar;
      if (share > near && share < 1 - near && bar < bars) counts[bar] = (counts[bar] ?? 0) + 1;
      else {
        unsure[listed] = index;
        listed += 1;
      }
    }
  }
  outside.below += below;
  outside.above += above;
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
