import { Exact } from '../../formula/index.ts';

/** Sums over attempts or buckets; null where the log does not say. */
export interface Sums {
  readonly rows: number;
  readonly requests: number;
  readonly input: Exact;
  readonly cached: Exact;
  readonly cacheWrite: Exact;
  readonly output: Exact;
  readonly reasoning: Exact | null;
  readonly cost: Exact | null;
}

export const noSums: Sums = {
  rows: 0,
  requests: 0,
  input: new Exact(0),
  cached: new Exact(0),
  cacheWrite: new Exact(0),
  output: new Exact(0),
  reasoning: null,
  cost: null,
};

/** The sum of two; what one does not say counts as nothing where the other says it. */
export function addSums(a: Sums, b: Sums): Sums {
  return {
    rows: a.rows + b.rows,
    requests: a.requests + b.requests,
    input: a.input.plus(b.input),
    cached: a.cached.plus(b.cached),
    cacheWrite: a.cacheWrite.plus(b.cacheWrite),
    output: a.output.plus(b.output),
    reasoning: addKnown(a.reasoning, b.reasoning),
    cost: addKnown(a.cost, b.cost),
  };
}

function addKnown(a: Exact | null, b: Exact | null): Exact | null {
  return a === null ? b : b === null ? a : a.plus(b);
}

/** Sums by a key, in the order of the keys' first appearance. */
export function sumBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | null,
  sumsOf: (item: T) => Sums,
): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) sums.set(key, addSums(sums.get(key) ?? noSums, sumsOf(item)));
  }
  return sums;
}
