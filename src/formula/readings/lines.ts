/** More than the rounding of a step in doubles, so that bounds hold for exact values as well as for those in doubles. */
export const outward = 1e-15;

/**
 * Of each step the parallel lines between which it lies, as functions of the input that is moved: slope · x + below and
 * slope · x + above. What is added to itself, or taken from itself, then cancels as it does in the formula, which values alone
 * do not show. Where a step follows no line its bounds are level: slope 0, from its least to its largest value.
 *
 * Every search goes through this many thousands of times, mostly before the engine has compiled it: so no numbers are taken
 * in and out of lists.
 */
export class Lines {
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #slope: Float64Array;
  readonly #below: Float64Array;
  readonly #above: Float64Array;
  #from = 0;
  #to = 0;
  /** The larger of the two, without its sign. */
  #size = 0;

  /** The least and the largest value of each step, which the lines narrow. */
  constructor(low: Float64Array, high: Float64Array) {
    this.#low = low;
    this.#high = high;
    this.#slope = new Float64Array(low.length);
    this.#below = low.slice();
    this.#above = high.slice();
  }

  begin(input: number, from: number, to: number): void {
    this.#from = from;
    this.#to = to;
    this.#size = Math.max(Math.abs(from), Math.abs(to));
    this.#slope[input] = 1;
    this.#below[input] = 0;
    this.#above[input] = 0;
  }

  isFlat(place: number): boolean {
    return this.#slope[place] === 0;
  }

  flat(place: number): void {
    this.#slope[place] = 0;
    this.#below[place] = this.#low[place] as number;
    this.#above[place] = this.#high[place] as number;
  }

  copy(place: number, of: number): void {
    this.#slope[place] = this.#slope[of] as number;
    this.#below[place] = this.#below[of] as number;
    this.#above[place] = this.#above[of] as number;
  }

  /** How far rounding can take what is computed from a step's lines. */
  #rounding(place: number): number {
    const below = Math.abs(this.#below[place] as number);
    const above = Math.abs(this.#above[place] as number);
    return outward * (Math.abs(this.#slope[place] as number) * this.#size + (below > above ? below : above));
  }

  add(place: number, args: Int32Array, start: number, end: number): void {
    const slopes = this.#slope;
    let slope = 0;
    let below = 0;
    let above = 0;
    let size = 0;
    for (let index = start; index < end; index += 1) {
      const term = args[index] as number;
      const turn = slopes[term] as number;
      const under = this.#below[term] as number;
      const over = this.#above[term] as number;
      slope += turn;
      below += under;
      above += over;
      // As far as rounding can take it.
      size += Math.abs(turn) * this.#size + Math.max(Math.abs(under), Math.abs(over));
    }
    const around = outward * size * (end - start);
    this.#set(place, slope, below - around, above + around);
  }

  subtract(place: number, from: number, what: number): void {
    const around = 2 * (this.#rounding(from) + this.#rounding(what));
    this.#set(
      place,
      (this.#slope[from] as number) - (this.#slope[what] as number),
      (this.#below[from] as number) - (this.#above[what] as number) - around,
      (this.#above[from] as number) - (this.#below[what] as number) + around,
    );
  }

  /** A step times something between `least` and `most`. */
  scale(place: number, of: number, least: number, most: number): void {
    const farthest = Math.max(Math.abs(this.#low[of] as number), Math.abs(this.#high[of] as number));
    const below = this.#below[of] as number;
    const above = this.#above[of] as number;
    this.#times(place, this.#slope[of] as number, below, above, farthest, this.#rounding(of), least, most);
  }

  /** What lies between two lines, no farther from zero than `farthest`, times something between `least` and `most`. */
  #times(
    place: number,
    slope: number,
    below: number,
    above: number,
    farthest: number,
    rounding: number,
    least: number,
    most: number,
  ): void {
    const middle = (least + most) / 2;
    const spread = (most - least) / 2 + outward * (Math.abs(least) + Math.abs(most));
    const a = middle * below;
    const b = middle * above;
    const around = spread * farthest + 4 * Math.abs(middle) * rounding;
    this.#set(place, middle * slope, Math.min(a, b) - around, Math.max(a, b) + around);
  }

  /**
   * One step times another, both of which may vary, times something between `least` and `most`. The product of two lines is a
   * parabola: the line through its ends, and how far the parabola sags from it.
   */
  product(place: number, one: number, other: number, least: number, most: number): void {
    this.#multiplied(
      place,
      this.#slope[one] as number,
      this.#middle(one),
      this.#radius(one),
      this.#slope[other] as number,
      this.#middle(other),
      this.#radius(other),
      least,
      most,
    );
  }

  /** One step divided by another that varies: the reciprocal of a line is above zero below the line through its ends. */
  quotient(place: number, dividend: number, divisor: number): void {
    const slope = this.#slope[divisor] as number;
    const middle = this.#middle(divisor);
    const radius = this.#radius(divisor);
    const first = slope * this.#from + middle;
    const last = slope * this.#to + middle;
    const nearest = Math.min(first, last);
    const width = this.#to - this.#from;
    if (!(nearest - radius > 0) || !(width > 0)) return this.flat(place);
    const turn = (1 / last - 1 / first) / width;
    const sag = (Math.sqrt(last) - Math.sqrt(first)) ** 2 / (first * last);
    const rounding = outward * 8 * (1 / nearest + Math.abs(turn) * this.#size);
    this.#multiplied(
      place,
      this.#slope[dividend] as number,
      this.#middle(dividend),
      this.#radius(dividend),
      turn,
      1 / first - turn * this.#from - sag / 2,
      sag / 2 + radius / ((nearest - radius) * nearest) + rounding,
      1,
      1,
    );
  }

  #middle(place: number): number {
    return ((this.#below[place] as number) + (this.#above[place] as number)) / 2;
  }

  #radius(place: number): number {
    return ((this.#above[place] as number) - (this.#below[place] as number)) / 2 + 2 * this.#rounding(place);
  }

  /** Two steps, each within a radius around a line, times something between `least` and `most`. */
  #multiplied(
    place: number,
    slope: number,
    middle: number,
    radius: number,
    otherSlope: number,
    otherMiddle: number,
    otherRadius: number,
    least: number,
    most: number,
  ): void {
    const way = this.#to - this.#from;
    if (!(way > 0)) return this.flat(place);
    const start = slope * this.#from + middle;
    const end = slope * this.#to + middle;
    const otherStart = otherSlope * this.#from + otherMiddle;
    const otherEnd = otherSlope * this.#to + otherMiddle;
    const size = Math.max(Math.abs(start), Math.abs(end));
    const otherSize = Math.max(Math.abs(otherStart), Math.abs(otherEnd)) + otherRadius;
    const turn = (end * otherEnd - start * otherStart) / way;
    const constant = start * otherStart - turn * this.#from;
    const sag = (slope * otherSlope * way * way) / 4;
    const rounding = outward * 8 * (size * otherSize + Math.abs(turn) * this.#size + Math.abs(sag));
    const around = radius * otherSize + otherRadius * size + rounding;
    const below = constant - (sag > 0 ? sag : 0) - around;
    const above = constant - (sag < 0 ? sag : 0) + around;
    const farthest = (size + radius) * otherSize;
    const inexact = outward * (Math.abs(below) + Math.abs(above));
    this.#times(place, turn, below, above, farthest, inexact, least, most);
    // Where it says no more than the values themselves, these are level.
    const width = (this.#above[place] as number) - (this.#below[place] as number);
    if (!(width < (this.#high[place] as number) - (this.#low[place] as number))) this.flat(place);
  }

  /** A step that is rounded up lies between itself, divided by the tolerance, and one more. */
  ceiling(place: number, of: number, tolerance: number): void {
    const width = (this.#high[place] as number) - (this.#low[place] as number);
    // Within one step the values themselves say more.
    if (this.isFlat(of) || !((this.#low[of] as number) >= 0) || width < 2) return this.flat(place);
    this.scale(place, of, 1 / tolerance, 1 / tolerance);
    const above = (this.#above[place] as number) + 1;
    this.#above[place] = above;
    if (!(above - (this.#below[place] as number) < width)) this.flat(place);
  }

  /** Makes room for another step beside what the lines hold already. */
  join(place: number, other: number): void {
    const slope = this.#slope[place] as number;
    const turn = (this.#slope[other] as number) - slope;
    const a = turn * this.#from;
    const b = turn * this.#to;
    const around = 4 * (this.#rounding(place) + this.#rounding(other));
    this.#set(
      place,
      slope,
      Math.min(this.#below[place] as number, (this.#below[other] as number) + Math.min(a, b)) - around,
      Math.max(this.#above[place] as number, (this.#above[other] as number) + Math.max(a, b)) + around,
    );
  }

  #set(place: number, slope: number, below: number, above: number): void {
    // Infinite bounds minus infinite bounds are nothing.
    if (slope === 0 || !Number.isFinite(slope) || !(above - below < Infinity)) return this.flat(place);
    this.#slope[place] = slope;
    this.#below[place] = below;
    this.#above[place] = above;
  }

  /** Takes off a step's least and largest value what lies outside of its lines. */
  narrow(place: number): void {
    const slope = this.#slope[place] as number;
    if (slope === 0) return;
    const a = slope * this.#from;
    const b = slope * this.#to;
    const around = 2 * this.#rounding(place);
    const least = (a < b ? a : b) + (this.#below[place] as number) - around;
    const most = (a < b ? b : a) + (this.#above[place] as number) + around;
    if (least > (this.#low[place] as number)) this.#low[place] = least;
    if (most < (this.#high[place] as number)) this.#high[place] = most;
  }

  /** Going from `start` to `end`: as far as the upper line of one step surely stays below the lower line of another. */
  belowUntil(less: number, more: number, start: number, end: number): number {
    const slope = (this.#slope[more] as number) - (this.#slope[less] as number);
    const around = 2 * (this.#rounding(less) + this.#rounding(more));
    const offset = (this.#below[more] as number) - (this.#above[less] as number) - around;
    if (!(slope * start + offset > 0)) return start;
    if (slope * end + offset > 0) return end;
    const zero = start + ((end - start) * (slope * start + offset)) / (slope * (start - end));
    // A little less far, which makes up for the rounding of this line.
    const sure = start + (zero - start) * (1 - 1e-9);
    return slope * sure + offset > 0 && (sure - start) * (end - sure) > 0 ? sure : start;
  }
}
