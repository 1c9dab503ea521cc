import { readNode, type Algebra } from '../graph/algebra.ts';
import { columns, doublesWith } from '../operations/doubles.ts';
import { exactAlgebra, type Overrides } from './exact.ts';
import { operandsOf, reachable, type Node } from '../graph/graph.ts';
import { roughest, type Shape } from '../operations/index.ts';
import { shapeOf } from './shape.ts';
import type { Exact } from '../graph/decimal.ts';

/** Formulas as functions of one input, the others held: the values of the roots, in their order. */
export type Curves<T> = (value: T) => readonly T[];

/**
 * A reading that is kept, so that many inputs can be varied one after the other: for each, only the steps that depend on
 * it are computed again. Values stand by the place of their step among these formulas, not by its id in the graph, so
 * that a workload costs the same however many others the graph holds.
 */
export class VaryingReading<T> {
  readonly #dependence: Dependence;
  readonly #algebra: Algebra<T>;
  /** By place. */
  readonly #values: readonly T[];

  constructor(roots: readonly Node[], algebra: Algebra<T>) {
    this.#dependence = dependenceOf(roots);
    this.#algebra = algebra;
    const values: T[] = [];
    const of = this.#valueIn(values);
    for (const node of this.#dependence.nodes) values.push(readNode(node, algebra, of));
    this.#values = values;
  }

  #valueIn(values: readonly T[]): (node: Node) => T {
    const { placeOf } = this.#dependence;
    return (node) => values[placeOf.get(node.id) as number] as T;
  }

  /** The roots at the inputs' own values. */
  present(): readonly T[] {
    return this.#dependence.roots.map((place) => this.#values[place] as T);
  }

  /** How the roughest of the formulas follows the input. */
  shape(address: string): Shape {
    return this.#dependence.shape(address);
  }

  /** Null where none of the formulas depends on the address. */
  curves(address: string): Curves<T> | null {
    const { nodes, roots } = this.#dependence;
    const steps = this.#dependence.on(address);
    if (steps.length === 0) return null;
    const values = this.#values.slice();
    const of = this.#valueIn(values);
    return (value) => {
      for (const place of steps) {
        const step = nodes[place] as Node;
        values[place] = step.op === 'input' ? value : readNode(step, this.#algebra, of);
      }
      return roots.map((place) => values[place] as T);
    };
  }
}

/** Which steps of some formulas depend on which input. Steps are told by their place among them, operands first. */
class Dependence {
  readonly nodes: readonly Node[];
  /** The places by the nodes' ids. */
  readonly placeOf: ReadonlyMap<number, number>;
  /** The places of the formulas themselves. */
  readonly roots: readonly number[];
  readonly #known = new Map<string, readonly number[]>();

  constructor(roots: readonly Node[]) {
    this.nodes = reachable(roots);
    const placeOf = new Map<number, number>();
    for (const [place, { id }] of this.nodes.entries()) placeOf.set(id, place);
    this.placeOf = placeOf;
    this.roots = roots.map(({ id }) => placeOf.get(id) as number);
  }

  /** The steps that depend on an input, in their order, the input first. */
  on(address: string): readonly number[] {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const isDependent = new Uint8Array(this.nodes.length);
    const found: number[] = [];
    for (const [place, node] of this.nodes.entries()) {
      const depends =
        node.op === 'input'
          ? node.address === address
          : operandsOf(node).some(({ id }) => isDependent[this.placeOf.get(id) as number] === 1);
      if (!depends) continue;
      isDependent[place] = 1;
      found.push(place);
    }
    this.#known.set(address, found);
    return found;
  }

  /** How the roughest of the formulas follows the input. */
  shape(address: string): Shape {
    const shapes = new Map<number, Shape>();
    const of = ({ id }: Node): Shape => shapes.get(id) ?? 'constant';
    for (const place of this.on(address)) {
      const node = this.nodes[place] as Node;
      shapes.set(node.id, node.op === 'input' ? 'linear' : shapeOf(node, of));
    }
    return roughest(this.roots.map((place) => of(this.nodes[place] as Node)));
  }
}

/** Several readings of the same formulas, in different numbers, ask the same. */
const dependences = new WeakMap<readonly Node[], Dependence>();

function dependenceOf(roots: readonly Node[]): Dependence {
  const known = dependences.get(roots);
  if (known !== undefined) return known;
  const made = new Dependence(roots);
  dependences.set(roots, made);
  return made;
}

/** In double precision, for searching; whatever is shown is read exactly afterwards. */
export function varyingDoubles(
  roots: readonly Node[],
  overrides: Overrides = new Map(),
): VaryingReading<number> {
  return new VaryingReading(roots, doublesWith(overrides));
}

/** In double precision for many values of the varied input at once; what does not depend on it has one element. */
export function varyingColumns(roots: readonly Node[]): VaryingReading<Float64Array> {
  return new VaryingReading(roots, columns);
}

export function varyingExact(
  roots: readonly Node[],
  overrides: Overrides = new Map(),
): VaryingReading<Exact> {
  return new VaryingReading(roots, exactAlgebra(overrides));
}
