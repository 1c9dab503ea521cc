import {
  ExactReading,
  operandsOf,
  reachable,
  type InputNode,
  type Node,
  type Overrides,
} from '../../formula/index.ts';
import type { LinearProgram } from '../linear-program.ts';
import { fixed, type Affine } from './affine.ts';
import { mixedIntegerAlgebra } from './algebra.ts';
import type { Limit } from './limit.ts';
import { Translation } from './translation.ts';

export interface Question {
  readonly name: string;
  /** What is to be the least. */
  readonly cost: Node;
  /** Inputs that are decided, with finite bounds; every other input keeps its value. */
  readonly decisions: readonly InputNode[];
  readonly limits: readonly Limit[];
  /** Other values of inputs, by address. */
  readonly values?: Overrides;
}

export interface ProgramReading {
  readonly program: LinearProgram;
  /** The column of each decision, by its address. */
  readonly columns: ReadonlyMap<string, number>;
}

/**
 * The mixed-integer reading: rows and columns of a linear program whose least cost is that of the formula. Sums pass through,
 * a ceiling becomes a whole column, max, min and choices among levels become binaries, and a product with a yes or no is held
 * between proved bounds. A row that only keeps a step from being larger or smaller than cost wants it anyway is left out.
 * Throws where a formula is not linear in its decisions, naming the step.
 */
export function readProgram({ name, cost, decisions, limits, values }: Question): ProgramReading {
  const roots = [cost, ...limits.map(({ of }) => of)];
  const translation = new Translation();
  const columns = new Map(decisions.map((each) => [each.address, translation.decision(each)] as const));
  const decided = new Set(decisions.map(({ id }) => id));
  const depends = new Set<number>();
  const nodes = reachable(roots);
  for (const node of nodes)
    if (decided.has(node.id) || operandsOf(node).some(({ id }) => depends.has(id))) depends.add(node.id);
  const exact = new ExactReading(values);
  const algebra = mixedIntegerAlgebra(translation, columns);
  const known = new Map<number, Affine>();
  const of = (node: Node): Affine => {
    const found = known.get(node.id) ?? constantOf(exact, node);
    known.set(node.id, found);
    return found;
  };
  for (const node of nodes) if (depends.has(node.id)) known.set(node.id, algebra(node, of));
  const read = roots.map(of);
  const [objective, ...rest] = read;
  if (objective === undefined) throw new Error('a program needs a cost');
  return {
    program: translation.build(
      name,
      objective,
      limits.map((limit, index) => ({ limit, of: rest[index] ?? objective })),
    ),
    columns,
  };
}

function constantOf(exact: ExactReading, node: Node): Affine {
  return fixed(exact.of(node).toNumber());
}
