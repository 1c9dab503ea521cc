import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Exact } from '../../formula/index.ts';
import type { Catalog } from '../types.ts';
import { exchangeKey, latencyKey, throughputKey } from './keys.ts';

/**
 * SHA-256 over the canonical form (RFC 8785) of a value: the order of keys, where it stood in a file (`span`) and how a
 * number was written (3, 3.0) do not change it. Maps count as objects. Lists count in their order.
 */
export function canonicalDigest(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(plain(value)) ?? 'null')
    .digest('hex');
}

function plain(value: unknown): unknown {
  if (value instanceof Exact) return value.toFixed();
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      key === 'span' || each === undefined ? [] : [[key, plain(each)]],
    ),
  );
}

/**
 * The digest of each entry, by its name below its part (`tokens/openai/gpt-4o`, `offers/aws/...`), in order of names: what a
 * lock file keeps, so that a change can be named.
 */
export function entryDigests(catalog: CatalogContent): ReadonlyMap<string, string> {
  const digests: [string, string][] = [];
  const add = (part: string, name: string, entry: unknown): number =>
    digests.push([`${part}/${name}`, canonicalDigest(entry)]);
  for (const entry of catalog.tokens.values()) add('tokens', entry.id, entry);
  for (const entry of catalog.offers.values()) add('offers', entry.id, entry);
  for (const entry of catalog.throughput) add('throughput', throughputKey(entry), entry);
  for (const entry of catalog.latency) add('latency', latencyKey(entry), entry);
  for (const entry of catalog.models.values()) add('models', entry.id, entry);
  for (const entry of catalog.gpus.values()) add('gpus', entry.id, entry);
  for (const entry of catalog.exchange) add('exchange', exchangeKey(entry), entry);
  for (const entry of catalog.facts.values()) add('facts', entry.id, entry);
  return new Map(digests.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

export type CatalogContent = Omit<Catalog, 'digest' | 'base'>;

/** The digest of a whole catalog: of its version, its date and its entries' digests. */
export function catalogDigest(catalog: CatalogContent): string {
  return canonicalDigest({
    version: catalog.version,
    date: catalog.date,
    entries: Object.fromEntries(entryDigests(catalog)),
  });
}
