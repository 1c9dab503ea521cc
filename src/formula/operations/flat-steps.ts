import type { Node } from '../graph/graph.ts';
import { operations } from './table.ts';

/** What a step does, as a number. */
export const codes = {
  constant: 0,
  input: 0,
  count: 0,
  named: 1,
  add: 2,
  subtract: 3,
  multiply: 4,
  divide: 5,
  minimum: 6,
  maximum: 7,
  ceiling: 8,
  power: 9,
  choose: 10,
  least: 11,
} as const satisfies Record<Node['op'], number>;

const { ceiling, power } = operations;

/**
 * Steps of formulas in flat arrays of numbers, in double precision: going through them takes nothing from the heap. A step
 * is told by its place, operands first; its operands are the places `args[start[place]]` up to `args[start[place + 1]]`.
 */
export class FlatSteps {
  readonly placeOf: ReadonlyMap<number, number>;
  readonly code: Uint8Array;
  readonly start: Int32Array;
  readonly args: Int32Array;
  /** Of a choice: whether a threshold counts from itself on. */
  readonly inclusive: Uint8Array;

  /** The first so many nodes are given: they are not computed from others. */
  constructor(nodes: readonly Node[], given = 0) {
    const count = nodes.length;
    const placeOf = new Map<number, number>();
    this.code = new Uint8Array(count);
    this.start = new Int32Array(count + 1);
    this.inclusive = new Uint8Array(count);
    const args: number[] = [];
    const take = (node: Node): void => void args.push(placeOf.get(node.id) as number);
    for (let place = 0; place < count; place += 1) {
      const node = nodes[place] as Node;
      placeOf.set(node.id, place);
      this.start[place] = args.length;
      if (place < given) continue;
      this.code[place] = codes[node.op];
      if (node.op === 'choose') this.inclusive[place] = Number(node.inclusive);
      takeOperands(node, take);
    }
    this.start[count] = args.length;
    this.args = Int32Array.from(args);
    this.placeOf = placeOf;
  }

  /**
   * Computes steps one after the other, from the one at `first` on, each from the values of its operands. This is what takes the
   * time of every search in doubles, so what `operations` do is written out: calling them takes several times as long until the
   * engine has compiled it, which in a short run is all the time.
   */
  follow(values: Float64Array, steps: Int32Array, first = 0): void {
    const { args, start, code } = this;
    for (let at = first; at < steps.length; at += 1) {
      const place = steps[at] as number;
      let index = start[place] as number;
      const end = start[place + 1] as number;
      if (index === end) continue;
      let value = values[args[index] as number] as number;
      switch (code[place]) {
        case codes.add:
          for (index += 1; index < end; index += 1) value += values[args[index] as number] as number;
          break;
        case codes.subtract:
          value -= values[args[index + 1] as number] as number;
          break;
        case codes.multiply:
          for (index += 1; index < end; index += 1) value *= values[args[index] as number] as number;
          break;
        case codes.divide:
          value /= values[args[index + 1] as number] as number;
          break;
        case codes.minimum:
          for (index += 1; index < end; index += 1)
            value = Math.min(value, values[args[index] as number] as number);
          break;
        case codes.maximum:
          for (index += 1; index < end; index += 1)
            value = Math.max(value, values[args[index] as number] as number);
          break;
        case codes.ceiling:
          value = ceiling.double(value);
          break;
        case codes.power:
          value = power.double(value, values[args[index + 1] as number] as number);
          break;
        case codes.choose:
          value = this.#chosen(values, place, value);
          break;
        case codes.least:
          value = this.leastOf(values, place);
          break;
        default:
      }
      values[place] = value;
    }
  }

  /** The count at which a formula is the least: what that is is not known here. */
  protected leastOf(_values: Float64Array, _place: number): number {
    throw new Error('a least stands among other steps, not within them');
  }

  #chosen(values: Float64Array, place: number, by: number): number {
    const { args } = this;
    const isInclusive = this.inclusive[place] === 1;
    const end = this.start[place + 1] as number;
    let value = values[args[(this.start[place] as number) + 1] as number] as number;
    for (let index = (this.start[place] as number) + 2; index < end; index += 2) {
      const above = values[args[index] as number] as number;
      if (isInclusive ? by >= above : by > above) value = values[args[index + 1] as number] as number;
    }
    return value;
  }
}

function takeOperands(node: Node, take: (operand: Node) => void): void {
  switch (node.op) {
    case 'input':
    case 'constant':
    case 'count':
      return;
    case 'named':
      return take(node.of);
    case 'least':
      take(node.upTo);
      return node.outside.forEach(take);
    case 'choose':
      take(node.by);
      take(node.otherwise);
      for (const { above, value } of node.cases) {
        take(above);
        take(value);
      }
      return;
    default:
      node.operands.forEach(take);
  }
}
