import type { LeastNode, Node } from '../graph/graph.ts';
import { reachable } from '../graph/graph.ts';
import { operations } from '../operations/index.ts';
import { FlatLeast } from './flat-least.ts';

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

const { add, subtract, multiply, divide, minimum, maximum, ceiling, power } = operations;

/**
 * Formulas in flat arrays of numbers, in double precision: going through them takes nothing from the heap. A step is told
 * by its place, operands first; its operands are the places `args[start[place]]` up to `args[start[place + 1]]`.
 */
export class FlatFormulas {
  readonly nodes: readonly Node[];
  readonly placeOf: ReadonlyMap<number, number>;
  /** The places of the formulas themselves. */
  readonly roots: readonly number[];
  readonly code: Uint8Array;
  readonly start: Int32Array;
  readonly args: Int32Array;
  /** Of a choice: whether a threshold counts from itself on. */
  readonly inclusive: Uint8Array;
  readonly #values: Float64Array;
  #isRead = false;
  readonly #inputs = new Map<string, number>();
  readonly #leasts = new Map<number, FlatLeast>();

  constructor(roots: readonly Node[]) {
    this.nodes = reachable(roots);
    const count = this.nodes.length;
    const placeOf = new Map<number, number>();
    this.code = new Uint8Array(count);
    this.start = new Int32Array(count + 1);
    this.inclusive = new Uint8Array(count);
    this.#values = new Float64Array(count);
    const args: number[] = [];
    const take = (node: Node): void => void args.push(placeOf.get(node.id) as number);
    for (let place = 0; place < count; place += 1) {
      const node = this.nodes[place] as Node;
      placeOf.set(node.id, place);
      this.code[place] = codes[node.op];
      this.start[place] = args.length;
      if (node.op === 'input') this.#inputs.set(node.address, place);
      if (node.op === 'choose') this.inclusive[place] = Number(node.inclusive);
      if (node.op === 'input' || node.op === 'constant') this.#values[place] = node.value.toNumber();
      else takeOperands(node, take);
    }
    this.start[count] = args.length;
    this.args = Int32Array.from(args);
    this.placeOf = placeOf;
    this.roots = roots.map(({ id }) => placeOf.get(id) as number);
  }

  /** By place, at the inputs' own values. */
  get values(): Float64Array {
    if (!this.#isRead)
      for (let place = 0; place < this.nodes.length; place += 1) this.step(this.#values, place);
    this.#isRead = true;
    return this.#values;
  }

  /** The places that depend on an input, in their order, its own first; none where it is not among them. */
  on(address: string): Int32Array {
    const own = this.#inputs.get(address);
    return own === undefined ? new Int32Array() : this.from(own);
  }

  /** The places that depend on one, in their order, itself first. */
  from(own: number): Int32Array {
    const { start, args } = this;
    const count = this.nodes.length;
    const depends = new Uint8Array(count);
    const found = new Int32Array(count);
    depends[own] = 1;
    found[0] = own;
    let size = 1;
    for (let place = own + 1; place < count; place += 1) {
      const end = start[place + 1] as number;
      let index = start[place] as number;
      while (index < end && depends[args[index] as number] === 0) index += 1;
      if (index === end) continue;
      depends[place] = 1;
      found[size] = place;
      size += 1;
    }
    return found.slice(0, size);
  }

  /** Of each place, whether a formula is computed from it: 1 or 0. */
  under(root: number): Uint8Array {
    const { start, args } = this;
    const isUnder = new Uint8Array(this.nodes.length);
    isUnder[root] = 1;
    for (let place = root; place >= 0; place -= 1) {
      if (isUnder[place] === 0) continue;
      const end = start[place + 1] as number;
      for (let index = start[place] as number; index < end; index += 1) isUnder[args[index] as number] = 1;
    }
    return isUnder;
  }

  /** Computes the steps after the first again, whose value stands in `values` already. */
  follow(values: Float64Array, steps: Int32Array): void {
    for (let index = 1; index < steps.length; index += 1) this.step(values, steps[index] as number);
  }

  /** Computes one step from the values of its operands. */
  step(values: Float64Array, place: number): void {
    const { args } = this;
    let index = this.start[place] as number;
    const end = this.start[place + 1] as number;
    if (index === end) return;
    let value = values[args[index] as number] as number;
    const second = end > index + 1 ? (values[args[index + 1] as number] as number) : Number.NaN;
    switch (this.code[place]) {
      case codes.add:
        for (index += 1; index < end; index += 1)
          value = add.double(value, values[args[index] as number] as number);
        break;
      case codes.subtract:
        value = subtract.double(value, second);
        break;
      case codes.multiply:
        for (index += 1; index < end; index += 1)
          value = multiply.double(value, values[args[index] as number] as number);
        break;
      case codes.divide:
        value = divide.double(value, second);
        break;
      case codes.minimum:
        for (index += 1; index < end; index += 1)
          value = minimum.double(value, values[args[index] as number] as number);
        break;
      case codes.maximum:
        for (index += 1; index < end; index += 1)
          value = maximum.double(value, values[args[index] as number] as number);
        break;
      case codes.ceiling:
        value = ceiling.double(value);
        break;
      case codes.power:
        value = power.double(value, second);
        break;
      case codes.choose:
        value = this.#chosen(values, place, value, second);
        break;
      case codes.least:
        value = this.#leastAt(place).best(value, values);
        break;
      default:
    }
    values[place] = value;
  }

  #leastAt(place: number): FlatLeast {
    const known = this.#leasts.get(place);
    if (known !== undefined) return known;
    const node = this.nodes[place] as LeastNode;
    const made = new FlatLeast(node, new FlatFormulas([node.of]), this);
    this.#leasts.set(place, made);
    return made;
  }

  #chosen(values: Float64Array, place: number, by: number, otherwise: number): number {
    const { args } = this;
    const isInclusive = this.inclusive[place] === 1;
    const end = this.start[place + 1] as number;
    let value = otherwise;
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
