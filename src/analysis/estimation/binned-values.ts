/** Bins of one sign and power of two: 2^12 of them, each with how many values fell into it, their least and largest. */
interface Page {
  /** Sign and exponent of the values, as the upper 12 bits of their floating-point form. */
  readonly head: number;
  readonly counts: Float64Array;
  readonly least: Float64Array;
  readonly largest: Float64Array;
}

const slotBits = 12;
const slots = 2 ** slotBits;
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The width of a bin relative to its values, and so the largest relative error of an order statistic taken from bins. */
export const binWidth = 2 ** -slotBits;

/**
 * Values counted in bins of 2^-12 of their own size: a few hundred kilobytes however many values there are. The content
 * does not depend on the order of the values, so parts merge to the same bins in any split.
 */
export interface BinnedValues {
  readonly pages: Map<number, Page>;
}

/** One bin that has values. */
export interface Bin {
  readonly count: number;
  readonly least: number;
  readonly largest: number;
}

export function emptyBins(): BinnedValues {
  return { pages: new Map() };
}

/** Counts the first `count` values. NaN is left out. */
export function binValues(into: BinnedValues, values: Float64Array, count: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const upper = littleEndian ? 1 : 0;
  let page: Page | undefined;
  for (let row = 0; row < count; row += 1) {
    const value = values[row] ?? 0;
    if (value !== value) continue;
    const word = words[2 * row + upper] ?? 0;
    const head = word >>> 20;
    if (page?.head !== head) page = pageOf(into, head);
    const slot = (word >>> (20 - slotBits)) & (slots - 1);
    page.counts[slot] = (page.counts[slot] ?? 0) + 1;
    if (value < (page.least[slot] ?? 0)) page.least[slot] = value;
    if (value > (page.largest[slot] ?? 0)) page.largest[slot] = value;
  }
}

/** Adds all counts of `other`. */
export function mergeBins(into: BinnedValues, other: BinnedValues): void {
  for (const from of other.pages.values()) {
    const page = pageOf(into, from.head);
    for (let slot = 0; slot < slots; slot += 1) {
      page.counts[slot] = (page.counts[slot] ?? 0) + (from.counts[slot] ?? 0);
      page.least[slot] = Math.min(page.least[slot] ?? 0, from.least[slot] ?? 0);
      page.largest[slot] = Math.max(page.largest[slot] ?? 0, from.largest[slot] ?? 0);
    }
  }
}

/** The bins that have values, ascending. */
export function* binsInOrder(of: BinnedValues): Generator<Bin> {
  const negative = 2 ** 11;
  // Of negative numbers those with larger exponents and later bins come first.
  const order = (head: number): number => (head >= negative ? negative - 1 - head : head);
  for (const page of [...of.pages.values()].toSorted((a, b) => order(a.head) - order(b.head))) {
    for (let step = 0; step < slots; step += 1) {
      const slot = page.head >= negative ? slots - 1 - step : step;
      const count = page.counts[slot] ?? 0;
      if (count > 0) yield { count, least: page.least[slot] ?? 0, largest: page.largest[slot] ?? 0 };
    }
  }
}

function pageOf(of: BinnedValues, head: number): Page {
  let page = of.pages.get(head);
  if (page === undefined) {
    page = {
      head,
      counts: new Float64Array(slots),
      least: new Float64Array(slots).fill(Infinity),
      largest: new Float64Array(slots).fill(-Infinity),
    };
    of.pages.set(head, page);
  }
  return page;
}
