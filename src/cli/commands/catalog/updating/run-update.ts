import type { KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import {
  diffCatalogs,
  updateStateFile,
  updateStateText,
  validateCatalog,
  type Catalog,
} from '../../../../catalog/index.ts';
import { fail, hasErrors, ok, problem, warning, type Result } from '../../../../diagnostics/index.ts';
import { decodeText, tidyFolder, writeFolderAtomically } from '../../../../io/index.ts';
import type { CatalogUpdateResult } from '../../../../report/index.ts';
import { deliver, renderResult } from '../../../deliver.ts';
import { exitCodes, type ExitCode } from '../../../exit-code.ts';
import type { GlobalOptions } from '../../../global-options.ts';
import { parseFiles, Sources } from '../../../../loading/index.ts';
import { reportDiagnostics, type Session } from '../../../session.ts';
import { fetchFiles, fetchIndex } from './fetch-published.ts';
import { readKey } from './signature.ts';
import { readLocalCatalog, type LocalCatalog } from './local-catalog.ts';

export interface UpdateFlags {
  readonly into: string;
  readonly from?: string;
  /** File of the public key that the index has to be signed with. */
  readonly key?: string;
  /** Seconds for one request. */
  readonly timeout: number;
}

/** Fetches what has changed, checks the whole, replaces the folder, and says what changed. */
export async function runUpdate(
  session: Session,
  options: GlobalOptions,
  flags: UpdateFlags,
): Promise<ExitCode> {
  const { environment } = session;
  const sources = new Sources();
  const key =
    flags.key === undefined ? ok(null) : await readKey(resolve(environment.cwd, flags.key), flags.key);
  if (!key.ok) return reportDiagnostics(environment, key.diagnostics);
  const updated = await update(resolve(environment.cwd, flags.into), flags, sources, key.value);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(environment, updated.diagnostics, shown);
  if (updated.ok) return deliver(session, await renderResult(updated.value, options), options.out);
  const isUnsound = updated.diagnostics.some((each) => each.code === 'catalog/unsound');
  return isUnsound ? exitCodes.checkFailed : code;
}

async function update(
  path: string,
  { into, from: asked, timeout }: UpdateFlags,
  sources: Sources,
  key: KeyObject | null,
): Promise<Result<CatalogUpdateResult>> {
  const local = await readLocalCatalog(path, into);
  if (!local.ok) return local;
  const { state, address, digests } = local.value;
  const from = asked ?? state?.from ?? address;
  if (from === undefined) {
    const hint = 'name its index with --from https://..., or in its catalog.yaml: update_from: https://...';
    return fail(problem('catalog/no-address', `${into}: nothing says where it is published`, { hint }));
  }
  const old = await parseLocal(local.value, into, sources);
  const timeLimit = timeout * 1_000;
  const isWhole = state?.from === from && state.files.every(({ name }) => digests.has(name));
  const index = await fetchIndex(from, isWhole ? state.etag : null, timeLimit, key);
  if (!index.ok) return index;
  if (index.value.status === 'unchanged') {
    await tidyFolder(path);
    if (old !== undefined) return ok(resultOf(into, from, 'unchanged', old, old, [], []));
    return fail(problem('catalog/damaged', `${into}: cannot be read, and its publisher has nothing newer`));
  }
  const { files, url, etag } = index.value;
  const wanted = files.filter(({ name, sha256 }) => digests.get(name) !== sha256);
  const removed = [...digests.keys()].filter((name) => !files.some((each) => each.name === name));
  const fetched = await fetchFiles(url, wanted, timeLimit);
  if (!fetched.ok) return fetched;
  const whole = new Map(
    files.map(({ name }) => [name, fetched.value.get(name) ?? local.value.texts.get(name)]),
  );
  const current = await parseBytes(whole, url.slice(0, url.lastIndexOf('/')), sources);
  if (!current.ok) return current;
  const unsound = whyUnsound(current.value);
  if (!unsound.ok) return unsound;
  const contents = new Map<string, string | Uint8Array | null>([
    ...fetched.value,
    ...removed.map((name) => [name, null] as const),
    [updateStateFile, updateStateText({ from, etag, files })],
  ]);
  const written = await writeFolderAtomically(path, contents, { name: into });
  if (!written.ok) return written;
  const names = wanted.map(({ name }) => name);
  const outcome = old === undefined ? 'new' : names.length + removed.length === 0 ? 'unchanged' : 'updated';
  const isOlder = old !== undefined && current.value.date < old.date;
  return ok(
    resultOf(into, from, outcome, old, current.value, names, removed),
    isOlder
      ? [warning('catalog/older', `${into}: the published catalog is of ${current.value.date}, older than the one before, of ${old.date}`)]
      : [],
  ); // prettier-ignore
}

/** The catalog as it was, to compare with; undefined where there was none that could be read. */
async function parseLocal(
  { texts }: LocalCatalog,
  name: string,
  sources: Sources,
): Promise<Catalog | undefined> {
  if (texts.size === 0) return undefined;
  const parsed = await parseBytes(texts, name, sources);
  return parsed.ok ? parsed.value : undefined;
}

async function parseBytes(
  files: ReadonlyMap<string, Uint8Array | undefined>,
  name: string,
  sources: Sources,
): Promise<Result<Catalog>> {
  const texts = new Map<string, string>();
  for (const [file, bytes] of files) {
    if (bytes === undefined) throw new Error(`${file} is neither here nor fetched`);
    const text = decodeText(`${name}/${file}`, bytes);
    if (!text.ok) return text;
    texts.set(file, text.value);
    sources.add(`${name}/${file}`, '', text.value);
  }
  return parseFiles(texts, name, sources);
}

/** A catalog that breaks a rule of validation is not taken: an old price does less harm than a wrong one. */
function whyUnsound(catalog: Catalog): Result<null> {
  const found = validateCatalog(catalog).filter(({ severity }) => severity === 'error');
  if (!hasErrors(found)) return ok(null);
  const message = `the published catalog ${catalog.version} breaks ${found.length} rules, and was not used`;
  return fail(...found, problem('catalog/unsound', message));
}

function resultOf(
  folder: string,
  from: string,
  outcome: CatalogUpdateResult['outcome'],
  old: Catalog | undefined,
  current: Catalog,
  fetched: readonly string[],
  removed: readonly string[],
): CatalogUpdateResult {
  const { version, date, digest } = current;
  return {
    schema: 'crossover/catalog-update/1',
    folder,
    from,
    outcome,
    catalog: { version, date, digest },
    fetched,
    removed,
    changes: old === undefined ? null : diffCatalogs(old, current),
  };
}
