import { leastExactly } from '../operations/least.ts';
import { interpret, readNode, type Algebra } from '../graph/algebra.ts';
import { Exact } from '../graph/decimal.ts';
import { reachable, type Node } from '../graph/graph.ts';
import { operations } from '../operations/index.ts';
import { ById } from '../graph/by-id.ts';

/** Values by address that stand in for the inputs' own: what `--set`, a sweep or a test varies. */
export type Overrides = ReadonlyMap<string, Exact>;

const none: Overrides = new Map();

/** The exact reading of one formula. Not finite (NaN or infinite) where it divides by zero. */
export function evaluate(node: Node, overrides: Overrides = none): Exact {
  return evaluateAll([node], overrides)[0] ?? new Exact(Number.NaN);
}

/** The exact reading of several formulas at once, sharing their common steps. */
export function evaluateAll(nodes: readonly Node[], overrides: Overrides = none): readonly Exact[] {
  return interpret(nodes, exactAlgebra(overrides));
}

/** So deep operands are read by recursion, which needs no search of the graph; what is deeper is searched for. */
const deepest = 100;

/**
 * The exact reading, kept: whatever was computed once is not computed again. For many figures of one graph with the same
 * overrides.
 */
export class ExactReading {
  readonly #algebra: Algebra<Exact>;
  readonly #known = new ById<Exact>();
  #depth = 0;

  constructor(overrides: Overrides = none) {
    this.#algebra = exactAlgebra(overrides);
  }

  /** Not finite where the formula divides by zero. */
  readonly of = (node: Node): Exact => {
    const known = this.#known.get(node.id);
    if (known !== undefined) return known;
    if (this.#depth < deepest) {
      this.#depth += 1;
      const value = readNode(node, this.#algebra, this.of);
      this.#depth -= 1;
      this.#known.set(node.id, value);
      return value;
    }
    for (const each of reachable([node], this.#known)) {
      this.#known.set(
        each.id,
        readNode(each, this.#algebra, (operand) => this.#known.get(operand.id) as Exact),
      );
    }
    return this.#known.get(node.id) as Exact;
  };
}

/** The exact reading's operations. */
export function exactAlgebra(overrides: Overrides): Algebra<Exact> {
  const algebra: Algebra<Exact> = {
    constant: (node) => node.value,
    input: (node) => overrides.get(node.address) ?? node.value,
    named: (_, of) => of,
    add: (terms) => terms.reduce(operations.add.exact),
    subtract: operations.subtract.exact,
    multiply: (factors) => factors.reduce(operations.multiply.exact),
    divide: operations.divide.exact,
    minimum: (of) => of.reduce(operations.minimum.exact),
    maximum: (of) => of.reduce(operations.maximum.exact),
    ceiling: operations.ceiling.exact,
    power: operations.power.exact,
    choose: (node, ...of) => operations.choose.exact(node.inclusive, ...of),
    least: (node, upTo, of) => leastExactly(node, upTo, of, algebra),
  };
  return algebra;
}
