import { codes } from './codes.ts';
import type { FlatSteps } from './flat-steps.ts';

/** More than what the tolerance of ceilings, one in another, can take from a step that rounds up. */
const tolerated = 1 - 1e-7;

/** Steps that rise with the count at place 0 as straight lines that are nowhere above them: without their ceilings. */
export class Stairs {
  readonly #steps: FlatSteps;
  /** What the lines of these places are computed from, operands first. */
  readonly #order: Int32Array;
  readonly #base: Float64Array;
  readonly #slope: Float64Array;

  constructor(steps: FlatSteps, given: number, places: readonly number[]) {
    const { start, args, code } = steps;
    const isUnder = new Uint8Array(code.length);
    for (const place of places) isUnder[place] = 1;
    const order: number[] = [];
    for (let place = code.length - 1; place >= given; place -= 1) {
      if (isUnder[place] === 0) continue;
      order.unshift(place);
      for (const operand of args.subarray(start[place], start[place + 1])) isUnder[operand] = 1;
    }
    this.#steps = steps;
    this.#order = Int32Array.from(order);
    this.#base = new Float64Array(code.length);
    this.#slope = new Float64Array(code.length);
    this.#slope[0] = 1;
  }

  /** Takes the values of what lies outside, at the first so many places after the count. */
  enter(values: Float64Array, outside: number): void {
    const base = this.#base;
    const slope = this.#slope;
    for (let place = 1; place <= outside; place += 1) base[place] = values[place] as number;
    const { start, args, code } = this.#steps;
    for (let at = 0; at < this.#order.length; at += 1) {
      const place = this.#order[at] as number;
      const first = start[place] as number;
      const end = start[place + 1] as number;
      const kind = code[place];
      let low = base[args[first] as number] as number;
      let turn = slope[args[first] as number] as number;
      for (let index = first + 1; index < end; index += 1) {
        const other = base[args[index] as number] as number;
        const otherTurn = slope[args[index] as number] as number;
        if (kind === codes.add) {
          low += other;
          turn += otherTurn;
        } else if (kind === codes.multiply) {
          // Only one of the two depends on the count.
          turn = turn * other + otherTurn * low;
          low *= other;
        } else {
          low /= other;
          turn /= other;
        }
      }
      base[place] = low;
      slope[place] = turn;
    }
  }

  at(place: number, count: number): number {
    return tolerated * ((this.#base[place] as number) + (this.#slope[place] as number) * count);
  }
}
