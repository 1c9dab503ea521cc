import type { TokenEntry } from '../../catalog/index.ts';
import type { Exact, Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import { sum, type TokenStream } from '../demand/demand.ts';

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

/** Requires that nothing is asked of an embedding model or a reranker but what it does: neither writes text. */
export function requireTask(
  context: ModelContext,
  { id, task }: TokenEntry,
  streams: readonly Pick<TokenStream, 'output'>[],
  of = '',
): void {
  if (task === undefined) return;
  const { graph } = context;
  const written = sum(
    context,
    streams.map(({ output }) => output),
  );
  const what = task === 'embedding' ? 'an embedding model' : 'a reranker';
  context.mustHold(
    graph.subtract(graph.constant(0, written.unit), written),
    'whether text is written',
    () => ({
      exclusion: {
        by: 'task',
        message: `${of}${id} is ${what}: it writes no text, and output is asked of it`,
      },
      hasFigures: true,
    }),
  );
}

/** Requires that a model that writes text has some to write: without output, an embedding or a ranking is asked for. */
export function requireText(
  context: ModelContext,
  { id, task }: TokenEntry,
  streams: readonly Pick<TokenStream, 'output'>[],
): void {
  if (task !== undefined) return;
  const { graph } = context;
  const written = sum(
    context,
    streams.map(({ output }) => output),
  );
  const least: Node = graph.constant('0.000001', written.unit);
  context.mustHold(graph.subtract(written, least), 'whether text is written', () => ({
    exclusion: {
      by: 'task',
      message: `${id} writes text, and a workload without output tokens asks for embeddings or a ranking`,
    },
    hasFigures: true,
  }));
}
