import { CompactWriter, decodeCompact, type CompactTables, type Encoded } from './compact.ts';
import { DecodedMap } from './decoded-map.ts';
import { readCurve, writeCurve, type WrittenCurve } from './latency-text.ts';
import type {
  Catalog,
  Fact,
  GpuHardware,
  GpuOffer,
  LatencyCurve,
  ModelEntry,
  ThroughputEntry,
  TokenEntry,
} from '../types.ts';

const format = 'crossover/catalog/7';

/** The first line; the entries follow on lines of their own, in the order of these lists. */
interface Head extends Pick<Catalog, 'version' | 'date' | 'digest'>, CompactTables {
  readonly format?: string;
  /** Ids of the entries. */
  readonly tokens: readonly string[];
  readonly offers: readonly string[];
  readonly models: readonly string[];
  readonly gpus: readonly string[];
  /** The model of each measurement. */
  readonly throughput: readonly string[];
  /** Which of the offers are of a GPU, by the GPU. */
  readonly gpuOffers: Readonly<Record<string, readonly number[]>>;
}

/**
 * The catalog as lines of JSON, for a build of bundled catalogs that loads faster than YAML: an entry is a line of compact
 * JSON, which is read when it is asked for. `loadSerializedCatalog` gives the same catalog back, without the one that it extends, and
 * without places in files unless they are kept.
 */
export function serializeCatalog(catalog: Catalog, keepsSpans = false): string {
  const { version, date, digest, tokens, offers, throughput, latency, models, gpus, exchange, facts } =
    catalog;
  const entries = [
    ...tokens.values(),
    ...offers.values(),
    ...models.values(),
    ...gpus.values(),
    ...throughput,
    // Curves are one line, and so are rates, and facts, the last: most scenarios need none.
    latency.map(writeCurve),
    exchange,
    [...facts.values()],
  ];
  const writer = new CompactWriter(entries, keepsSpans);
  const lines = entries.map((each) => JSON.stringify(writer.encode(each)));
  const head: Head = {
    format,
    version,
    date,
    digest,
    shapes: writer.shapes,
    texts: writer.texts,
    tokens: [...tokens.keys()],
    offers: [...offers.keys()],
    models: [...models.keys()],
    gpus: [...gpus.keys()],
    throughput: throughput.map(({ model }) => model),
    gpuOffers: placesBy([...offers.values()].map(({ gpu }) => gpu)),
  };
  return [JSON.stringify(head), ...lines].join('\n');
}

/** Reads what `serializeCatalog` wrote. Another text is a defect of the build, so it throws. */
export function loadSerializedCatalog(text: string): Catalog {
  const lines = text.split('\n');
  const head = JSON.parse(lines[0] ?? '') as Head;
  const parse = (text: string): unknown => decodeCompact(JSON.parse(text) as Encoded, head);
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
  const curves = take(1)[0] ?? '[-1]';
  const rates = take(1)[0] ?? '[-1]';
  const around = take(1)[0] ?? '[-1]';
  let latency: readonly LatencyCurve[] | undefined;
  let exchange: Catalog['exchange'] | undefined;
  let facts: Catalog['facts'] | undefined;
  const read: ThroughputEntry[] = [];
  const measurement = (at: number): ThroughputEntry =>
    (read[at] ??= parse(texts[at] ?? '') as ThroughputEntry);
  const catalog: Catalog = {
    version,
    date,
    digest,
    ...maps,
    get latency() {
      return (latency ??= (parse(curves) as readonly WrittenCurve[]).map(readCurve));
    },
    get exchange() {
      return (exchange ??= parse(rates) as Catalog['exchange']);
    },
    get facts() {
      return (facts ??= new Map((parse(around) as readonly Fact[]).map((fact) => [fact.id, fact])));
    },
    get throughput() {
      return texts.map((_, at) => measurement(at));
    },
  };
  measurements.set(catalog, (model) =>
    head.throughput.flatMap((each, at) => (each === model ? [measurement(at)] : [])),
  );
  offerIds.set(catalog, (gpu) => {
    const places = Object.hasOwn(head.gpuOffers, gpu) ? (head.gpuOffers[gpu] ?? []) : [];
    return places.flatMap((at) => head.offers[at] ?? []);
  });
  return catalog;
}

function placesBy(names: readonly string[]): Readonly<Record<string, readonly number[]>> {
  const places = new Map<string, number[]>();
  for (const [at, name] of names.entries()) places.set(name, [...(places.get(name) ?? []), at]);
  return Object.fromEntries(places);
}

/** The ids of the offers of one GPU of a catalog that was loaded, without reading the others. */
const offerIds = new WeakMap<Catalog, (gpu: string) => readonly string[]>();

/** The offers of a GPU, in their order in the catalog. */
export function offersOf(catalog: Catalog, gpu: string): readonly GpuOffer[] {
  const ids = offerIds.get(catalog)?.(gpu);
  if (ids === undefined) return [...catalog.offers.values()].filter((each) => each.gpu === gpu);
  return ids.flatMap((id) => catalog.offers.get(id) ?? []);
}

/** Those of one model of a catalog that was loaded, without reading the others. */
const measurements = new WeakMap<Catalog, (model: string) => readonly ThroughputEntry[]>();

/** The measured throughputs of a model, in their order in the catalog. */
export function throughputOf(catalog: Catalog, model: string): readonly ThroughputEntry[] {
  let known = measured.get(catalog);
  if (known === undefined) measured.set(catalog, (known = new Map<string, readonly ThroughputEntry[]>()));
  const before = known.get(model);
  if (before !== undefined) return before;
  const found =
    measurements.get(catalog)?.(model) ?? catalog.throughput.filter((each) => each.model === model);
  known.set(model, found);
  return found;
}

/** What was looked for: thousands of options serve the same few models. */
const measured = new WeakMap<Catalog, Map<string, readonly ThroughputEntry[]>>();
