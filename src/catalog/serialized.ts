import { Exact } from '../formula/index.ts';
import { DecodedMap } from './decoded-map.ts';
import type { Catalog } from './types.ts';

const format = 'crossover/catalog/1';

/**
 * The catalog as JSON, for a build of bundled catalogs that loads faster than YAML. Exact numbers are texts that begin
 * with `=`; places in files are left out. `loadSerializedCatalog` gives the same catalog back.
 */
export function serializeCatalog(catalog: Catalog): string {
  const { version, date, digest, tokens, offers, throughput, models, gpus, exchange } = catalog;
  const lists: Lists = {
    version,
    date,
    digest,
    tokens: [...tokens.values()],
    offers: [...offers.values()],
    throughput,
    models: [...models.values()],
    gpus: [...gpus.values()],
    exchange,
  };
  return JSON.stringify(encode({ format, ...lists }));
}

/** Reads what `serializeCatalog` wrote. Another text is a defect of the build, so it throws. */
export function loadSerializedCatalog(text: string): Catalog {
  const { format: found, ...content } = JSON.parse(text) as Lists & { readonly format?: string };
  if (found !== format) throw new Error(`not a serialized catalog: ${found ?? 'no format'}`);
  const { tokens, offers, models, gpus, throughput, exchange, ...rest } = content;
  decode(throughput);
  decode(exchange);
  const maps = { tokens: byId(tokens), offers: byId(offers), models: byId(models), gpus: byId(gpus) };
  return { ...rest, ...maps, throughput, exchange };
}

type Values<T> = T extends ReadonlyMap<string, infer Entry> ? readonly Entry[] : T;
type Lists = { readonly [Key in keyof Catalog]: Values<Catalog[Key]> };

function byId<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new DecodedMap(new Map(entries.map((entry) => [entry.id, entry])), (encoded) => {
    const entry = encoded as T;
    decode(entry);
    return entry;
  });
}

function encode(value: unknown): unknown {
  if (value instanceof Exact) return `=${value.toFixed()}`;
  if (typeof value === 'string') return /^[=']/u.test(value) ? `'${value}` : value;
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      key === 'span' || each === undefined ? [] : [[key, encode(each)]],
    ),
  );
}

/** In place: the parsed JSON is nobody else's. */
function decode(node: object): void {
  const fields = node as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (typeof value === 'string') {
      if (value.startsWith('=')) fields[key] = new Exact(value.slice(1));
      else if (value.startsWith("'")) fields[key] = value.slice(1);
    } else if (typeof value === 'object' && value !== null) {
      decode(value);
    }
  }
}
