import { readNode, type Algebra } from '../graph/algebra.ts';
import { doublesWith } from '../operations/doubles.ts';
import { exactAlgebra, type Overrides } from './exact.ts';
import type { Node } from '../graph/graph.ts';
import { FlatFormulas } from './flat.ts';
import { roughest, type Curvature } from '../operations/index.ts';
import { curvatureOf } from './curvature.ts';
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
  /** The same, but while one input is moved. */
  #moved: T[] | undefined;
  readonly #computedFrom = new Map<number, Uint8Array>();

  constructor(roots: readonly Node[], algebra: Algebra<T>) {
    this.#dependence = dependenceOf(roots);
    this.#algebra = algebra;
    const values: T[] = [];
    const of = this.#valueIn(values);
    for (const node of this.#dependence.flat.nodes) values.push(readNode(node, algebra, of));
    this.#values = values;
  }

  #valueIn(values: readonly T[]): (node: Node) => T {
    const { placeOf } = this.#dependence.flat;
    return (node) => values[placeOf.get(node.id) as number] as T;
  }

  /** The roots at the inputs' own values. */
  present(): readonly T[] {
    return this.#dependence.flat.roots.map((place) => this.#values[place] as T);
  }

  /** How the roughest of the formulas follows the input. */
  curvature(address: string): Curvature {
    return this.#dependence.curvature(address);
  }

  /**
   * The formulas as functions of these inputs. What depends on none of them is not computed again, and neither is what depends
   * on none that differs from the call before.
   */
  moved(addresses: readonly string[]): Moved<T> {
    const { nodes, roots } = this.#dependence.flat;
    const steps = [...new Set(addresses.flatMap((each) => [...this.#dependence.on(each)]))].toSorted(
      (a, b) => a - b,
    );
    const values = this.#values.slice();
    const of = this.#valueIn(values);
    /** What the values are of; null where a call ended in the middle. */
    let before: ReadonlyMap<string, T> | null = new Map();
    return (inputs) => {
      const known = before;
      before = null;
      const again =
        known === null
          ? steps
          : this.#stepsOn(
              addresses.filter((each) => inputs.get(each) !== known.get(each)),
              addresses.length,
              steps,
            );
      for (const place of again) {
        const step = nodes[place] as Node;
        values[place] =
          (step.op === 'input' ? inputs.get(step.address) : undefined) ?? readNode(step, this.#algebra, of);
      }
      before = new Map(inputs);
      return roots.map((place) => values[place] as T);
    };
  }

  /** The steps that depend on some inputs, in their order; `all` of them where these are most of them. */
  #stepsOn(addresses: readonly string[], most: number, all: readonly number[]): readonly number[] {
    if (addresses.length * 4 > most) return all;
    return [...new Set(addresses.flatMap((each) => [...this.#dependence.on(each)]))].toSorted((a, b) => a - b);
  }

  /** All formulas, or those at the positions `of`; null where none of all depends on the address. */
  curves(address: string, of?: readonly number[]): Curves<T> | null {
    const { roots } = this.#dependence.flat;
    const steps = this.#dependence.on(address);
    if (steps.length === 0) return null;
    if (of === undefined) return this.#following(steps, roots);
    const under = of.map((index) => this.#under(roots[index] as number));
    return this.#following(
      steps.filter((place) => under.some((each) => each[place] === 1)),
      of.map((index) => roots[index] as number),
    );
  }

  /** Which steps a formula is computed from. */
  #under(root: number): Uint8Array {
    const known = this.#computedFrom.get(root);
    if (known !== undefined) return known;
    const found = this.#dependence.flat.under(root);
    this.#computedFrom.set(root, found);
    return found;
  }

  #following(steps: Int32Array, roots: readonly number[]): Curves<T> {
    const { nodes } = this.#dependence.flat;
    const values = (this.#moved ??= this.#values.slice());
    const of = this.#valueIn(values);
    return (value) => {
      for (const place of steps) {
        const step = nodes[place] as Node;
        values[place] = step.op === 'input' ? value : readNode(step, this.#algebra, of);
      }
      const found = roots.map((place) => values[place] as T);
      for (const place of steps) values[place] = this.#values[place] as T;
      return found;
    };
  }
}

/** Formulas as functions of several inputs at once, the others held: the values of the roots, in their order. */
export type Moved<T> = (values: ReadonlyMap<string, T>) => readonly T[];

/** Which steps of some formulas depend on which input. Steps are told by their place among them, operands first. */
export class Dependence {
  readonly flat: FlatFormulas;
  readonly #known = new Map<string, Int32Array>();
  readonly #curvatures = new Map<string, Curvature>();

  constructor(roots: readonly Node[]) {
    this.flat = new FlatFormulas(roots);
  }

  /** The steps that depend on an input, in their order, the input first. */
  on(address: string): Int32Array {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const found = this.flat.on(address);
    this.#known.set(address, found);
    return found;
  }

  /** How the roughest of the formulas follows the input. */
  curvature(address: string): Curvature {
    const known = this.#curvatures.get(address);
    if (known !== undefined) return known;
    const { nodes, roots } = this.flat;
    const curvatures = new Map<number, Curvature>();
    const of = ({ id }: Node): Curvature => curvatures.get(id) ?? 'constant';
    for (const place of this.on(address)) {
      const node = nodes[place] as Node;
      curvatures.set(node.id, node.op === 'input' ? 'linear' : curvatureOf(node, of));
    }
    const found = roughest(roots.map((place) => of(nodes[place] as Node)));
    this.#curvatures.set(address, found);
    return found;
  }
}

/** Several readings of the same formulas, in different numbers, ask the same. */
const dependences = new WeakMap<readonly Node[], Dependence>();

export function dependenceOf(roots: readonly Node[]): Dependence {
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

export function varyingExact(
  roots: readonly Node[],
  overrides: Overrides = new Map(),
): VaryingReading<Exact> {
  return new VaryingReading(roots, exactAlgebra(overrides));
}

/**
 * A formula over columns of some inputs, the others held, row by row in double precision: for so few rows that compiling it
 * would take longer. The answer's column is used again by the next call.
 */
export function rowReader(
  root: Node,
  varied: readonly string[],
): (columns: readonly Float64Array[], count: number) => Float64Array {
  const flat = new FlatFormulas([root]);
  const values = flat.values.slice();
  const own = varied.map((address) => flat.on(address));
  const steps = Int32Array.from(new Set(own.flatMap((each) => [...each.subarray(1)]))).sort();
  const places = own.map(([place]) => place);
  const at = flat.roots[0] as number;
  let answer = new Float64Array();
  return (columns, count) => {
    if (answer.length < count) answer = new Float64Array(count);
    for (let row = 0; row < count; row += 1) {
      for (const [index, place] of places.entries())
        if (place !== undefined) values[place] = columns[index]?.[row] as number;
      for (const place of steps) flat.step(values, place);
      answer[row] = values[at] as number;
    }
    return answer;
  };
}
