import { readNode, type Algebra } from './algebra.ts';
import { exactAlgebra, type Overrides } from './exact.ts';
import { operandsOf, reachable, type Node } from './graph.ts';
import { shapeOf, type Shape } from './shape.ts';
import { wholeTolerance, wholeToleranceBelowZero } from './tolerance.ts';
import type { Exact } from './decimal.ts';

/** Formulas as functions of one input, the others held: the values of the roots, in their order. */
export type Curves<T> = (value: T) => readonly T[];

/**
 * A reading that is kept, so that many inputs can be varied one after the other: for each, only the steps that depend on
 * it are computed again.
 */
export class VaryingReading<T> {
  readonly #roots: readonly Node[];
  readonly #nodes: readonly Node[];
  readonly #algebra: Algebra<T>;
  readonly #values = new Map<number, T>();
  readonly #dependents = new Map<string, ReadonlySet<number>>();

  constructor(roots: readonly Node[], algebra: Algebra<T>) {
    this.#roots = roots;
    this.#nodes = reachable(roots);
    this.#algebra = algebra;
    for (const node of this.#nodes)
      this.#values.set(
        node.id,
        readNode(node, algebra, (each) => this.#at(each)),
      );
  }

  /** The roots at the inputs' own values. */
  present(): readonly T[] {
    return this.#roots.map((root) => this.#at(root));
  }

  /** How the roughest of the formulas follows the input. */
  shape(address: string): Shape {
    const dependent = this.#dependent(address);
    const shapes = new Map<number, Shape>();
    const of = (node: Node): Shape => shapes.get(node.id) ?? 'constant';
    for (const node of this.#nodes) {
      if (dependent.has(node.id)) shapes.set(node.id, node.op === 'input' ? 'linear' : shapeOf(node, of));
    }
    const found = this.#roots.map(of);
    return (['stepped', 'curved', 'linear'] as const).find((each) => found.includes(each)) ?? 'constant';
  }

  #dependent(address: string): ReadonlySet<number> {
    const known = this.#dependents.get(address);
    if (known !== undefined) return known;
    const dependent = new Set<number>();
    for (const node of this.#nodes) {
      const isIt = node.op === 'input' && node.address === address;
      if (isIt || operandsOf(node).some((operand) => dependent.has(operand.id))) dependent.add(node.id);
    }
    this.#dependents.set(address, dependent);
    return dependent;
  }

  /** Null where none of the formulas depends on the address. */
  curves(address: string): Curves<T> | null {
    const dependent = this.#dependent(address);
    if (dependent.size === 0) return null;
    const steps = this.#nodes.filter((node) => dependent.has(node.id));
    const varied = new Map<number, T>();
    const of = (node: Node): T => (dependent.has(node.id) ? (varied.get(node.id) as T) : this.#at(node));
    return (value) => {
      for (const step of steps)
        varied.set(step.id, step.op === 'input' ? value : readNode(step, this.#algebra, of));
      return this.#roots.map(of);
    };
  }

  #at(node: Node): T {
    return this.#values.get(node.id) as T;
  }
}

/** In double precision, for searching; whatever is shown is read exactly afterwards. */
export function varyingDoubles(roots: readonly Node[]): VaryingReading<number> {
  return new VaryingReading(roots, doubles);
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

const above = Number(wholeTolerance);
const below = Number(wholeToleranceBelowZero);

const doubles = {
  constant: (node) => node.value.toNumber(),
  input: (node) => node.value.toNumber(),
  named: (_, of) => of,
  add: (terms) => terms.reduce((sum, each) => sum + each, 0),
  subtract: (from, what) => from - what,
  multiply: (factors) => factors.reduce((product, each) => product * each, 1),
  divide: (dividend, divisor) => dividend / divisor,
  minimum: (of) => Math.min(...of),
  maximum: (of) => Math.max(...of),
  ceiling: (of) => Math.ceil(of < 0 ? of / below : of / above),
  power: (base, exponent) => base ** exponent,
  choose: (node, by, otherwise, cases) =>
    cases.reduce(
      (chosen, each) => ((node.inclusive ? by >= each.above : by > each.above) ? each.value : chosen),
      otherwise,
    ),
} satisfies Algebra<number>;

/** Applies an operation on doubles element by element; a column of one element stands for any length. */
function elementwise(of: readonly Float64Array[], operation: (values: number[]) => number): Float64Array {
  const length = Math.max(...of.map((column) => column.length));
  const row = Array.from({ length: of.length }, () => 0);
  return Float64Array.from({ length }, (_, index) => {
    for (const [place, column] of of.entries())
      row[place] = (column.length === 1 ? column[0] : column[index]) ?? Number.NaN;
    return operation(row);
  });
}

function folded(of: readonly Float64Array[], operation: (a: number, b: number) => number): Float64Array {
  return of.reduce((left, right) => paired(left, right, operation));
}

function paired(
  left: Float64Array,
  right: Float64Array,
  operation: (a: number, b: number) => number,
): Float64Array {
  const result = new Float64Array(Math.max(left.length, right.length));
  const [stepLeft, stepRight] = [Number(left.length > 1), Number(right.length > 1)];
  for (let index = 0; index < result.length; index += 1) {
    result[index] = operation(left[index * stepLeft] ?? Number.NaN, right[index * stepRight] ?? Number.NaN);
  }
  return result;
}

const columns: Algebra<Float64Array> = {
  constant: (node) => Float64Array.of(doubles.constant(node)),
  input: (node) => Float64Array.of(doubles.input(node)),
  named: (_, of) => of,
  add: (terms) => folded(terms, (a, b) => a + b),
  subtract: (from, what) => paired(from, what, doubles.subtract),
  multiply: (factors) => folded(factors, (a, b) => a * b),
  divide: (dividend, divisor) => paired(dividend, divisor, doubles.divide),
  minimum: (of) => folded(of, Math.min),
  maximum: (of) => folded(of, Math.max),
  ceiling: (of) => of.map(doubles.ceiling),
  power: (base, exponent) => paired(base, exponent, doubles.power),
  choose: (node, by, otherwise, cases) =>
    elementwise(
      [by, otherwise, ...cases.flatMap(({ above: from, value }) => [from, value])],
      ([level = 0, first = 0, ...rest]) => {
        const options = cases.map((_, index) => ({
          above: rest[2 * index] ?? 0,
          value: rest[2 * index + 1] ?? 0,
        }));
        return doubles.choose(node, level, first, options);
      },
    ),
};
