import type { Exact, Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import type { Member } from './busiest.ts';

/** 1 where any of the choices is made, otherwise 0; of none, 0. */
export function anyOf({ graph }: ModelContext, chosen: readonly Node[]): Node {
  const distinct = [...new Set(chosen)];
  const [only] = distinct;
  if (only === undefined) return graph.constant(0);
  return distinct.length === 1 ? only : graph.maximum(...distinct);
}

/**
 * The largest figure among the choices that are made; the figures themselves are not decided. Where none is made it is the
 * smallest, of nothing.
 */
export function largestOf(context: ModelContext, members: readonly Member<Node>[]): Node {
  const { graph } = context;
  const levels = new Map<string, { readonly use: Node; readonly size: Exact; readonly chosen: Node[] }>();
  for (const { chosen, use } of members) {
    context.selects(use, 'which of the workloads that share something needs the most');
    const size = context.valueOf(use);
    const level = levels.get(size.toString()) ?? { use, size, chosen: [] };
    level.chosen.push(chosen);
    levels.set(size.toString(), level);
  }
  const [first, ...larger] = [...levels.values()].sort((a, b) => a.size.comparedTo(b.size));
  if (first === undefined) throw new Error('nothing to take the largest of');
  const none = graph.constant(0);
  return larger.reduce<Node>(
    (otherwise, { chosen, use }) =>
      graph.choose({
        by: anyOf(context, chosen),
        otherwise,
        cases: [{ above: none, value: use }],
        inclusive: false,
      }),
    first.use,
  );
}
