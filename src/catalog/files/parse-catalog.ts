import {
  fail,
  hasErrors,
  nearest,
  ok,
  problem,
  sortDiagnostics,
  warning,
  type Diagnostic,
  type Result,
  type Span,
} from '../../diagnostics/index.ts';
import { catalogDigest, type CatalogContent } from './digest.ts';
import { exchangeKey, latencyKey, throughputKey } from './keys.ts';
import {
  readDocument,
  reportAt,
  startReading,
  type Field,
  type LocatedField,
  type LocatedNode,
  type FileReading,
  type Report,
} from '../../document/index.ts';
import { factField } from '../entries/fact.ts';
import { exchangeRate, gpuHardware, modelEntry } from '../entries/facts.ts';
import { gpuOfferField } from '../entries/gpu-offer.ts';
import { latencyCurve } from '../entries/latency.ts';
import { throughputEntry } from '../entries/throughput.ts';
import { tokenEntryField } from '../entries/token-entry.ts';
import { manifestField, type Manifest } from './manifest.ts';
import type { Catalog } from '../types.ts';

/** The files of a catalog folder. */
export const catalogFiles = [
  'catalog.yaml',
  'tokens.yaml',
  'gpus.yaml',
  'throughput.yaml',
  'latency.yaml',
  'models.yaml',
  'hardware.yaml',
  'fx.yaml',
  'facts.yaml',
] as const;

/** Finds a bundled catalog by its version, for one that `extends` it. */
export type FindCatalog = (version: string) => Catalog | undefined;

/**
 * The catalog of a folder's files (name in the folder to text), or all problems of all of them. `name` is the folder, as
 * it is to be shown before the file names. Of the files only `catalog.yaml` has to be there.
 */
export function parseCatalog(
  files: ReadonlyMap<string, string>,
  name: string,
  findCatalog: FindCatalog = () => undefined,
): Result<Catalog> {
  const report = startReading('USD', 'catalog');
  const start = (file: string): Span => ({ file: pathOf(name, file), line: 1, column: 1, length: 0 });
  reportUnknownFiles(files, report.diagnostics, start);
  const documents = new Map<string, LocatedNode>();
  for (const file of catalogFiles) {
    const text = files.get(file);
    if (text === undefined) continue;
    const read = readDocument(text, pathOf(name, file));
    report.diagnostics.push(...read.diagnostics);
    if (read.ok) documents.set(file, read.value);
  }
  const manifestNode = documents.get('catalog.yaml');
  if (!files.has('catalog.yaml')) {
    const message = 'the catalog has no catalog.yaml';
    report.diagnostics.push(problem('catalog/missing-file', message, { span: start('catalog.yaml') }));
  }
  const manifest =
    manifestNode === undefined ? undefined : manifestField.read(manifestNode, '', report, manifestNode.span);
  const own = readContent(documents, report);
  const base = manifest === undefined ? undefined : findBase(manifest, findCatalog, report);
  if (manifest === undefined || hasErrors(report.diagnostics))
    return fail(...sortDiagnostics(report.diagnostics));
  const content = overlay({ version: manifest.version, date: manifest.date, ...own }, base);
  const digest = catalogDigest(content);
  report.diagnostics.push(...checkDigest(manifest.digest, digest));
  const catalog = base === undefined ? { ...content, digest } : { ...content, digest, base };
  return ok(catalog, sortDiagnostics(report.diagnostics));
}

function pathOf(name: string, file: string): string {
  return name === '' ? file : `${name}/${file}`;
}

function reportUnknownFiles(
  files: ReadonlyMap<string, string>,
  diagnostics: Diagnostic[],
  start: (file: string) => Span,
): void {
  for (const file of files.keys()) {
    if (catalogFiles.some((known) => known === file)) continue;
    const meant = nearest(file, catalogFiles);
    const hint = meant === undefined ? `known files: ${catalogFiles.join(', ')}` : `did you mean '${meant}'?`;
    const message = `${file} is not a catalog file`;
    diagnostics.push(problem('catalog/unknown-file', message, { span: start(file), hint }));
  }
}

type Content = Omit<CatalogContent, 'version' | 'date'>;

function readContent(documents: ReadonlyMap<string, LocatedNode>, report: FileReading): Content {
  const entries = <T>(
    file: (typeof catalogFiles)[number],
    field: Field<T>,
    keyOf: (entry: T) => string,
  ): ReadonlyMap<string, T> => readEntries(documents.get(file), file, report, field, keyOf);
  const idOf = (entry: { readonly id: string }): string => entry.id;
  return {
    tokens: entries('tokens.yaml', tokenEntryField, idOf),
    offers: entries('gpus.yaml', gpuOfferField, idOf),
    throughput: [...entries('throughput.yaml', throughputEntry, throughputKey).values()],
    latency: [...entries('latency.yaml', latencyCurve, latencyKey).values()],
    models: entries('models.yaml', modelEntry, idOf),
    gpus: entries('hardware.yaml', gpuHardware, idOf),
    exchange: [...entries('fx.yaml', exchangeRate, exchangeKey).values()],
    facts: entries('facts.yaml', factField, idOf),
  };
}

function readEntries<T>(
  node: LocatedNode | undefined,
  file: string,
  report: FileReading,
  field: Field<T>,
  keyOf: (entry: T) => string,
): ReadonlyMap<string, T> {
  const entries = new Map<string, T>();
  if (node === undefined || node.type === 'null') return entries;
  if (node.type !== 'list') {
    reportAt(report, 'wrong-type', '', `${file} has to be a list of entries ('- id: ...')`, node);
    return entries;
  }
  const lines = new Map<string, number>();
  const list = file.replace(/\.yaml$/u, '');
  for (const [index, item] of node.items.entries()) {
    const entry = field.read(item, addressOf(item) ?? `${list}.${index}`, report, item.span);
    if (entry === undefined) continue;
    const key = keyOf(entry);
    const earlier = lines.get(key);
    if (earlier === undefined) {
      entries.set(key, entry);
      lines.set(key, item.span.line);
    } else {
      const hint = `the first one is on line ${earlier}`;
      reportAt(report, 'duplicate', key, 'there are two entries of this name', { span: item.span, hint });
    }
  }
  return entries;
}

/** An entry is named by its own id in messages, where it has one. */
function addressOf(item: LocatedNode): string | undefined {
  const id = item.type === 'map' ? item.entries.get('id')?.value : undefined;
  return id?.type === 'scalar' ? id.text.slice(0, 200) : undefined;
}

function findBase(manifest: Manifest, find: FindCatalog, report: Report): Catalog | undefined {
  const field = manifest.extends;
  if (field?.value.type !== 'scalar') return undefined;
  const base = find(field.value.text);
  if (base !== undefined) return base;
  const message = `there is no bundled catalog '${field.value.text}'`;
  return reportAt(report, 'unknown-base', 'extends', message, field.value);
}

/** A catalog's own entries over those of the one that it extends. */
export function overlay(own: CatalogContent, base: Catalog | undefined): CatalogContent {
  if (base === undefined) return own;
  const list = <T>(below: readonly T[], above: readonly T[], keyOf: (entry: T) => string): readonly T[] => [
    ...new Map([...below, ...above].map((entry) => [keyOf(entry), entry])).values(),
  ];
  return {
    version: own.version,
    date: own.date,
    tokens: new Map([...base.tokens, ...own.tokens]),
    offers: new Map([...base.offers, ...own.offers]),
    throughput: list(base.throughput, own.throughput, throughputKey),
    latency: list(base.latency, own.latency, latencyKey),
    models: new Map([...base.models, ...own.models]),
    gpus: new Map([...base.gpus, ...own.gpus]),
    exchange: list(base.exchange, own.exchange, exchangeKey),
    facts: new Map([...base.facts, ...own.facts]),
  };
}

function checkDigest(field: LocatedField | null, digest: string): readonly Diagnostic[] {
  if (field?.value.type !== 'scalar' || field.value.text === digest) return [];
  const message = 'the content is not what the digest was made of: an entry was changed since';
  return [warning('catalog/digest', message, { span: field.value.span, hint: `it is now ${digest}` })];
}
