/**
 * Values sorted out by the upper half of what they are as 32-bit floats: sign, exponent and first seven binary digits. A bucket's
 * number is that half. Rounding keeps the order of values, so buckets and what is in them are in order. NaN is in none.
 */
const buckets = 0x1_0000;
const firstNegative = 0x8000;
const infinite = 0x7f80;

/** The buckets that have values, in the order of these, and how many each has. */
export interface Buckets {
  readonly numbers: Uint16Array;
  readonly counts: Uint32Array;
}

/**
 * Each value as one word, bucket by bucket: below, its index; above, as many of the digits that follow the bucket's as there is room
 * for. So a word takes half the memory of the value, and tells where to ask for it.
 */
export interface SortedOut {
  readonly words: Uint32Array;
  readonly buckets: Buckets;
  readonly indexBits: number;
}

/** Used again and again, since each replicate and option needs them anew; zero in between. */
const counters = new Uint32Array(buckets);
let rounded = new Float32Array(0);

/** Sorts out the first values, as many as there is room for in `words`, in two passes. */
export function sortOut(values: Float64Array, words: Uint32Array): SortedOut {
  const count = words.length;
  if (rounded.length < count) rounded = new Float32Array(count);
  const bits = new Uint32Array(rounded.buffer);
  const { least, most } = countBuckets(values, rounded, bits, counters, count);
  const taken = takeCounts(least, most);
  const start = setPlaces(taken, counters);
  const indexBits = 32 - Math.clz32(Math.max(0, count - 1));
  placeWords(bits, counters, words, indexBits, droppedDigits(indexBits));
  counters.fill(0, least, most + 1);
  return { words: words.subarray(0, start), buckets: taken, indexBits };
}

/** How many of the 16 digits that follow a bucket's there is no room for beside an index. */
function droppedDigits(indexBits: number): number {
  return Math.max(0, indexBits - 16);
}

/** Where the first value of each bucket goes; returns how many values there are. */
function setPlaces({ numbers, counts }: Buckets, places: Uint32Array): number {
  let start = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    places[numbers[at] ?? 0] = start;
    start += counts[at] ?? 0;
  }
  return start;
}

function countBuckets(
  values: Float64Array,
  into: Float32Array,
  bits: Uint32Array,
  counts: Uint32Array,
  count: number,
): { readonly least: number; readonly most: number } {
  let least = 0xffff;
  let most = 0;
  for (let index = 0; index < count; index += 1) {
    into[index] = values[index] ?? 0;
    const bucket = (bits[index] ?? 0) >>> 16;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    if (bucket < least) least = bucket;
    if (bucket > most) most = bucket;
  }
  return { least, most };
}

/** `places` says where the next value of a bucket goes; what is in none is left out. */
function placeWords(
  bits: Uint32Array,
  places: Uint32Array,
  words: Uint32Array,
  indexBits: number,
  dropped: number,
): void {
  for (let index = 0; index < words.length; index += 1) {
    const each = bits[index] ?? 0;
    const bucket = each >>> 16;
    if ((bucket & 0x7fff) > infinite) continue;
    const place = places[bucket] ?? 0;
    places[bucket] = place + 1;
    words[place] = (((each & 0xffff) >>> dropped) << indexBits) | index;
  }
}

/** The buckets of all parts together. */
export function joinBuckets(parts: readonly Buckets[]): Buckets {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  for (const { numbers, counts } of parts) addCounts(numbers, counts, counters);
  return takeCounts(0, buckets - 1);
}

function addCounts(numbers: Uint16Array, counts: Uint32Array, into: Uint32Array): void {
  for (let index = 0; index < numbers.length; index += 1) {
    const bucket = numbers[index] ?? 0;
    into[bucket] = (into[bucket] ?? 0) + (counts[index] ?? 0);
  }
}

/** What was counted in buckets with numbers from the least to the most. Leaves zeros. */
function takeCounts(least: number, most: number): Buckets {
  const numbers = new Uint16Array(Math.max(0, most - least + 1));
  // Of negative numbers the larger words come first.
  const highest = Math.min(most, firstNegative + infinite);
  const negative = listCounted(counters, highest, Math.max(least, firstNegative), -1, numbers, 0);
  const all = listCounted(counters, least, Math.min(most, infinite), 1, numbers, negative);
  const taken = { numbers: numbers.slice(0, all), counts: new Uint32Array(all) };
  for (let at = 0; at < all; at += 1) taken.counts[at] = counters[numbers[at] ?? 0] ?? 0;
  counters.fill(0, least, most + 1);
  return taken;
}

function listCounted(
  counts: Uint32Array,
  from: number,
  to: number,
  step: number,
  into: Uint16Array,
  start: number,
): number {
  let listed = start;
  for (let bucket = from; step * (to - bucket) >= 0; bucket += step) {
    if (counts[bucket] === 0) continue;
    into[listed] = bucket;
    listed += 1;
  }
  return listed;
}

/** A bucket in which ranks lie. */
export interface BucketOfRanks {
  readonly bucket: number;
  readonly count: number;
  /** How many values lie in lower buckets. */
  readonly below: number;
  readonly ranks: number[];
}

/** Where the ranks (from 0, ascending) lie. */
export function bucketsOfRanks(
  { numbers, counts }: Buckets,
  ranks: readonly number[],
): readonly BucketOfRanks[] {
  const found: BucketOfRanks[] = [];
  let at = 0;
  let below = 0;
  for (const rank of ranks) {
    while (at < numbers.length - 1 && rank >= below + (counts[at] ?? 0)) {
      below += counts[at] ?? 0;
      at += 1;
    }
    const last = found.at(-1);
    const bucket = numbers[at] ?? 0;
    if (last?.bucket === bucket) last.ranks.push(rank);
    else found.push({ bucket, count: counts[at] ?? 0, below, ranks: [rank] });
  }
  return found;
}

/** By bucket, the words of a part that are in it: for each of some buckets, given in the order of their values. */
export function wordsOf(
  { words, buckets: of }: SortedOut,
  wanted: readonly number[],
): readonly Uint32Array[] {
  const found: Uint32Array[] = [];
  let at = 0;
  let start = 0;
  for (const bucket of wanted) {
    while (at < of.numbers.length && isBefore(of.numbers[at] ?? 0, bucket)) {
      start += of.counts[at] ?? 0;
      at += 1;
    }
    const end = of.numbers[at] === bucket ? start + (of.counts[at] ?? 0) : start;
    found.push(words.subarray(start, end));
  }
  return found;
}

function isBefore(one: number, other: number): boolean {
  return isNegative(one) ? one > other || !isNegative(other) : one < other && !isNegative(other);
}

export function isNegative(bucket: number): boolean {
  return bucket >= firstNegative;
}

/** Between which numbers all those lie that round to one in the bucket. */
export function boundsOf(bucket: number): { readonly least: number; readonly most: number } {
  const size = (bucket & 0x7fff) * 0x1_0000;
  const inner = size === 0 ? 0 : floatOf(size - 1);
  const outer = (bucket & 0x7fff) === infinite ? Infinity : floatOf(size + 0x1_0000);
  return isNegative(bucket) ? { least: -outer, most: -inner } : { least: inner, most: outer };
}

function floatOf(bits: number): number {
  return new Float32Array(Uint32Array.of(bits).buffer)[0] ?? 0;
}

/** What words of a bucket say their values are; digits there was no room for are zero. */
export function valuesOf(words: Uint32Array, bucket: number, indexBits: number): Float32Array {
  const bits = new Uint32Array(words.length);
  const dropped = droppedDigits(indexBits);
  for (let at = 0; at < words.length; at += 1)
    bits[at] = (bucket << 16) | (((words[at] ?? 0) >>> indexBits) << dropped);
  return new Float32Array(bits.buffer);
}
