import { codes } from '../operations/codes.ts';
import type { FlatFormulas } from './flat.ts';

/** How a step follows the input between two of its values: not at all, along a straight line, or otherwise. */
const shapes = { level: 0, straight: 1, bent: 2 } as const;

/**
 * Whether formulas, given by the places of their roots, may not be straight lines between two values of an input; `low` and
 * `high` are what every step is at least and at most there, and `steps` those that depend on it. A step that rounds up to one
 * number all along is level, whatever it rounds; a choice that is the same all along is as straight as what it comes to.
 */
export class Bends {
  readonly #formulas: FlatFormulas;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  /** By place; level for what does not depend on the input. */
  readonly #shape: Uint8Array;

  constructor(formulas: FlatFormulas, low: Float64Array, high: Float64Array) {
    this.#formulas = formulas;
    this.#low = low;
    this.#high = high;
    this.#shape = new Uint8Array(low.length);
  }

  of(steps: Int32Array, roots: readonly number[]): boolean {
    const shape = this.#shape;
    shape[steps[0] as number] = shapes.straight;
    for (let index = 1; index < steps.length; index += 1) {
      const place = steps[index] as number;
      shape[place] = this.#shapeOf(place);
    }
    const isBent = roots.some((root) => shape[root] === shapes.bent);
    for (const place of steps) shape[place] = shapes.level;
    return isBent;
  }

  #shapeOf(place: number): number {
    const { args, start, code } = this.#formulas;
    const index = start[place] as number;
    const end = start[place + 1] as number;
    const first = this.#shape[args[index] as number] as number;
    switch (code[place]) {
      case codes.named:
        return first;
      case codes.add:
      case codes.subtract:
        return this.#roughest(index, end);
      case codes.multiply: {
        let varying = 0;
        for (let at = index; at < end; at += 1)
          if (this.#shape[args[at] as number] !== shapes.level) varying += 1;
        return varying > 1 ? shapes.bent : this.#roughest(index, end);
      }
      case codes.divide:
        return this.#roughest(index + 1, end) === shapes.level ? first : shapes.bent;
      case codes.ceiling: {
        const isOne = Math.round(this.#low[place] as number) === Math.round(this.#high[place] as number);
        return first === shapes.level || isOne ? shapes.level : shapes.bent;
      }
      case codes.minimum:
      case codes.maximum:
        return this.#extreme(place, index, end);
      case codes.choose:
        return this.#chosen(place, index, end);
      default:
        return this.#roughest(index, end) === shapes.level ? shapes.level : shapes.bent;
    }
  }

  #roughest(start: number, end: number): number {
    const { args } = this.#formulas;
    let worst: number = shapes.level;
    for (let at = start; at < end; at += 1)
      worst = Math.max(worst, this.#shape[args[at] as number] as number);
    return worst;
  }

  #isBelow(one: number, other: number): boolean {
    return (this.#high[one] as number) <= (this.#low[other] as number);
  }

  /** As that one of several which is the least, or the largest, all along. */
  #extreme(place: number, start: number, end: number): number {
    const { args, code } = this.#formulas;
    const isLargest = code[place] === codes.maximum;
    if (this.#roughest(start, end) === shapes.level) return shapes.level;
    for (let at = start; at < end; at += 1) {
      const one = args[at] as number;
      let wins = true;
      for (let against = start; wins && against < end; against += 1) {
        const other = args[against] as number;
        wins = one === other || (isLargest ? this.#isBelow(other, one) : this.#isBelow(one, other));
      }
      if (wins) return this.#shape[one] as number;
    }
    return shapes.bent;
  }

  #chosen(place: number, start: number, end: number): number {
    const { args, inclusive } = this.#formulas;
    const isInclusive = inclusive[place] === 1;
    const by = args[start] as number;
    let picked = args[start + 1] as number;
    if (this.#roughest(start, end) === shapes.level) return shapes.level;
    for (let at = start + 2; at < end; at += 2) {
      const above = args[at] as number;
      const isMet = isInclusive
        ? this.#isBelow(above, by)
        : (this.#high[above] as number) < (this.#low[by] as number);
      const isNot = isInclusive
        ? (this.#high[by] as number) < (this.#low[above] as number)
        : this.#isBelow(by, above);
      if (!isMet && !isNot) return shapes.bent;
      if (isMet) picked = args[at + 1] as number;
    }
    return this.#shape[picked] as number;
  }
}
