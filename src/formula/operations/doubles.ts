import type { Algebra } from '../graph/algebra.ts';
import { doubleOf } from '../graph/approximate.ts';
import type { Exact } from '../graph/decimal.ts';
import { operations } from './table.ts';
import { leastInDoubles, leastOfColumns } from './least.ts';

/** The operations in double precision. */
const doubles = {
  constant: (node) => doubleOf(node.value),
  input: (node) => doubleOf(node.value),
  named: (_, of) => of,
  add: (terms) => terms.reduce(operations.add.double),
  subtract: operations.subtract.double,
  multiply: (factors) => factors.reduce(operations.multiply.double),
  divide: operations.divide.double,
  minimum: (of) => of.reduce(operations.minimum.double),
  maximum: (of) => of.reduce(operations.maximum.double),
  ceiling: operations.ceiling.double,
  power: operations.power.double,
  choose: (node, ...of) => operations.choose.double(node.inclusive, ...of),
  least: leastInDoubles,
} satisfies Algebra<number>;

/** The same with other values for some inputs. */
export function doublesWith(overrides: ReadonlyMap<string, Exact>): Algebra<number> {
  if (overrides.size === 0) return doubles;
  return {
    ...doubles,
    input: (node) => doubleOf(overrides.get(node.address) ?? node.value),
  };
}

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
  const [first, ...rest] = of;
  if (first === undefined) throw new Error('an operation lacks an operand');
  if (rest.length === 0) return first;
  const result = new Float64Array(Math.max(...of.map((column) => column.length)));
  if (first.length === 1) result.fill(first[0] ?? Number.NaN);
  else result.set(first);
  for (const right of rest) {
    const step = Number(right.length > 1);
    for (let index = 0; index < result.length; index += 1)
      result[index] = operation(result[index] ?? Number.NaN, right[index * step] ?? Number.NaN);
  }
  return result;
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

/** The operations on columns of doubles; a column of one element stands for any length. */
const columns: Algebra<Float64Array> = {
  constant: (node) => Float64Array.of(doubles.constant(node)),
  input: (node) => Float64Array.of(doubles.input(node)),
  named: (_, of) => of,
  add: (terms) => folded(terms, operations.add.double),
  subtract: (from, what) => paired(from, what, operations.subtract.double),
  multiply: (factors) => folded(factors, operations.multiply.double),
  divide: (dividend, divisor) => paired(dividend, divisor, operations.divide.double),
  minimum: (of) => folded(of, operations.minimum.double),
  maximum: (of) => folded(of, operations.maximum.double),
  ceiling: (of) => of.map(operations.ceiling.double),
  power: (base, exponent) => paired(base, exponent, operations.power.double),
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
  least: (node, upTo, of) => leastOfColumns(node, upTo, of, columns),
};
