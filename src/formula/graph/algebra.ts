import {
  reachable,
  type ChooseNode,
  type ConstantNode,
  type InputNode,
  type LeastNode,
  type NamedNode,
  type Node,
} from './graph.ts';

/**
 * What a reading has to say about each operation: numbers for the exact reading, functions of one parameter for the
 * piecewise one, text for prose, source code for a compiled one. The graph and the equations know none of them.
 */
export interface Algebra<T> {
  constant(node: ConstantNode): T;
  input(node: InputNode): T;
  named(node: NamedNode, of: T): T;
  add(terms: readonly T[]): T;
  subtract(from: T, what: T): T;
  multiply(factors: readonly T[]): T;
  divide(dividend: T, divisor: T): T;
  minimum(of: readonly T[]): T;
  maximum(of: readonly T[]): T;
  ceiling(of: T): T;
  power(base: T, exponent: T): T;
  choose(
    node: ChooseNode,
    by: T,
    otherwise: T,
    cases: readonly { readonly above: T; readonly value: T }[],
  ): T;
  /** The best count; `of` gives what the formula's steps outside of it are computed from. */
  least(node: LeastNode, upTo: T, of: (operand: Node) => T): T;
}

/** Reads each root in the given algebra; shared steps are read once. Returns the roots' readings in their order. */
export function interpret<T>(roots: readonly Node[], algebra: Algebra<T>): readonly T[] {
  const known = new Map<number, T>();
  const of = (node: Node): T => known.get(node.id) as T;
  for (const node of reachable(roots)) known.set(node.id, readNode(node, algebra, of));
  return roots.map(of);
}

/** One node's reading, given its operands'. */
export function readNode<T>(node: Node, algebra: Algebra<T>, of: (operand: Node) => T): T {
  switch (node.op) {
    case 'constant':
      return algebra.constant(node);
    case 'input':
      return algebra.input(node);
    case 'named':
      return algebra.named(node, of(node.of));
    case 'count':
      throw new Error(`${node.label} has no value outside of the least that goes through it`);
    case 'least':
      return algebra.least(node, of(node.upTo), of);
    case 'choose':
      return algebra.choose(
        node,
        of(node.by),
        of(node.otherwise),
        node.cases.map((each) => ({ above: of(each.above), value: of(each.value) })),
      );
    case 'add':
    case 'multiply':
    case 'minimum':
    case 'maximum':
      return algebra[node.op](node.operands.map(of));
    case 'ceiling':
      return algebra.ceiling(of(operand(node.operands, 0)));
    default:
      return algebra[node.op](of(operand(node.operands, 0)), of(operand(node.operands, 1)));
  }
}

function operand(operands: readonly Node[], index: number): Node {
  const found = operands[index];
  if (found === undefined) throw new Error('an operation lacks an operand');
  return found;
}
