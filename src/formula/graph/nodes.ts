import type { Exact } from './decimal.ts';
import type { Provenance } from './provenance.ts';
import type { Unit } from './unit.ts';

/** A figure that a user can set, sweep, solve for or give as a distribution, under the one address it has everywhere. */
export interface InputNode {
  readonly op: 'input';
  readonly id: number;
  readonly unit: Unit;
  readonly address: string;
  readonly label: string;
  readonly value: Exact;
  readonly provenance: Provenance;
  /** Smallest and largest value that make sense, for sweeps and solvers; absent where any does. */
  readonly minimum?: Exact;
  readonly maximum?: Exact;
  /** Counts such as nodes or retries, which are whole. */
  readonly whole?: boolean;
}

export interface ConstantNode {
  readonly op: 'constant';
  readonly id: number;
  readonly unit: Unit;
  readonly value: Exact;
}

/** add, multiply, minimum, maximum take any number of operands; subtract, divide and power take two; ceiling takes one. */
export interface OperationNode {
  readonly op: 'add' | 'subtract' | 'multiply' | 'divide' | 'minimum' | 'maximum' | 'ceiling' | 'power';
  readonly id: number;
  readonly unit: Unit;
  readonly operands: readonly Node[];
}

/**
 * A value picked by the level of `by`: the value of the last threshold (they rise) that `by` lies above, or `otherwise`.
 * With `inclusive`, a threshold counts from the point where `by` reaches it.
 */
export interface ChooseNode {
  readonly op: 'choose';
  readonly id: number;
  readonly unit: Unit;
  readonly by: Node;
  readonly otherwise: Node;
  readonly cases: readonly { readonly above: Node; readonly value: Node }[];
  readonly inclusive: boolean;
}

/** A step of a calculation that has a name and an address of its own, so that it can be explained and shown. */
export interface NamedNode {
  readonly op: 'named';
  readonly id: number;
  readonly unit: Unit;
  readonly address: string;
  readonly label: string;
  readonly of: Node;
}

/** A whole number that a `least` goes through. It has a value only within the formula that the least is taken of. */
export interface CountNode {
  readonly op: 'count';
  readonly id: number;
  readonly unit: Unit;
  readonly label: string;
}

/**
 * The count, from 0 to `upTo`, at which a formula is the least; the smallest of equals. Which counts are looked at stands in
 * `operations/least.ts`.
 */
export interface LeastNode {
  readonly op: 'least';
  readonly id: number;
  readonly unit: Unit;
  readonly count: CountNode;
  readonly upTo: Node;
  readonly of: Node;
  /** The steps of `of` that depend on the count, operands first. */
  readonly body: readonly Node[];
  /** What these are computed from that does not depend on it. */
  readonly outside: readonly Node[];
}

export type Node = InputNode | ConstantNode | OperationNode | ChooseNode | NamedNode | CountNode | LeastNode;
