import { readNode, type Algebra } from '../graph/algebra.ts';
import { doublesWith } from '../operations/doubles.ts';
import { exactAlgebra, type Overrides } from './exact.ts';
import type { Node } from '../graph/graph.ts';
import { FlatFormulas } from './flat.ts';
import type { Curvature } from '../operations/index.ts';
import { shapeOf, type Shape } from './shape.ts';
import type { Exact } from '../graph/decimal.ts';

const smooth: ReadonlySet<Node['op']> = new Set(['add', 'subtract', 'multiply', 'divide', 'named', 'power']);

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
   * The formulas as functions of these inputs, for one question after the other: what depends on none of those that are others
   * than in the question before is not computed again, and has the very value that it had.
   */
  moved(addresses: readonly string[], isSame: (a: T, b: T) => boolean = Object.is): Moved<T> {
    const { nodes, roots, start, args } = this.#dependence.flat;
    const steps = this.#dependence.onAny(addresses);
    const values = this.#values.slice();
    const of = this.#valueIn(values);
    const isMoved = new Uint8Array(nodes.length);
    const follows = (place: number): boolean => {
      const end = start[place + 1] as number;
      for (let index = start[place] as number; index < end; index += 1)
        if (isMoved[args[index] as number] === 1) return true;
      return false;
    };
    return (inputs) => {
      for (const place of steps) {
        const step = nodes[place] as Node;
        isMoved[place] = 0;
        if (step.op !== 'input' && !follows(place)) continue;
        const value =
          (step.op === 'input' ? inputs.get(step.address) : undefined) ?? readNode(step, this.#algebra, of);
        // What rounds or chooses often comes out the same; what adds and multiplies does not.
        if (!smooth.has(step.op) && isSame(value, values[place] as T)) continue;
        isMoved[place] = 1;
        values[place] = value;
      }
      return roots.map((place) => values[place] as T);
    };
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

  /** Whether the formula at a position depends on an input. */
  dependsOn(root: number, address: string): boolean {
    const { roots, inputs } = this.#dependence.flat;
    const place = inputs.get(address);
    return place !== undefined && this.#under(roots[root] as number)[place] === 1;
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
  readonly #shape: Shape;

  constructor(roots: readonly Node[]) {
    this.flat = new FlatFormulas(roots);
    this.#shape = shapeOf(this.flat);
  }

  /** The steps that depend on an input, in their order, the input first. */
  on(address: string): Int32Array {
    const place = this.flat.inputs.get(address);
    return place === undefined ? none : this.#shape.on(place);
  }

  /** The steps that depend on any of these inputs, in their order: however many, it is one pass. */
  onAny(addresses: readonly string[]): Int32Array {
    return this.flat.from(...addresses.flatMap((each) => this.flat.inputs.get(each) ?? []));
  }

  /** How the roughest of the formulas follows the input. */
  curvature(address: string): Curvature {
    const place = this.flat.inputs.get(address);
    return place === undefined ? 'constant' : this.#shape.curvature(place);
  }
}

const none = new Int32Array();

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
  const read = rowsReader([root], varied);
  let answer = new Float64Array();
  return (columns, count) => {
    if (answer.length < count) answer = new Float64Array(count);
    read(columns, count, [answer]);
    return answer;
  };
}

/** The same for several formulas; `answers` has a column for each, that is written over. */
export function rowsReader(
  roots: readonly Node[],
  varied: readonly string[],
): (columns: readonly Float64Array[], count: number, answers: readonly Float64Array[]) => void {
  const { flat } = dependenceOf(roots);
  const values = flat.values.slice();
  const places = varied.map((address) => flat.inputs.get(address) ?? -1);
  const steps = flat.outer(flat.from(...places.filter((place) => place >= 0)));
  return (columns, count, answers) => {
    for (let row = 0; row < count; row += 1) {
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index] as number;
        if (place >= 0) values[place] = (columns[index] as Float64Array)[row] as number;
      }
      flat.follow(values, steps);
      for (let root = 0; root < answers.length; root += 1)
        (answers[root] as Float64Array)[row] = values[flat.roots[root] as number] as number;
    }
  };
}
