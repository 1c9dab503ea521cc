import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCode, failedFile } from './failure.ts';
import { ok, type Result } from '../diagnostics/index.ts';

const plainName = /^[a-z0-9][\w.-]{0,99}$/iu;

/** The folder of this package, whether it runs from its sources or from its bundle. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package of crossover has no package.json');
    folder = parent;
  }
  return folder;
}

/** A bundled catalog: one file of JSON lines where it runs from the bundle, else the folder of YAML files that this is made from. */
export interface BundledCatalog {
  readonly form: 'json' | 'folder';
  readonly path: string;
}

/** Where the bundled catalog of a version is; undefined where none has that name (which may then be a path). */
export function locateBundledCatalog(version: string): BundledCatalog | undefined {
  if (!plainName.test(version)) return undefined;
  const root = packageFolder();
  const compiled = join(root, 'dist', 'pricing', `${version}.jsonl`);
  if (isBundle(root) && existsSync(compiled)) return { form: 'json', path: compiled };
  const folder = join(root, 'pricing', version);
  return existsSync(join(folder, 'catalog.yaml')) ? { form: 'folder', path: folder } : undefined;
}

/** The versions of the bundled catalogs, oldest first. */
export async function listBundledCatalogs(): Promise<Result<readonly string[]>> {
  const root = packageFolder();
  const names = isBundle(root)
    ? await listNames(join('dist', 'pricing'), (name) => name.endsWith('.jsonl'))
    : await listNames('pricing', (name) => locateBundledCatalog(name) !== undefined);
  return names.ok ? ok(names.value.map((name) => name.replace(/\.jsonl$/u, ''))) : names;
}

/** Where the bundled scenario of a name (`quick-start`) is; undefined where none has it. */
export function locateBundledScenario(name: string): string | undefined {
  const path = join(packageFolder(), 'scenarios', `${name}.yaml`);
  return plainName.test(name) && existsSync(path) ? path : undefined;
}

/** The names of the bundled scenarios, without their ending. */
export async function listBundledScenarios(): Promise<Result<readonly string[]>> {
  const names = await listNames('scenarios', (name) => name.endsWith('.yaml'));
  return names.ok ? ok(names.value.map((name) => name.slice(0, -'.yaml'.length))) : names;
}

async function listNames(
  folder: string,
  isListed: (name: string) => boolean,
): Promise<Result<readonly string[]>> {
  try {
    const names = await readdir(join(packageFolder(), folder));
    return ok(names.filter((name) => plainName.test(name) && isListed(name)).sort());
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ok([]);
    return failedFile(folder, error);
  }
}

function isBundle(root: string): boolean {
  return fileURLToPath(import.meta.url).startsWith(join(root, 'dist'));
}

/**
 * The program of a report's page, which `npm run build` makes, with its digest as a policy of content names it; undefined where
 * that has not been run.
 */
export async function readPageScript(): Promise<
  { readonly text: string; readonly digest: string } | undefined
> {
  try {
    const text = await readFile(join(packageFolder(), 'dist', 'page', 'report.js'), 'utf8');
    return { text, digest: `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}` };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
