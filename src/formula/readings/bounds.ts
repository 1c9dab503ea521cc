import { operations, wholeTolerance } from '../operations/index.ts';
import { codes } from '../operations/codes.ts';
import type { FlatFormulas } from './flat.ts';
import { Bends } from './bends.ts';
import { Lines, outward } from './lines.ts';
import type { PinnedCount } from './pinned-count.ts';

const ceiling = operations.ceiling.double;
/** What a ceiling divides by before it rounds up, of numbers that are not below zero. */
const tolerance = Number(wholeTolerance);

/**
 * Between which values, and between which parallel lines, every step lies while the first of `steps` goes from one value to
 * another. What does not depend on it is known. Bounds are safe, not narrow: where two steps that vary are multiplied, or one
 * divides, they are taken as if each could be anywhere between its own. Values so near to zero that doubles lose digits there
 * do not occur: quantities are bounded far above.
 */
export class Bounds {
  readonly #formulas: FlatFormulas;
  readonly #lines: Lines;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** At the inputs' own values. */
  readonly #presentLow: Float64Array;
  readonly #presentHigh: Float64Array;
  readonly #pinned: PinnedCount | undefined;
  #bends: Bends | undefined;
  /** Whether lines and bounds are others than at the inputs' own values. */
  #isMoved = false;

  /** With a pinned count, what is computed from it has bounds from above only: those from below are those at that count. */
  constructor(formulas: FlatFormulas, pinned?: PinnedCount) {
    const { values, start } = formulas;
    this.#pinned = pinned;
    this.#formulas = formulas;
    this.low = Float64Array.from(values);
    this.high = Float64Array.from(values);
    for (let place = 0; place < values.length; place += 1) {
      if (start[place] !== start[place + 1]) this.#step(place);
      this.#widen(place);
    }
    this.#presentLow = this.low.slice();
    this.#presentHigh = this.high.slice();
    this.#lines = new Lines(this.low, this.high);
  }

  /** Puts the steps back to what they are at the input's own value. */
  restore(steps: Int32Array): void {
    if (!this.#isMoved) return;
    this.#isMoved = false;
    for (let index = 0; index < steps.length; index += 1) {
      const place = steps[index] as number;
      this.low[place] = this.#presentLow[place] as number;
      this.high[place] = this.#presentHigh[place] as number;
      this.#lines.flat(place);
    }
  }

  within(steps: Int32Array, from: number, to: number): void {
    const first = steps[0] as number;
    const lines = this.#lines;
    const { start } = this.#formulas;
    lines.begin(first, from, to);
    this.#isMoved = true;
    this.low[first] = from;
    this.high[first] = to;
    this.#widen(first);
    for (let index = 1; index < steps.length; index += 1) {
      const place = steps[index] as number;
      this.#step(place);
      this.#widen(place, (start[place + 1] as number) - (start[place] as number));
      this.#line(place);
      lines.narrow(place);
    }
  }

  /**
   * Computes steps again, in their order, from what they are computed from, whose bounds stand in `low` and `high`: with any number
   * of inputs put where they are to be. Lines are not followed.
   */
  follow(steps: Int32Array): void {
    const { start } = this.#formulas;
    for (const place of steps) {
      const operands = (start[place + 1] as number) - (start[place] as number);
      if (operands === 0) continue;
      this.#step(place);
      this.#widen(place, operands);
    }
  }

  /**
   * Going from one end of what `within` was asked last to the other: as far as one step surely is less than another. The
   * start where that is not sure at all.
   */
  lessUntil(less: number, more: number, start: number, end: number): number {
    return (this.high[less] as number) < (this.low[more] as number)
      ? end
      : this.#lines.belowUntil(less, more, start, end);
  }

  /**
   * The first of the steps that round up which may not come to one whole number all along, on what `within` was asked last, with
   * the lower of the two that it comes to; undefined where there is none, or it comes to more than two.
   */
  stepUp(steps: Int32Array): { readonly place: number; readonly whole: number } | undefined {
    const { code } = this.#formulas;
    for (const place of steps) {
      if (code[place] !== codes.ceiling) continue;
      const whole = Math.round(this.low[place] as number);
      const above = Math.round(this.high[place] as number);
      if (above !== whole) return above === whole + 1 ? { place, whole } : undefined;
    }
    return undefined;
  }

  /** Whether any of these formulas, by the places of their roots, may not be a straight line on what `within` was asked last. */
  bends(steps: Int32Array, roots: readonly number[]): boolean {
    this.#bends ??= new Bends(this.#formulas, this.low, this.high);
    return this.#bends.of(steps, roots);
  }

  #widen(place: number, roundings = 1): void {
    const least = this.low[place] as number;
    const most = this.high[place] as number;
    const by = outward * roundings;
    // What is not a number is unknown.
    const isKnown = least <= most || least > most;
    this.low[place] = isKnown ? least - Math.abs(least) * by : -Infinity;
    this.high[place] = isKnown ? most + Math.abs(most) * by : Infinity;
  }

  #step(place: number): void {
    const { low, high } = this;
    const { args, start, code } = this.#formulas;
    let index = start[place] as number;
    const end = start[place + 1] as number;
    let least = low[args[index] as number] as number;
    let most = high[args[index] as number] as number;
    const kind = code[place];
    switch (kind) {
      case codes.named:
        break;
      case codes.add:
        for (index += 1; index < end; index += 1) {
          least += low[args[index] as number] as number;
          most += high[args[index] as number] as number;
        }
        break;
      case codes.subtract:
        least -= high[args[index + 1] as number] as number;
        most -= low[args[index + 1] as number] as number;
        break;
      case codes.minimum:
        for (index += 1; index < end; index += 1) {
          least = Math.min(least, low[args[index] as number] as number);
          most = Math.min(most, high[args[index] as number] as number);
        }
        break;
      case codes.maximum:
        for (index += 1; index < end; index += 1) {
          least = Math.max(least, low[args[index] as number] as number);
          most = Math.max(most, high[args[index] as number] as number);
        }
        break;
      case codes.ceiling:
        least = ceiling(least);
        most = ceiling(most);
        break;
      case codes.multiply:
      case codes.divide:
      case codes.power:
        for (index += 1; index < end; index += 1) {
          const other = args[index] as number;
          this.#pair(kind, place, least, most, low[other] as number, high[other] as number);
          least = low[place] as number;
          most = high[place] as number;
        }
        return;
      case codes.choose:
        return this.#choose(place, least, most);
      default:
        return this.#count(place, least, most);
    }
    low[place] = least;
    high[place] = most;
  }

  /** The extremes are at corners, except where a divisor can be zero, or a base below zero or to the power of zero: then nothing is known. */
  #pair(kind: number, place: number, a: number, b: number, c: number, d: number): void {
    const { low, high } = this;
    if (a >= 0 && c >= 0 && kind !== codes.power) {
      const isUnknown = kind === codes.divide && c === 0;
      low[place] = isUnknown ? -Infinity : kind === codes.multiply ? a * c : a / d;
      high[place] = isUnknown ? Infinity : kind === codes.multiply ? b * d : b / c;
      return;
    }
    const isUnknown =
      (kind === codes.divide && c <= 0 && d >= 0) ||
      (kind === codes.power && !(a > 0) && !(a === 0 && c > 0));
    const p = corner(kind, a, c);
    const q = corner(kind, a, d);
    const r = corner(kind, b, c);
    const s = corner(kind, b, d);
    low[place] = isUnknown ? -Infinity : Math.min(p, q, r, s);
    high[place] = isUnknown ? Infinity : Math.max(p, q, r, s);
  }

  /** The count at which something is the least is one of those that it goes through. */
  #count(place: number, fewest: number, most: number): void {
    const pin = this.#pinned?.place === place ? this.#pinned.at(fewest, most) : null;
    this.low[place] = pin ?? 0;
    this.high[place] = pin ?? (most > 0 ? ceiling(most) : 0);
  }

  /** All values that thresholds may pick. */
  #choose(place: number, byLeast: number, byMost: number): void {
    const { low, high } = this;
    const { args, start, inclusive } = this.#formulas;
    const isInclusive = inclusive[place] === 1;
    const end = start[place + 1] as number;
    let index = start[place] as number;
    let least = low[args[index + 1] as number] as number;
    let most = high[args[index + 1] as number] as number;
    for (index += 2; index < end; index += 2) {
      const above = args[index] as number;
      const value = args[index + 1] as number;
      const from = low[above] as number;
      const to = high[above] as number;
      if (isInclusive ? byLeast >= to : byLeast > to) {
        least = low[value] as number;
        most = high[value] as number;
      } else if (isInclusive ? byMost >= from : byMost > from) {
        least = Math.min(least, low[value] as number);
        most = Math.max(most, high[value] as number);
      }
    }
    low[place] = least;
    high[place] = most;
  }

  #line(place: number): void {
    const { args, start, code } = this.#formulas;
    const lines = this.#lines;
    const index = start[place] as number;
    const end = start[place + 1] as number;
    const first = args[index] as number;
    switch (code[place]) {
      case codes.named:
        return lines.copy(place, first);
      case codes.add:
        return lines.add(place, args, index, end);
      case codes.subtract:
        return lines.subtract(place, first, args[index + 1] as number);
      case codes.multiply:
        return this.#scaled(place, index, end);
      case codes.divide: {
        const divisor = args[index + 1] as number;
        const least = this.low[divisor] as number;
        const most = this.high[divisor] as number;
        if (!lines.isFlat(divisor)) return lines.quotient(place, first, divisor);
        if (lines.isFlat(first) || (least <= 0 && most >= 0)) return lines.flat(place);
        return lines.scale(place, first, 1 / most, 1 / least);
      }
      case codes.ceiling:
        return lines.ceiling(place, first, tolerance);
      case codes.minimum:
      case codes.maximum:
        return this.#extreme(place, index, end, code[place] === codes.maximum);
      case codes.choose:
        return this.#chosen(place);
      default:
        return lines.flat(place);
    }
  }

  /** A product of which one factor or two vary along lines. */
  #scaled(place: number, index: number, end: number): void {
    const { args } = this.#formulas;
    const lines = this.#lines;
    let varying = -1;
    let other = -1;
    let least = 1;
    let most = 1;
    for (let at = index; at < end; at += 1) {
      const factor = args[at] as number;
      if (lines.isFlat(factor)) {
        const low = this.low[factor] as number;
        const high = this.high[factor] as number;
        const a = least * low;
        const b = least * high;
        const c = most * low;
        const d = most * high;
        least = Math.min(a, b, c, d);
        most = Math.max(a, b, c, d);
      } else if (varying < 0) varying = factor;
      else if (other < 0) other = factor;
      else return lines.flat(place);
    }
    if (varying < 0) return lines.flat(place);
    if (other >= 0) return lines.product(place, varying, other, least, most);
    lines.scale(place, varying, least, most);
  }

  /** That one of several which is the least, or the largest, all along. */
  #extreme(place: number, index: number, end: number, isLargest: boolean): void {
    const { args } = this.#formulas;
    const { low, high } = this;
    for (let at = index; at < end; at += 1) {
      const one = args[at] as number;
      let wins = true;
      for (let against = index; wins && against < end; against += 1) {
        const other = args[against] as number;
        wins =
          against === at ||
          (isLargest
            ? (low[one] as number) >= (high[other] as number)
            : (high[one] as number) <= (low[other] as number));
      }
      if (wins) return this.#lines.copy(place, one);
    }
    this.#lines.flat(place);
  }

  #chosen(place: number): void {
    const { low, high } = this;
    const { args, start, inclusive } = this.#formulas;
    const lines = this.#lines;
    const isInclusive = inclusive[place] === 1;
    const end = start[place + 1] as number;
    let index = start[place] as number;
    const by = args[index] as number;
    const byLeast = low[by] as number;
    const byMost = high[by] as number;
    lines.copy(place, args[index + 1] as number);
    for (index += 2; index < end; index += 2) {
      const above = args[index] as number;
      const from = low[above] as number;
      const to = high[above] as number;
      if (isInclusive ? byLeast >= to : byLeast > to) lines.copy(place, args[index + 1] as number);
      else if (isInclusive ? byMost >= from : byMost > from) lines.join(place, args[index + 1] as number);
    }
  }
}

function corner(kind: number, x: number, y: number): number {
  return kind === codes.multiply ? x * y : kind === codes.divide ? x / y : x ** y;
}
