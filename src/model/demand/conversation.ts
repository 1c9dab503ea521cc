import type { Node } from '../../formula/index.ts';
import type { Conversation } from '../../scenario/index.ts';
import type { ModelContext } from '../context.ts';

/** The requests of a conversation, each with its part of all requests, and what share of their input is read from cache. */
export interface Turns {
  readonly requests: readonly { readonly part: Node; readonly input: Node; readonly output: Node }[];
  readonly cached: Node;
  /** The same of the request of a turn, the first being 0. */
  readonly cachedOf: (turn: number) => Node;
}

/**
 * Section 1: of m turns, request j carries s + j·u + (j-1)·a input tokens, and what request j-1 carried can be read from cache:
 * at most the sum of all inputs but the last over the sum of all.
 */
export function turnsOf(context: ModelContext, workload: string, stated: Conversation): Turns {
  const { graph } = context;
  const at = `workloads.${workload}.conversation`;
  const [turns, system, user, answer, cached] = (
    ['turns', 'system', 'user', 'answer', 'cached'] as const
  ).map((key) => context.input(`${at}.${key}`, stated[key])) as [Node, Node, Node, Node, Node];
  context.selects(turns, 'how many requests a conversation has');
  const part = graph.divide(context.one, turns);
  const times = (of: Node, count: number): Node => graph.multiply(graph.constant(count), of);
  const count = context.valueOf(turns).toNumber();
  const requests = Array.from({ length: count }, (_, index) => ({
    part,
    input: graph.add(system, times(user, index + 1), ...(index === 0 ? [] : [times(answer, index)])),
    output: answer,
  }));
  const inputs = requests.map(({ input }) => input);
  const earlier = inputs.slice(0, -1);
  const readable =
    earlier.length === 0 ? graph.constant(0) : graph.divide(graph.add(...earlier), graph.add(...inputs));
  const zero = graph.constant(0);
  return {
    requests,
    cachedOf: (turn) => {
      const [before, own] = [inputs[turn - 1], inputs[turn]];
      return before === undefined || own === undefined
        ? zero
        : graph.multiply(cached, graph.divide(before, own));
    },
    cached: graph.name(
      `${at}.cached_share`,
      'share of input read from cache',
      graph.multiply(cached, readable),
    ),
  };
}
