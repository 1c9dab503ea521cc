import { readNode, type Algebra } from './algebra.ts';
import { evaluateAll, type Overrides } from './exact.ts';
import { operandsOf, reachable, type Node } from './graph.ts';
import { wholeTolerance, wholeToleranceBelowZero } from './tolerance.ts';

const above = Number(wholeTolerance);
const below = Number(wholeToleranceBelowZero);

/** The operations in double precision, for searching; whatever is shown is read exactly afterwards. */
const doubles: Omit<Algebra<number>, 'input'> = {
  constant: (node) => node.value.toNumber(),
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
};

/**
 * Formulas as functions of one input in double precision: only the steps that depend on it are computed again.
 * Returns null where none of the formulas depends on the address.
 */
export function curvesOf(
  roots: readonly Node[],
  address: string,
  overrides?: Overrides,
): ((value: number) => readonly number[]) | null {
  const nodes = reachable(roots);
  const dependent = new Set<number>();
  for (const node of nodes) {
    const isIt = node.op === 'input' && node.address === address;
    if (isIt || operandsOf(node).some((operand) => dependent.has(operand.id))) dependent.add(node.id);
  }
  if (dependent.size === 0) return null;
  const steps = nodes.filter((node) => dependent.has(node.id));
  const needed = nodes.filter((node) => !dependent.has(node.id));
  const values = new Map<number, number>();
  for (const [index, value] of evaluateAll(needed, overrides).entries()) {
    const node = needed[index];
    if (node !== undefined) values.set(node.id, value.toNumber());
  }
  const of = (node: Node): number => values.get(node.id) ?? Number.NaN;
  let current = 0;
  const algebra: Algebra<number> = { ...doubles, input: () => current };
  return (value) => {
    current = value;
    for (const step of steps) values.set(step.id, readNode(step, algebra, of));
    return roots.map(of);
  };
}
