// One more bit would make the pages outgrow the cache, and counting twice as slow.
const slotBits = 11;
const slots = 2 ** slotBits;
/** Each bin: how many values, the least and the largest of them, side by side for the sake of the cache. */
const binSize = 3;
const heads = 2 ** 12;
const negative = heads / 2;
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The width of a bin relative to its values, and so the largest relative error of an order statistic taken from bins. */
export const binWidth = 2 ** -slotBits;

/**
 * Values counted in bins of 2^-11 of their own size: about fifty kilobytes for each power of two that they span,
 * however many they are. The content does not depend on the order of the values, so parts merge to the same bins in any
 * split.
 */
export interface BinnedValues {
  /** A page has the 2^11 bins of one sign and power of two, by the upper 12 bits of the numbers' floating-point form. */
  readonly pages: (Float64Array | null)[];
}

/** One bin that has values. */
export interface Bin {
  readonly count: number;
  readonly least: number;
  readonly largest: number;
}

export function emptyBins(): BinnedValues {
  return { pages: Array.from({ length: heads }, () => null) };
}

/** Counts the first `count` values and returns how many they are: NaN is left out. */
export function binValues({ pages }: BinnedValues, values: Float64Array, count: number): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const upper = littleEndian ? 1 : 0;
  let present = 0;
  for (let row = 0; row < count; row += 1) {
    const value = values[row] ?? 0;
    if (value !== value) continue;
    present += 1;
    const word = words[2 * row + upper] ?? 0;
    const head = word >>> 20;
    const page = pages[head] ?? newPage(pages, head);
    const bin = ((word >>> (20 - slotBits)) & (slots - 1)) * binSize;
    page[bin] = (page[bin] ?? 0) + 1;
    if (value < (page[bin + 1] ?? 0)) page[bin + 1] = value;
    if (value > (page[bin + 2] ?? 0)) page[bin + 2] = value;
  }
  return present;
}

/** Adds all counts of `other`. */
export function mergeBins(into: BinnedValues, other: BinnedValues): void {
  for (const [head, from] of other.pages.entries()) {
    if (from === null) continue;
    const page = into.pages[head] ?? newPage(into.pages, head);
    for (let bin = 0; bin < page.length; bin += binSize) {
      page[bin] = (page[bin] ?? 0) + (from[bin] ?? 0);
      page[bin + 1] = Math.min(page[bin + 1] ?? 0, from[bin + 1] ?? 0);
      page[bin + 2] = Math.max(page[bin + 2] ?? 0, from[bin + 2] ?? 0);
    }
  }
}

/** The bins that have values, ascending. */
export function* binsInOrder({ pages }: BinnedValues): Generator<Bin> {
  // Of negative numbers those with larger exponents and later bins come first.
  for (let head = heads - 1; head >= negative; head -= 1) yield* binsOf(pages[head] ?? null, true);
  for (let head = 0; head < negative; head += 1) yield* binsOf(pages[head] ?? null, false);
}

function* binsOf(page: Float64Array | null, reversed: boolean): Generator<Bin> {
  if (page === null) return;
  for (let step = 0; step < slots; step += 1) {
    const bin = (reversed ? slots - 1 - step : step) * binSize;
    const count = page[bin] ?? 0;
    if (count > 0) yield { count, least: page[bin + 1] ?? 0, largest: page[bin + 2] ?? 0 };
  }
}

function newPage(pages: (Float64Array | null)[], head: number): Float64Array {
  const page = Float64Array.from({ length: slots * binSize }, (_, index) =>
    index % binSize === 0 ? 0 : index % binSize === 1 ? Infinity : -Infinity,
  );
  pages[head] = page;
  return page;
}
