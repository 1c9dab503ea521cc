import { Exact, type Node } from '../../formula/index.ts';
import type { Workload } from '../../scenario/index.ts';
import type { Bounds, ModelContext } from '../context.ts';
import type { Turns } from './conversation.ts';

/** Shares of input that are read from the cache and written to it. */
export interface CacheShares {
  readonly cached: Node;
  readonly cacheWrite: Node;
}

/** A kind of request: its part of all requests, null where all are of it, and its input tokens. */
interface Kind {
  readonly share: Node | null;
  readonly input: Node;
}

/** Of all input, and of the input of each kind of request. */
export interface WorkloadCache {
  readonly all: CacheShares;
  readonly of: (kind: number) => CacheShares;
}

/**
 * What of the input is read from the cache and written to it: as stated; of a conversation, what the turn before carried; of
 * stated tokens, as many as a request of the kind has. What is written is no more than what is not read.
 */
export function workloadCache(
  context: ModelContext,
  workload: Workload,
  turns: Turns | null,
  kinds: readonly Kind[],
): WorkloadCache {
  const { graph, one } = context;
  const at = `workloads.${workload.id}.tokens`;
  const isWritten = workload.cacheWriteTokens !== null || workload.cacheWrite.kind !== 'default';
  const within = (cached: Node, write: Node): CacheShares => ({
    cached,
    cacheWrite: isWritten ? graph.minimum(write, graph.subtract(one, cached)) : write,
  });
  const { cachedTokens, cacheWriteTokens } = workload;
  const read =
    turns !== null
      ? { all: turns.cached, of: (kind: number): Node => turns.cachedOf(kind) }
      : cachedTokens === null
        ? same(context.input(`${at}.cached`, workload.cached, besides(context, workload, 'cached')))
        : counted(context, workload, kinds, 'cached', context.input(`${at}.cached_tokens`, cachedTokens));
  const written =
    cacheWriteTokens === null
      ? same(context.input(`${at}.cache_write`, workload.cacheWrite, besides(context, workload, 'cacheWrite')))
      : counted(context, workload, kinds, 'cache_write', context.input(`${at}.cache_write_tokens`, cacheWriteTokens)); // prettier-ignore
  const known = new Map<number, CacheShares>();
  const all = within(read.all, written.all);
  return {
    all,
    of: (kind) => {
      const [ofRead, ofWritten] = [read.of(kind), written.of(kind)];
      if (ofRead === read.all && ofWritten === written.all) return all;
      const shares = known.get(kind) ?? within(ofRead, ofWritten);
      known.set(kind, shares);
      return shares;
    },
  };
}

interface Part {
  readonly all: Node;
  readonly of: (kind: number) => Node;
}

function same(share: Node): Part {
  return { all: share, of: () => share };
}

/** Of two shares that are stated of one input, each can be what the other leaves. */
function besides(context: ModelContext, workload: Workload, name: 'cached' | 'cacheWrite'): Bounds {
  const key = name === 'cached' ? 'cache_write' : 'cached';
  const other = name === 'cached' ? workload.cacheWrite : workload.cached;
  const isCounted = workload.cachedTokens !== null || workload.cacheWriteTokens !== null;
  if (isCounted || workload.conversation !== null || other.distribution !== null) return {};
  const value = context.variedTo(`workloads.${workload.id}.tokens.${key}`) ?? other.value;
  return value.isZero() ? {} : { maximum: new Exact(1).minus(value) };
}

/** The share that so many tokens are: of a shorter request all of it. */
function counted(
  context: ModelContext,
  workload: Workload,
  kinds: readonly Kind[],
  key: 'cached' | 'cache_write',
  tokens: Node,
): Part {
  const { graph, one } = context;
  const label = key === 'cached' ? 'share of input read from cache' : 'share of input written to cache';
  const name = (of: Node): Node => graph.name(`workloads.${workload.id}.tokens.${key}_share`, label, of);
  const shares = kinds.map(({ input }) => graph.minimum(one, graph.divide(tokens, input)));
  const [only] = shares;
  if (only !== undefined && shares.length === 1) return same(name(only));
  const weighted = (of: (kind: Kind, share: Node) => Node): Node => {
    const terms = kinds.map((kind, index) => {
      const term = of(kind, shares[index] ?? one);
      return kind.share === null ? term : graph.multiply(kind.share, term);
    });
    return graph.add(...terms);
  };
  const all = name(
    graph.divide(
      weighted(({ input }, share) => graph.multiply(share, input)),
      weighted(({ input }) => input),
    ),
  );
  return { all, of: (kind) => shares[kind] ?? all };
}
