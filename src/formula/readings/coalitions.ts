import type { Algebra } from '../graph/algebra.ts';
import type { Exact } from '../graph/decimal.ts';
import { exactAlgebra } from './exact.ts';

/** An input that two scenarios share under one address, with the bit of its group. */
export interface SharedInput {
  readonly bit: number;
  readonly before: Exact;
  readonly after: Exact;
}

/**
 * A value for every coalition of groups that it depends on: `bits` are these groups, and `values` has one value for each
 * subset of them. A group in the coalition has its inputs as they are after the change.
 */
export interface CoalitionValues {
  readonly bits: number;
  readonly values: ReadonlyMap<number, Exact>;
}

/** The value in a coalition of any groups. */
export function valueIn(of: CoalitionValues, coalition: number): Exact {
  const value = of.values.get(coalition & of.bits);
  if (value === undefined) throw new Error('a coalition has no value');
  return value;
}

/** A value that is the same in every coalition. */
function fixed(value: Exact): CoalitionValues {
  return { bits: 0, values: new Map([[0, value]]) };
}

/** Combines values in every coalition of what they depend on together. */
export function combine(
  operands: readonly CoalitionValues[],
  operation: (values: readonly Exact[]) => Exact,
): CoalitionValues {
  const bits = operands.reduce((all, each) => all | each.bits, 0);
  if (bits === 0) return fixed(operation(operands.map((each) => valueIn(each, 0)))); // most of them
  const values = new Map<number, Exact>();
  for (let coalition = bits; ; coalition = (coalition - 1) & bits) {
    values.set(coalition, operation(operands.map((each) => valueIn(each, coalition))));
    if (coalition === 0) return { bits, values };
  }
}

/**
 * The reading of formulas in all coalitions at once: each step is computed once for every combination of the groups that it
 * depends on, which for most steps are none or one.
 */
export function coalitionAlgebra(shared: ReadonlyMap<string, SharedInput>): Algebra<CoalitionValues> {
  const exact = exactAlgebra(new Map());
  const pair = (
    a: CoalitionValues,
    b: CoalitionValues,
    operation: (a: Exact, b: Exact) => Exact,
  ): CoalitionValues => combine([a, b], (values) => operation(required(values, 0), required(values, 1)));
  return {
    constant: (node) => fixed(node.value),
    input: (node) => {
      const found = shared.get(node.address);
      if (found === undefined) return fixed(node.value);
      const { bit, before, after } = found;
      return {
        bits: bit,
        values: new Map([
          [0, before],
          [bit, after],
        ]),
      };
    },
    named: (_, of) => of,
    add: (terms) => combine(terms, (values) => exact.add(values)),
    subtract: (from, what) => pair(from, what, (a, b) => exact.subtract(a, b)),
    multiply: (factors) => combine(factors, (values) => exact.multiply(values)),
    divide: (dividend, divisor) => pair(dividend, divisor, (a, b) => exact.divide(a, b)),
    minimum: (of) => combine(of, (values) => exact.minimum(values)),
    maximum: (of) => combine(of, (values) => exact.maximum(values)),
    ceiling: (of) => combine([of], (values) => exact.ceiling(required(values, 0))),
    power: (base, exponent) => pair(base, exponent, (a, b) => exact.power(a, b)),
    least: (node, upTo, of) =>
      combine([upTo, ...node.outside.map(of)], (values) => {
        const known = new Map(node.outside.map((each, index) => [each.id, required(values, index + 1)]));
        return exact.least(node, required(values, 0), (operand) => known.get(operand.id) as Exact);
      }),
    choose: (node, by, otherwise, cases) =>
      combine([by, otherwise, ...cases.flatMap((each) => [each.above, each.value])], (values) =>
        exact.choose(
          node,
          required(values, 0),
          required(values, 1),
          cases.map((_, index) => ({
            above: required(values, 2 + 2 * index),
            value: required(values, 3 + 2 * index),
          })),
        ),
      ),
  };
}

function required(values: readonly Exact[], index: number): Exact {
  const value = values[index];
  if (value === undefined) throw new Error('an operation lacks an operand');
  return value;
}
