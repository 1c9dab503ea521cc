import { join, relative } from 'node:path';
import { checkLock, entryDigests, lockText, parseLock, type Catalog } from '../catalog/index.ts';
import { ok, problem, fail, warning, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { locateBundledScenario, readTextFile, writeFileAtomically } from '../io/index.ts';
import { loadCatalog } from './load-catalog.ts';
import { loadScenario } from './load-scenario.ts';
import type { Sources } from './sources.ts';

/** Beside a scenario: the catalog that its reports are computed from. */
const lockFileName = 'crossover.lock';

/**
 * Compares a catalog with the lock file in a scenario's folder. A difference is an error under `--locked`, as is a missing
 * lock; otherwise it is a warning.
 */
export async function checkLockBeside(
  folder: string,
  catalog: Catalog,
  locked: boolean,
  sources: Sources,
): Promise<readonly Diagnostic[]> {
  const path = join(folder, lockFileName);
  const text = await readTextFile(path, { name: lockFileName });
  if (!text.ok) {
    const missing = text.diagnostics.every((each) => each.code === 'io/missing');
    return missing && !locked
      ? []
      : text.diagnostics.map((each) => ({ ...each, hint: 'write it with crossover catalog lock' }));
  }
  sources.add(lockFileName, path, text.value);
  const lock = parseLock(text.value, lockFileName);
  const found = lock.ok ? checkLock(lock.value, catalog, lockFileName) : lock.diagnostics;
  return locked
    ? found
    : found.map((each) => warning(each.code, each.message, { span: each.span, hint: each.hint }));
}

/** A lock that can be written. */
export interface PreparedLock {
  readonly path: string;
  /** The path from the folder of the command. */
  readonly name: string;
  readonly text: string;
  readonly version: string;
  readonly digest: string;
  readonly entries: number;
}

/** The lock for a scenario's folder: of the catalog named, else of the one that the scenario names. */
export async function prepareLock(
  file: string,
  catalog: string | null,
  cwd: string,
  sources: Sources,
): Promise<Result<PreparedLock>> {
  const { loaded } = await loadScenario(file, file, cwd, [], sources);
  if (!loaded.ok) {
    const isBundled = locateBundledScenario(file) !== undefined;
    const hint = 'bundled scenarios come with their lock; give the path of your own file';
    return isBundled ? fail(problem('io/missing', `${file}: there is no such file`, { hint })) : loaded;
  }
  const { folder, scenario } = loaded.value;
  const from = catalog === null ? folder : cwd;
  const found = await loadCatalog(catalog ?? scenario.catalog, from, sources);
  if (!found.ok) return found;
  const path = join(folder, lockFileName);
  return ok(
    {
      path,
      name: relative(cwd, path) || lockFileName,
      text: lockText(found.value),
      version: found.value.version,
      digest: found.value.digest,
      entries: entryDigests(found.value).size,
    },
    [...loaded.diagnostics, ...found.diagnostics],
  );
}

/** Writes a lock whole or not at all. */
export async function writeLock({ path, name, text }: PreparedLock): Promise<Result<null>> {
  return writeFileAtomically(path, text, { name });
}
