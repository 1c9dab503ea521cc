import type { Node } from '../graph/graph.ts';
import { codes } from './codes.ts';
import { hourlySums, type HourlySums } from './hourly-sums.ts';
import { operations } from './table.ts';

const { ceiling, power } = operations;
const none = new Int32Array();

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
  #hours: HourlySums;

  /**
   * The first so many nodes are given: they are not computed from others. `as` is the node whose value another one has, which is
   * then not among the nodes.
   */
  constructor(nodes: readonly Node[], given = 0, as: (node: Node) => Node = (node) => node) {
    const count = nodes.length;
    const placeOf = new Map<number, number>();
    this.code = new Uint8Array(count);
    this.start = new Int32Array(count + 1);
    this.inclusive = new Uint8Array(count);
    const args: number[] = [];
    const take = (node: Node): void => void args.push(placeOf.get(as(node).id) as number);
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
    this.#hours = { inner: new Uint8Array(count), first: new Int32Array(count), terms: none };
  }

  /** Takes sums over hours as one step each. Of what is computed on the way there, values then stand only at these places. */
  joinHours(read: Iterable<number>): void {
    this.#hours = hourlySums(this, read);
  }

  /** Those steps that are not taken with others. */
  outer(steps: Int32Array): Int32Array {
    return steps.filter((place) => this.#hours.inner[place] === 0);
  }

  /**
   * Computes steps one after the other, from the one at `first` on, each from the values of its operands. This is what takes the
   * time of every search in doubles, so what `operations` do is written out: calling them takes several times as long until the
   * engine has compiled it, which in a short run is all the time.
   */
  follow(values: Float64Array, steps: Int32Array, first = 0): void {
    const { args, start, code } = this;
    const { inner, first: hours } = this.#hours;
    for (let at = first; at < steps.length; at += 1) {
      const place = steps[at] as number;
      if (inner[place] === 1) continue;
      let index = start[place] as number;
      const end = start[place + 1] as number;
      if (index === end) continue;
      let value = values[args[index] as number] as number;
      switch (code[place]) {
        case codes.add:
          if (hours[place] !== 0) {
            value = this.#overHours(values, hours[place] as number, end - index);
            break;
          }
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

  /** What the steps of such a sum come to, one after the other, without going from step to step. */
  #overHours(values: Float64Array, first: number, count: number): number {
    const { terms } = this.#hours;
    const end = first + 4 * count;
    let sum = 0;
    for (let at = first; at < end; at += 4) {
      const floor = terms[at + 1] as number;
      const one = values[terms[at + 2] as number] as number;
      const other = values[terms[at + 3] as number] as number;
      const hour = floor < 0 ? Math.min(one, other) : Math.max(values[floor] as number, one - other);
      const term = (values[terms[at] as number] as number) * hour;
      sum = at === first ? term : sum + term;
    }
    return sum;
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
