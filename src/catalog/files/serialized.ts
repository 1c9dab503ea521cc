import { Exact } from '../../formula/index.ts';
import { DecodedMap } from './decoded-map.ts';
import type { Catalog, GpuHardware, GpuOffer, ModelEntry, ThroughputEntry, TokenEntry } from '../types.ts';

const format = 'crossover/catalog/3';

/** The first line; the entries follow on lines of their own, in the order of these lists. */
interface Head extends Pick<Catalog, 'version' | 'date' | 'digest'> {
  readonly format?: string;
  /** Ids of the entries. */
  readonly tokens: readonly string[];
  readonly offers: readonly string[];
  readonly models: readonly string[];
  readonly gpus: readonly string[];
  /** The model of each measurement. */
  readonly throughput: readonly string[];
}

/**
 * The catalog as lines of JSON, for a build of bundled catalogs that loads faster than YAML: an entry is a line, which is
 * read when it is asked for. Exact numbers are texts that begin with `=`; places in files are left out.
 * `loadSerializedCatalog` gives the same catalog back.
 */
export function serializeCatalog(catalog: Catalog): string {
  const { version, date, digest, tokens, offers, throughput, models, gpus, exchange } = catalog;
  const head: Head = {
    format,
    version,
    date,
    digest,
    tokens: [...tokens.keys()],
    offers: [...offers.keys()],
    models: [...models.keys()],
    gpus: [...gpus.keys()],
    throughput: throughput.map(({ model }) => model),
  };
  const entries = [
    ...tokens.values(),
    ...offers.values(),
    ...models.values(),
    ...gpus.values(),
    ...throughput,
  ];
  // Rates are one line, the last: most scenarios need none.
  return [head, ...entries, exchange].map((each) => JSON.stringify(encode(each))).join('\n');
}

/** Reads what `serializeCatalog` wrote. Another text is a defect of the build, so it throws. */
export function loadSerializedCatalog(text: string): Catalog {
  const lines = text.split('\n');
  const head = parse(lines[0] ?? '') as Head;
  if (head.format !== format) throw new Error(`not a serialized catalog: ${head.format ?? 'no format'}`);
  let taken = 1;
  const take = (count: number): readonly string[] => lines.slice(taken, (taken += count));
  const mapOf = <T>(ids: readonly string[]): ReadonlyMap<string, T> => {
    const texts = take(ids.length);
    return new DecodedMap(
      new Map(ids.map((id, index) => [id, texts[index] ?? ''])),
      (each) => parse(each) as T,
    );
  };
  const { version, date, digest } = head;
  const maps = {
    tokens: mapOf<TokenEntry>(head.tokens),
    offers: mapOf<GpuOffer>(head.offers),
    models: mapOf<ModelEntry>(head.models),
    gpus: mapOf<GpuHardware>(head.gpus),
  };
  const texts = take(head.throughput.length);
  const rates = take(1)[0] ?? '[]';
  let exchange: Catalog['exchange'] | undefined;
  const read: ThroughputEntry[] = [];
  const measurement = (at: number): ThroughputEntry =>
    (read[at] ??= parse(texts[at] ?? '') as ThroughputEntry);
  const catalog: Catalog = {
    version,
    date,
    digest,
    ...maps,
    get exchange() {
      return (exchange ??= parse(rates) as Catalog['exchange']);
    },
    get throughput() {
      return texts.map((_, at) => measurement(at));
    },
  };
  measurements.set(catalog, (model) =>
    head.throughput.flatMap((each, at) => (each === model ? [measurement(at)] : [])),
  );
  return catalog;
}

/** Those of one model of a catalog that was loaded, without reading the others. */
const measurements = new WeakMap<Catalog, (model: string) => readonly ThroughputEntry[]>();

/** The measured throughputs of a model, in their order in the catalog. */
export function throughputOf(catalog: Catalog, model: string): readonly ThroughputEntry[] {
  return measurements.get(catalog)?.(model) ?? catalog.throughput.filter((each) => each.model === model);
}

function parse(text: string): object {
  const value = JSON.parse(text) as object;
  decode(value);
  return value;
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
