import type { LeastNode } from '../graph/graph.ts';
import { leastBy } from '../operations/least.ts';

/** What is needed of formulas in flat arrays. */
interface Flat {
  readonly nodes: { readonly length: number };
  readonly placeOf: ReadonlyMap<number, number>;
  readonly roots: readonly number[];
  from(own: number): Int32Array;
  follow(values: Float64Array, steps: Int32Array): void;
}

/** The formula that a `least` goes through, in flat arrays: count by count, with nothing from the heap. */
export class FlatLeast {
  readonly #body: Flat;
  readonly #values: Float64Array;
  readonly #root: number;
  /** The steps that depend on the count, its own first. */
  readonly #steps: Int32Array;
  /** What comes from outside: its place here, and its place in the formulas around. */
  readonly #inner: Int32Array;
  readonly #outer: Int32Array;

  /** `body` is the formula that the least is taken of, alone; `around` what the node stands in. */
  constructor(node: LeastNode, body: Flat, around: Flat) {
    this.#body = body;
    this.#values = new Float64Array(body.nodes.length);
    this.#root = body.roots[0] as number;
    this.#steps = body.from(body.placeOf.get(node.count.id) as number);
    const outside = node.outside.filter(({ id }) => body.placeOf.has(id));
    this.#inner = Int32Array.from(outside, ({ id }) => body.placeOf.get(id) as number);
    this.#outer = Int32Array.from(outside, ({ id }) => around.placeOf.get(id) as number);
  }

  /** The best count, where the formulas around have these values. */
  best(upTo: number, around: Float64Array): number {
    const [values, steps, inner, outer] = [this.#values, this.#steps, this.#inner, this.#outer];
    for (let index = 0; index < inner.length; index += 1)
      values[inner[index] as number] = around[outer[index] as number] as number;
    return leastBy(upTo, (count) => {
      values[steps[0] as number] = count;
      this.#body.follow(values, steps);
      return values[this.#root] as number;
    });
  }
}
