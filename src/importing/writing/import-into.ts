import type { IsoDate } from '../../document/index.ts';
import { parseDocument } from 'yaml';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { catalogDigest, exchangeKey, throughputKey, type Catalog } from '../../catalog/index.ts';
import { exchangeText, gpuOfferText, hardwareText, throughputText, tokenEntryText } from './entry-text.ts';
import { mergeImport, type MergedImport } from '../merging/merge.ts';
import { spliceEntries, type Replacement } from './splice.ts';
import type { Imported } from '../types.ts';

/** What a reader of catalogs takes of one file. */
const largestFile = 5_000_000;

export interface ImportTarget {
  /** The folder's name before the names of its files, as its entries' places have it. */
  readonly name: string;
  /** The version of a new catalog. */
  readonly version: string;
  /** The bundled catalog that a new catalog is to extend. */
  readonly extends: string | null;
  /** The texts of the folder; empty for a new one. */
  readonly files: ReadonlyMap<string, string>;
  /** The catalog of the folder with what it extends; for a new one only that, undefined for none. */
  readonly catalog: Catalog | undefined;
}

export interface ImportedFiles {
  readonly merged: MergedImport;
  /** The files to write. */
  readonly files: ReadonlyMap<string, string>;
}

interface Placed {
  readonly span?: { readonly file: string; readonly line: number };
}

/**
 * The files of a catalog folder with what was imported: entries that change are written anew, the others stay as they
 * are, with their comments. Empty where nothing changes. `source` is noted in `catalog.yaml`.
 */
export function importInto(
  target: ImportTarget,
  imported: Imported,
  source: { readonly url: string; readonly note: string },
): Result<ImportedFiles> {
  const { catalog } = target;
  const none: Pick<Catalog, 'tokens' | 'offers' | 'throughput' | 'gpus' | 'exchange'> = {
    tokens: new Map(),
    offers: new Map(),
    throughput: [],
    gpus: new Map(),
    exchange: [],
  };
  const merged = mergeImport(imported, catalog ?? none);
  const files = new Map<string, string>();
  const write = <Entry>(
    file: string,
    own: Iterable<Entry & Placed>,
    changed: readonly Entry[],
    keyOf: (entry: Entry) => string,
    textOf: (entry: Entry) => string,
  ): void => {
    if (changed.length === 0) return;
    const here = target.files.has(file)
      ? [...own].filter(({ span }) => span?.file === `${target.name}/${file}`)
      : [];
    files.set(file, fileText(target.files.get(file), here, changed, keyOf, textOf));
  };
  const idOf = ({ id }: { readonly id: string }): string => id;
  write('tokens.yaml', catalog?.tokens.values() ?? [], merged.tokens, idOf, tokenEntryText);
  write('gpus.yaml', catalog?.offers.values() ?? [], merged.offers, idOf, gpuOfferText);
  for (const [file, changed] of [
    ['throughput.yaml', merged.throughput.map(throughputText)],
    ['hardware.yaml', merged.gpus.map(hardwareText)],
    ['fx.yaml', merged.exchange.map(exchangeText)],
  ] as const) {
    if (changed.length > 0) files.set(file, appended(target.files.get(file), changed));
  }
  const large = [...files].find(([, text]) => text.length > largestFile);
  if (large !== undefined) {
    const message = `${large[0]} would have ${large[1].length} characters; at most ${largestFile} are read`;
    return fail(problem('import/too-large', message, { hint: 'import a part of it with --only' }));
  }
  const manifest =
    files.size === 0
      ? undefined
      : manifestText(target, imported.retrieved, source, (date) => digestOf(target, merged, date));
  if (manifest !== undefined) files.set('catalog.yaml', manifest);
  return ok({ merged, files });
}

const heading = '# Written by crossover catalog import.\n';

function fileText<Entry>(
  text: string | undefined,
  own: readonly (Entry & Placed)[],
  changed: readonly Entry[],
  keyOf: (entry: Entry) => string,
  textOf: (entry: Entry) => string,
): string {
  const lines = new Map(own.map((entry) => [keyOf(entry), entry.span?.line ?? null]));
  const replacements = changed.map((entry): Replacement => ({
    line: lines.get(keyOf(entry)) ?? null,
    text: textOf(entry),
  }));
  const starts = [...lines.values()].filter((line) => line !== null);
  const spliced = text === undefined ? undefined : spliceEntries(text, starts, replacements);
  if (spliced !== undefined) return spliced;
  const all = new Map([...own, ...changed].map((entry) => [keyOf(entry), entry]));
  return heading + [...all.values()].map(textOf).join('');
}

/** Entries that are only ever added: the file's own text stays. */
function appended(text: string | undefined, added: readonly string[]): string {
  const isEmpty = text === undefined || hasNoEntries(text);
  const before = isEmpty ? heading : text.endsWith('\n') ? text : `${text}\n`;
  return before + added.join('');
}

/** Whether a file of entries has comments and blank lines only, and at most an empty list. */
function hasNoEntries(text: string): boolean {
  const said = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return said.length === 0 || /^\[\s*\]$/u.test(said.join(' '));
}

function manifestText(
  target: ImportTarget,
  retrieved: IsoDate,
  source: { readonly url: string; readonly note: string },
  digest: (date: IsoDate) => string,
): string {
  const text = target.files.get('catalog.yaml');
  const document = parseDocument(
    text ?? `crossover_catalog: 1\nversion: ${JSON.stringify(target.version)}\n`,
    { schema: 'failsafe' },
  );
  const date = document.get('date');
  const latest = typeof date === 'string' && date > retrieved ? date : retrieved;
  document.set('date', latest);
  if (text === undefined && target.extends !== null) document.set('extends', target.extends);
  const entry = document.createNode({ url: source.url, retrieved, note: source.note }, { flow: true });
  if (document.has('sources')) document.addIn(['sources'], entry);
  else document.set('sources', document.createNode([entry]));
  if (document.has('digest')) document.set('digest', digest(latest));
  return document.toString({ lineWidth: 0 });
}

/** The digest of the catalog as it will be read. */
function digestOf({ catalog }: ImportTarget, merged: MergedImport, date: IsoDate): string {
  if (catalog === undefined) throw new Error('a new catalog states no digest');
  const withAll = <Entry>(
    known: ReadonlyMap<string, Entry>,
    list: readonly (Entry & { readonly id: string })[],
  ) => new Map([...known, ...list.map((entry) => [entry.id, entry] as const)]);
  const runs = [...catalog.throughput, ...merged.throughput];
  return catalogDigest({
    version: catalog.version,
    date,
    models: catalog.models,
    latency: catalog.latency,
    facts: catalog.facts,
    tokens: withAll(catalog.tokens, merged.tokens),
    offers: withAll(catalog.offers, merged.offers),
    gpus: withAll(catalog.gpus, merged.gpus),
    exchange: [
      ...new Map([...catalog.exchange, ...merged.exchange].map((rate) => [exchangeKey(rate), rate])).values(),
    ],
    throughput: [...new Map(runs.map((run) => [throughputKey(run), run])).values()],
  });
}
