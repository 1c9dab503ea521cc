import { ownEntries } from '../validation/own-entries.ts';
import type { Catalog } from '../types.ts';
import { overlay, type FindCatalog } from './parse-catalog.ts';
import { loadSerializedCatalog, serializeCatalog } from './serialized.ts';

/**
 * A parsed catalog as text, from which `loadKeptCatalog` makes the same again, places in files included: the version of the catalog that
 * it extends on a line, then its own entries.
 */
export function keepCatalog(catalog: Catalog): string {
  const isOwn = ownEntries(catalog);
  const ownOf = <T extends object>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...entries].filter(([, entry]) => isOwn(entry)));
  const own = {
    version: catalog.version,
    date: catalog.date,
    digest: catalog.digest,
    tokens: ownOf(catalog.tokens),
    offers: ownOf(catalog.offers),
    throughput: catalog.throughput.filter(isOwn),
    latency: catalog.latency.filter(isOwn),
    models: ownOf(catalog.models),
    gpus: ownOf(catalog.gpus),
    exchange: catalog.exchange.filter(isOwn),
    facts: ownOf(catalog.facts),
  };
  return `${JSON.stringify(catalog.base?.version ?? null)}\n${serializeCatalog(own, true)}`;
}

/** Reads what `keepCatalog` wrote, over the catalog that it extends; null where that is not there. Throws for another text. */
export function loadKeptCatalog(text: string, findCatalog: FindCatalog): Catalog | null {
  const end = text.indexOf('\n');
  const version = JSON.parse(text.slice(0, end)) as string | null;
  const own = loadSerializedCatalog(text.slice(end + 1));
  if (version === null) return own;
  const base = findCatalog(version);
  return base === undefined ? null : { ...overlay(own, base), digest: own.digest, base };
}
