import { interpret } from '../graph/algebra.ts';
import type { Overrides } from '../readings/exact.ts';
import type { Node } from '../graph/graph.ts';
import { Atoms } from './atoms.ts';
import { formAlgebra } from './form-algebra.ts';
import { lowerForms } from './lower.ts';
import type { VectorPlan } from './plan.ts';

/**
 * Compiles formulas for many evaluations. `varied` are the addresses that get a column each; all other inputs are
 * folded in exactly, at their own value or at the one of `fixed`. An address that no formula depends on is allowed.
 */
export function compilePlan(
  roots: readonly Node[],
  varied: readonly string[],
  fixed: Overrides = new Map(),
): VectorPlan {
  const atoms = new Atoms();
  const columns = new Map(varied.map((address, index) => [address, index]));
  const forms = interpret(roots, formAlgebra(atoms, columns, fixed));
  return { varied: [...varied], ...lowerForms(atoms, forms) };
}
