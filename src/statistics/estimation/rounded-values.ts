import {
  boundsOf,
  bucketsOfRanks,
  isNegative,
  joinBuckets,
  valuesOf,
  wordsOf,
  type SortedOut,
} from './buckets.ts';

/**
 * Values kept as 32-bit words, in half the memory: the words keep their order, so that an order statistic is known but for the few
 * values that have the same digits in them, and those are asked for again. Values that are missing are left out.
 */
export interface RoundedValues {
  readonly form: 'rounded';
  /** How many are not missing. */
  readonly count: number;
  readonly sorted: SortedOut;
  /** Exact, at the probabilities that were asked for when they were collected. */
  readonly quantiles: readonly number[];
}

/** The value, as it was before it was rounded, at that index of that part. */
export type ExactValue = (part: number, index: number) => number;

/** The order statistics of all parts together at the given ranks (from 0, ascending), exact. */
export function statisticsOfRounded(
  parts: readonly SortedOut[],
  ranks: readonly number[],
  exact: ExactValue,
): readonly number[] {
  const wanted = bucketsOfRanks(joinBuckets(parts.map(({ buckets }) => buckets)), ranks);
  const found = parts.map((part) =>
    wordsOf(
      part,
      wanted.map(({ bucket }) => bucket),
    ),
  );
  return wanted.flatMap(({ bucket, count, below, ranks: own }, which) => {
    const words = found.map((each) => each[which] ?? none);
    const digits = new Uint32Array(count);
    let length = 0;
    for (const [part, { indexBits }] of parts.entries())
      length = addDigits(words[part] ?? none, indexBits, digits, length);
    digits.sort();
    if (isNegative(bucket)) digits.reverse();
    return own.map((rank) => {
      const same = digits[rank - below] ?? 0;
      const alike = parts.flatMap(({ indexBits }, part) =>
        indicesOf(words[part] ?? none, same, indexBits).map((index) => exact(part, index)),
      );
      return alike.toSorted((x, y) => x - y)[rank - below - digits.indexOf(same)] ?? Number.NaN;
    });
  });
}

const none = new Uint32Array(0);

/** By itself, so that V8 makes this loop fast, and not all around it with it; the same goes for other loops of here. */
function addDigits(words: Uint32Array, indexBits: number, into: Uint32Array, start: number): number {
  for (let at = 0; at < words.length; at += 1) into[start + at] = (words[at] ?? 0) >>> indexBits;
  return start + words.length;
}

/** Of the words with these digits. */
function indicesOf(words: Uint32Array, digits: number, indexBits: number): readonly number[] {
  const indices: number[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    if (word >>> indexBits === digits) indices.push(indexIn(word, indexBits));
  }
  return indices;
}

function indexIn(word: number, indexBits: number): number {
  return word & (2 ** indexBits - 1);
}

/**
 * How many values lie in each of so many bars from low to high, then how many below and above: exact. Buckets that lie within a bar
 * are counted as a whole, so that only values near the edges of bars are looked at.
 */
export function barsOfRounded(
  parts: readonly SortedOut[],
  bars: number,
  low: number,
  high: number,
  exact: ExactValue,
): Float64Array {
  const found = new Float64Array(bars + 2);
  const range: BarRange = { bars, low, high, scale: low === high ? 0 : bars / (high - low) };
  const add = (bar: number, count: number): void => {
    found[bar] = (found[bar] ?? 0) + count;
  };
  const { numbers, counts } = joinBuckets(parts.map(({ buckets }) => buckets));
  const open: number[] = [];
  for (const [index, bucket] of numbers.entries()) {
    const { least, most } = boundsOf(bucket);
    const bar = barOf(range, least);
    if (bar === barOf(range, most)) add(bar, counts[index] ?? 0);
    else open.push(bucket);
  }
  for (const [part, sorted] of parts.entries())
    for (const [which, words] of wordsOf(sorted, open).entries()) {
      const values = valuesOf(words, open[which] ?? 0, sorted.indexBits);
      const unsure = new Uint32Array(words.length);
      const listed = countBars(values, sorted.indexBits, range, found, unsure);
      for (const at of unsure.subarray(0, listed))
        add(barOf(range, exact(part, indexIn(words[at] ?? 0, sorted.indexBits))), 1);
    }
  return found;
}

interface BarRange {
  readonly bars: number;
  readonly low: number;
  readonly high: number;
  readonly scale: number;
}

/** As a value goes up, so does its bar, in computed numbers too: what is between two values of one bar is in that bar. */
function barOf({ bars, low, high, scale }: BarRange, value: number): number {
  return value < low ? bars : value > high ? bars + 1 : Math.min(bars - 1, ((value - low) * scale) | 0);
}

/** Counts what is in one bar wherever it was before it was rounded, and lists the others; returns how many they are. */
function countBars(
  values: Float32Array,
  indexBits: number,
  range: BarRange,
  found: Float64Array,
  unsure: Uint32Array,
): number {
  // More than twice as far as rounding, and what there was no room for, takes a value of size one, and the least of all.
  const relative = 2 ** (Math.max(0, indexBits - 16) - 22);
  const absolute = relative * 2 ** -126;
  let listed = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    const near = Math.abs(value) * relative + absolute;
    const bar = barOf(range, value - near);
    if (near < Infinity && bar === barOf(range, value + near)) found[bar] = (found[bar] ?? 0) + 1;
    else {
      unsure[listed] = at;
      listed += 1;
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
