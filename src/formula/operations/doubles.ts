import type { Algebra } from '../graph/algebra.ts';
import type { Exact } from '../graph/decimal.ts';
import { wholeTolerance, wholeToleranceBelowZero } from '../graph/tolerance.ts';
import { leastInColumns, leastOfColumns } from './least.ts';

const above = Number(wholeTolerance);
const below = Number(wholeToleranceBelowZero);

/** The operations in double precision. */
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
  least: (node, upTo, of) => leastInColumns(node, upTo, of, columns),
} satisfies Algebra<number>;

/** The same with other values for some inputs. */
export function doublesWith(overrides: ReadonlyMap<string, Exact>): Algebra<number> {
  if (overrides.size === 0) return doubles;
  return {
    ...doubles,
    input: (node) => (overrides.get(node.address) ?? node.value).toNumber(),
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
export const columns: Algebra<Float64Array> = {
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
  least: (node, upTo, of) => leastOfColumns(node, upTo, of, columns),
};
