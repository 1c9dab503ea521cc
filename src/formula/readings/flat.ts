import { doubleOf } from '../graph/approximate.ts';
import type { LeastNode, Node } from '../graph/graph.ts';
import { reachable } from '../graph/graph.ts';
import { FlatSteps } from '../operations/flat-steps.ts';
import { leastByPlace, leastInDoubles } from '../operations/least.ts';

/**
 * Formulas in flat arrays of numbers, in double precision: going through them takes nothing from the heap. A step is told
 * by its place, operands first; its operands are the places `args[start[place]]` up to `args[start[place + 1]]`.
 */
export class FlatFormulas extends FlatSteps {
  readonly nodes: readonly Node[];
  /** The places of the formulas themselves. */
  readonly roots: readonly number[];
  readonly #values: Float64Array;
  #isRead = false;
  /** The places of inputs, by address. */
  readonly inputs: ReadonlyMap<string, number>;

  constructor(roots: readonly Node[]) {
    const nodes = reachable(roots);
    super(nodes);
    this.nodes = nodes;
    this.#values = new Float64Array(nodes.length);
    const inputs = new Map<string, number>();
    const read: number[] = [];
    for (let place = 0; place < nodes.length; place += 1) {
      const node = nodes[place] as Node;
      if (node.op === 'input') inputs.set(node.address, place);
      if (node.op === 'least') read.push(this.placeOf.get(node.of.id) ?? place);
      if (node.op === 'input' || node.op === 'constant') this.#values[place] = doubleOf(node.value);
    }
    this.inputs = inputs;
    this.roots = roots.map(({ id }) => this.placeOf.get(id) as number);
    this.joinHours([...this.roots, ...read]);
  }

  /** By place, at the inputs' own values. */
  get values(): Float64Array {
    if (!this.#isRead) this.follow(this.#values, Int32Array.from(this.nodes.keys()));
    this.#isRead = true;
    return this.#values;
  }

  /** The places that depend on an input, in their order, its own first; none where it is not among them. */
  on(address: string): Int32Array {
    const own = this.inputs.get(address);
    return own === undefined ? new Int32Array() : this.from(own);
  }

  /** The places of what is computed from those at some places, in their order, with these. */
  from(...own: readonly number[]): Int32Array {
    const { start, args } = this;
    const count = this.nodes.length;
    const depends = new Uint8Array(count);
    const found = new Int32Array(count);
    for (const place of own) depends[place] = 1;
    let size = 0;
    for (let place = own.length === 0 ? count : Math.min(...own); place < count; place += 1) {
      const end = start[place + 1] as number;
      let index = start[place] as number;
      while (index < end && depends[args[index] as number] === 0) index += 1;
      if (index === end && depends[place] === 0) continue;
      depends[place] = 1;
      found[size] = place;
      size += 1;
    }
    return found.slice(0, size);
  }

  /** Of each place, whether any of these formulas is computed from it: 1 or 0. */
  under(...roots: readonly number[]): Uint8Array {
    const { start, args } = this;
    const isUnder = new Uint8Array(this.nodes.length);
    for (const root of roots) isUnder[root] = 1;
    for (let place = Math.max(...roots); place >= 0; place -= 1) {
      if (isUnder[place] === 0) continue;
      const end = start[place + 1] as number;
      for (let index = start[place] as number; index < end; index += 1) isUnder[args[index] as number] = 1;
    }
    return isUnder;
  }

  protected override leastOf(values: Float64Array, place: number): number {
    const { placeOf, args } = this;
    const node = this.nodes[place] as LeastNode;
    const first = this.start[place] as number;
    const upTo = values[args[first] as number] as number;
    return (
      leastByPlace(node, upTo, values, args, first + 1) ??
      leastInDoubles(node, upTo, ({ id }) => values[placeOf.get(id) as number] as number)
    );
  }
}
