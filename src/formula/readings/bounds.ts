import { operations } from '../operations/index.ts';
import { codes } from '../operations/flat-steps.ts';
import type { FlatFormulas } from './flat.ts';

/** More than the rounding of a step in doubles, so that bounds hold for exact values as well as for those in doubles. */
const outward = 1e-15;

const ceiling = operations.ceiling.double;

/**
 * Between which values every step lies while the first of `steps` goes from one value to another. What does not depend on
 * it is known. Bounds are safe, not narrow: what occurs twice in a formula is taken as if it could differ. Values so near to
 * zero that doubles lose digits there do not occur: quantities are bounded far above.
 */
export class Bounds {
  readonly #formulas: FlatFormulas;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** At the inputs' own values. */
  readonly #presentLow: Float64Array;
  readonly #presentHigh: Float64Array;

  constructor(formulas: FlatFormulas) {
    const { values, start } = formulas;
    this.#formulas = formulas;
    this.low = Float64Array.from(values);
    this.high = Float64Array.from(values);
    for (let place = 0; place < values.length; place += 1) {
      if (start[place] !== start[place + 1]) this.#step(place);
      this.#widen(place);
    }
    this.#presentLow = this.low.slice();
    this.#presentHigh = this.high.slice();
  }

  /** Puts the steps back to what they are at the input's own value. */
  restore(steps: Int32Array): void {
    for (const place of steps) {
      this.low[place] = this.#presentLow[place] as number;
      this.high[place] = this.#presentHigh[place] as number;
    }
  }

  within(steps: Int32Array, from: number, to: number): void {
    const first = steps[0] as number;
    this.low[first] = from;
    this.high[first] = to;
    this.#widen(first);
    for (let index = 1; index < steps.length; index += 1) {
      const place = steps[index] as number;
      this.#step(place);
      this.#widen(place);
    }
  }

  #widen(place: number): void {
    const [least, most] = [this.low[place] as number, this.high[place] as number];
    const isUnknown = Number.isNaN(least) || Number.isNaN(most);
    this.low[place] = isUnknown ? -Infinity : least - Math.abs(least) * outward;
    this.high[place] = isUnknown ? Infinity : most + Math.abs(most) * outward;
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
        // The count at which something is the least is one of those that it goes through.
        least = 0;
        most = most > 0 ? ceiling(most) : 0;
    }
    low[place] = least;
    high[place] = most;
  }

  /** The extremes are at corners, except where a divisor can be zero or a base not positive: then nothing is known. */
  #pair(kind: number, place: number, a: number, b: number, c: number, d: number): void {
    if (kind === codes.multiply && a >= 0 && c >= 0) {
      this.low[place] = a * c;
      this.high[place] = b * d;
      return;
    }
    const isUnknown = (kind === codes.divide && c <= 0 && d >= 0) || (kind === codes.power && !(a > 0));
    const of = (x: number, y: number): number =>
      kind === codes.multiply ? x * y : kind === codes.divide ? x / y : x ** y;
    const [p, q, r, s] = [of(a, c), of(a, d), of(b, c), of(b, d)];
    this.low[place] = isUnknown ? -Infinity : Math.min(p, q, r, s);
    this.high[place] = isUnknown ? Infinity : Math.max(p, q, r, s);
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
      const [from, to] = [low[above] as number, high[above] as number];
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
}
