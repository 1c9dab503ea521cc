import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import {
  choiceField as choice,
  derived,
  listOf,
  optional,
  plain,
  readDocument,
  readWhole,
  record,
  reportAt,
  text,
  type Field,
  type ValueReader,
} from '../../document/index.ts';
import { catalogFiles } from './parse-catalog.ts';

/** A file of a published catalog. */
export interface PublishedFile {
  readonly name: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * What an update remembers beside the files that it wrote: from where, with which ETag, and what each file was, so that it
 * asks for nothing that it has, and overwrites nothing that somebody has edited.
 */
export interface UpdateState {
  readonly from: string;
  readonly etag: string | null;
  readonly files: readonly PublishedFile[];
}

/** Beside the files of a catalog that is kept up to date. */
export const updateStateFile = 'update.json';

const version = choice('version of the format', ['1']);

const digest: ValueReader<string> = (node, address, report) => {
  const found = text(node, address, report);
  if (found === undefined || /^[\da-f]{64}$/u.test(found)) return found;
  return reportAt(report, 'wrong-value', address, 'expected a SHA-256 of 64 lower-case digits', node);
};

const publishedFiles: Field<readonly PublishedFile[]> = derived(
  listOf(
    'files of the catalog',
    record('a file', {
      name: choice('name of the file', catalogFiles),
      sha256: plain(digest, 'SHA-256 of its bytes'),
    }),
    0,
  ),
  (files, address, reading, span) => {
    const names = files.map(({ name }) => name);
    const index = names.findIndex((name, at) => names.indexOf(name) < at);
    if (index < 0) return files;
    return reportAt(reading, 'duplicate', `${address}.${index}`, `${names[index] ?? ''} is there twice`, { span }); // prettier-ignore
  },
);

const indexFields = record('what a publisher says of a catalog', {
  crossover_index: version,
  files: publishedFiles,
});

const stateFields = record(
  'what an update remembers',
  {
    crossover_update: version,
    from: plain(text, 'where the files are from'),
    etag: optional(plain(text, 'ETag of the index')),
    files: publishedFiles,
  },
  { allowsNull: true },
);

/**
 * Reads what a publisher says of a catalog: `{ "crossover_index": 1, "files": [{ "name": "tokens.yaml", "sha256": ... }] }`.
 * Files lie beside the index and have the names of a catalog's files; `catalog.yaml` has to be among them.
 */
export function parseUpdateIndex(content: string, file: string): Result<readonly PublishedFile[]> {
  const document = readDocument(content, file);
  if (!document.ok) return document;
  const read = readWhole(indexFields, document.value, 'catalog');
  if (!read.ok) return read;
  const { files } = read.value;
  if (files.some(({ name }) => name === 'catalog.yaml')) return ok(files);
  return fail(
    problem('catalog/missing-file', `${file}: names no catalog.yaml`, { span: document.value.span }),
  );
}

/** Reads `update.json`, which only an update writes: undefined where it is not what that writes. */
export function parseUpdateState(content: string): UpdateState | undefined {
  const document = readDocument(content, updateStateFile);
  const read = document.ok ? readWhole(stateFields, document.value, 'catalog') : document;
  if (!read.ok) return undefined;
  const { from, etag, files } = read.value;
  return { from, etag, files };
}

/** The text of `update.json`. */
export function updateStateText({ from, etag, files }: UpdateState): string {
  return `${JSON.stringify({ crossover_update: 1, from, etag, files }, null, 2)}\n`;
}

/** The address in a folder's `catalog.yaml` from which it is brought up to date; undefined where it names none. */
export function updateAddress(manifest: string): string | undefined {
  const read = readDocument(manifest, 'catalog.yaml');
  const field =
    read.ok && read.value.type === 'map' ? read.value.entries.get('update_from')?.value : undefined;
  return field?.type === 'scalar' && field.text !== '' ? field.text : undefined;
}
