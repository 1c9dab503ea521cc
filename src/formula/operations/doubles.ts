import type { Algebra } from '../graph/algebra.ts';
import { doubleOf } from '../graph/approximate.ts';
import type { Exact } from '../graph/decimal.ts';
import { operations } from './table.ts';
import { leastInDoubles } from './least.ts';

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
