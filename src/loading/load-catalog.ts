import { isAbsolute, join } from 'node:path';
import {
  keepCatalog,
  loadKeptCatalog,
  loadSerializedCatalog,
  parseCatalog,
  type Catalog,
} from '../catalog/index.ts';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import {
  keptCatalogs,
  listBundledCatalogs,
  locateBundledCatalog,
  readFolder,
  readTextFile,
  type KeptTexts,
} from '../io/index.ts';
import type { Sources } from './sources.ts';

/** A catalog by the version of a bundled one, or by the path of a folder, taken from `from`. Null takes the newest bundled one. */
export async function loadCatalog(
  name: string | null,
  from: string,
  sources: Sources,
): Promise<Result<Catalog>> {
  const wanted = name ?? (await newestBundled());
  if (wanted === undefined)
    return fail(problem('io/missing', 'this copy of crossover has no bundled catalog'));
  const bundled = locateBundledCatalog(wanted);
  if (bundled?.form === 'json') {
    // Our own build wrote it, so its size is not a stranger's.
    const text = await readTextFile(bundled.path, { name: wanted, sizeLimit: 50_000_000 });
    return text.ok ? ok(loadSerializedCatalog(text.value)) : text;
  }
  if (bundled !== undefined) return bundledFolder(wanted, bundled.path, sources);
  const path = isAbsolute(wanted) ? wanted : join(from, wanted);
  const files = await readFolder(path, { name: wanted, extensions: ['.yaml'] });
  if (!files.ok) return withVersions(files);
  for (const [file, text] of files.value) sources.add(`${wanted}/${file}`, join(path, file), text);
  return keptOrParsed(files.value, wanted, sources, await keptCatalogs());
}

/** Characters from which a folder's parsed form is kept: smaller ones are parsed as fast. */
const worthKeeping = 50_000;

/**
 * The catalog of a folder's files: as it was kept by the same program for the same files, or parsed, and then kept. What there are
 * warnings about is parsed each time, so that they are said.
 */
export async function keptOrParsed(
  files: ReadonlyMap<string, string>,
  name: string,
  sources: Sources,
  kept: KeptTexts | null,
): Promise<Result<Catalog>> {
  const size = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  if (kept === null || size < worthKeeping) return parseFiles(files, name, sources);
  const madeOf = [name, ...[...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).flat()];
  const text = await kept.read(madeOf);
  if (text !== null) {
    const bases = await namedCatalogs(files.get('catalog.yaml') ?? '', sources);
    const catalog = loadKeptCatalog(text, (version) => bases.get(version));
    if (catalog !== null) return ok(catalog);
  }
  const parsed = await parseFiles(files, name, sources);
  if (parsed.ok && parsed.diagnostics.length === 0) await kept.keep(madeOf, keepCatalog(parsed.value));
  return parsed;
}

/** What was read of bundled folders, which nobody changes while the program runs. */
const read = new Map<
  string,
  { readonly files: ReadonlyMap<string, string>; readonly catalog: Result<Catalog> }
>();

/** A bundled catalog where the program runs from its sources: parsed once, however many scenarios name it. */
async function bundledFolder(version: string, path: string, sources: Sources): Promise<Result<Catalog>> {
  let known = read.get(path);
  if (known === undefined) {
    const files = await readFolder(path, { name: version, extensions: ['.yaml'] });
    if (!files.ok) return files;
    known = { files: files.value, catalog: await parseFiles(files.value, version, sources) };
    read.set(path, known);
  }
  for (const [file, text] of known.files) sources.add(`${version}/${file}`, join(path, file), text);
  return known.catalog;
}

/** The catalog of a folder's files, with the bundled one that it extends; `name` is shown before the names of the files. */
export async function parseFiles(
  files: ReadonlyMap<string, string>,
  name: string,
  sources: Sources,
): Promise<Result<Catalog>> {
  const bases = await namedCatalogs(files.get('catalog.yaml') ?? '', sources);
  return parseCatalog(files, name, (version) => bases.get(version));
}

async function newestBundled(): Promise<string | undefined> {
  const versions = await listBundledCatalogs();
  return versions.ok ? versions.value.at(-1) : undefined;
}

async function withVersions(failed: Extract<Result<never>, { ok: false }>): Promise<Result<never>> {
  const versions = await listBundledCatalogs();
  const hint = versions.ok
    ? `bundled catalogs: ${versions.value.join(', ')}; or give the path of a folder`
    : undefined;
  return fail(...failed.diagnostics.map((each) => (hint === undefined ? each : { ...each, hint })));
}

/**
 * The bundled catalogs that a folder's `catalog.yaml` may extend, loaded before the folder is parsed: those that it names
 * behind the key, on a line of its own, in a map in braces, or as JSON.
 */
async function namedCatalogs(manifest: string, sources: Sources): Promise<ReadonlyMap<string, Catalog>> {
  const named = new Set(
    [...manifest.matchAll(/\bextends["']?\s*:\s*["']?([\w.-]{1,100})/gu)].map(([, version = '']) => version),
  );
  const found = new Map<string, Catalog>();
  for (const version of named) {
    if (locateBundledCatalog(version) === undefined) continue;
    const base = await loadCatalog(version, '', sources);
    if (base.ok) found.set(version, base.value);
  }
  return found;
}
