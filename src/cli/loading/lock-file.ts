import { join } from 'node:path';
import { checkLock, parseLock, type Catalog } from '../../catalog/index.ts';
import { warning, type Diagnostic } from '../../diagnostics/index.ts';
import { readTextFile } from '../../io/index.ts';
import type { Sources } from './sources.ts';

/** Beside a scenario: the catalog that its reports are computed from. */
export const lockFileName = 'crossover.lock';

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
