import type { TokenEntry } from '../../catalog/index.ts';
import type { Exact, Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';

/** What a request to an entry can hold at most; null where nobody says. */
export interface EntryLimits {
  readonly context: Exact | null;
  /** Most output tokens of a request. */
  readonly maxOutput: Exact | null;
}

/** As the vendor states it, else as the model behind the entry is known to have it. */
export function limitsOf(context: ModelContext, entry: TokenEntry): EntryLimits {
  const model = entry.model === null ? undefined : context.catalog.models.get(entry.model);
  return { context: entry.context ?? model?.context ?? null, maxOutput: entry.maxOutput ?? null };
}

/**
 * Requires that nothing is asked of an embedding model or a reranker but what it does: neither writes text. `written` is what
 * is asked for, in any measure.
 */
export function requireTask(context: ModelContext, { id, task }: TokenEntry, written: Node, of = ''): void {
  if (task === undefined) return;
  const what = task === 'embedding' ? 'an embedding model' : 'a reranker';
  context.mustHold(nothing(context, written), 'whether text is written', () => ({
    exclusion: { by: 'task', message: `${of}${id} is ${what}: it writes no text, and output is asked of it` },
    hasFigures: true,
  }));
}

/** The slack of what must be nothing. */
export function nothing({ graph }: ModelContext, written: Node): Node {
  return graph.subtract(graph.constant(0, written.unit), written);
}

/** Requires that a model that writes text has some to write: without output, an embedding or a ranking is asked for. */
export function requireText(context: ModelContext, { id, task }: TokenEntry, written: Node): void {
  if (task !== undefined) return;
  const { graph } = context;
  const least = graph.constant('0.000001', written.unit);
  context.mustHold(graph.subtract(written, least), 'whether text is written', () => ({
    exclusion: {
      by: 'task',
      message: `${id} writes text, and a workload without output tokens asks for embeddings or a ranking`,
    },
    hasFigures: true,
  }));
}
