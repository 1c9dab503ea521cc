import { fail, hasErrors, ok, problem, sortDiagnostics, type Result } from '../../diagnostics/index.ts';
import {
  readDocument,
  readFields,
  reportAt,
  text,
  choice,
  type LocatedNode,
  type Report,
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

const digest: ValueReader<string> = (node, address, report) => {
  const found = text(node, address, report);
  if (found === undefined || /^[\da-f]{64}$/u.test(found)) return found;
  return reportAt(report, 'wrong-value', address, 'expected a SHA-256 of 64 lower-case digits', node);
};

/**
 * Reads what a publisher says of a catalog: `{ "crossover_index": 1, "files": [{ "name": "tokens.yaml", "sha256": ... }] }`.
 * Files lie beside the index and have the names of a catalog's files; `catalog.yaml` has to be among them.
 */
export function parseUpdateIndex(content: string, file: string): Result<readonly PublishedFile[]> {
  const read = readDocument(content, file);
  if (!read.ok) return read;
  const report: Report = { area: 'catalog', diagnostics: [] };
  const fields = readFields(read.value, '', report, { required: ['crossover_index', 'files'] });
  fields?.required('crossover_index', choice(['1']));
  const files = fields?.required('files', publishedFiles);
  if (files === undefined || hasErrors(report.diagnostics))
    return fail(...sortDiagnostics(report.diagnostics));
  if (files.some(({ name }) => name === 'catalog.yaml')) return ok(files);
  return fail(problem('catalog/missing-file', `${file}: names no catalog.yaml`, { span: read.value.span }));
}

/** Reads `update.json`, which only an update writes: undefined where it is not what that writes. */
export function parseUpdateState(content: string): UpdateState | undefined {
  const read = readDocument(content, updateStateFile);
  if (!read.ok) return undefined;
  const report: Report = { area: 'catalog', diagnostics: [] };
  const fields = readFields(read.value, '', report, {
    required: ['crossover_update', 'from', 'files'],
    optional: ['etag'],
  });
  fields?.required('crossover_update', choice(['1']));
  const from = fields?.required('from', text);
  const files = fields?.required('files', publishedFiles);
  const etag = fields?.optional('etag', text) ?? null;
  if (from === undefined || files === undefined || hasErrors(report.diagnostics)) return undefined;
  return { from, etag, files };
}

/** The text of `update.json`. */
export function updateStateText({ from, etag, files }: UpdateState): string {
  return `${JSON.stringify({ crossover_update: 1, from, etag, files }, null, 2)}\n`;
}

const publishedFiles: ValueReader<readonly PublishedFile[]> = (node, address, report) => {
  if (node.type !== 'list') {
    return reportAt(report, 'wrong-type', address, 'expected a list of files', node);
  }
  const files = new Map<string, PublishedFile>();
  for (const [index, item] of node.items.entries()) {
    const found = publishedFile(item, `${address}.${index}`, report);
    if (found === undefined) continue;
    if (files.has(found.name)) reportAt(report, 'duplicate', `${address}.${index}`, `${found.name} is there twice`, item); // prettier-ignore
    files.set(found.name, found);
  }
  return [...files.values()];
};

function publishedFile(node: LocatedNode, address: string, report: Report): PublishedFile | undefined {
  const fields = readFields(node, address, report, { required: ['name', 'sha256'] });
  const name = fields?.required('name', choice(catalogFiles));
  const sha256 = fields?.required('sha256', digest);
  return name === undefined || sha256 === undefined ? undefined : { name, sha256 };
}

/** The address in a folder's `catalog.yaml` from which it is brought up to date; undefined where it names none. */
export function updateAddress(manifest: string): string | undefined {
  const read = readDocument(manifest, 'catalog.yaml');
  const field =
    read.ok && read.value.type === 'map' ? read.value.entries.get('update_from')?.value : undefined;
  return field?.type === 'scalar' && field.text !== '' ? field.text : undefined;
}
