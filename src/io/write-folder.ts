import { access, cp, lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { errorCode, failedFile } from './failure.ts';
import { removeLeftOvers, temporaryName } from './left-overs.ts';
import { flushFolder, writeFlushed } from './write-file.ts';

/*
 * How a folder is replaced so that a kill at any moment leaves the old or the new one whole:
 *   1. the new one is made beside it as `.NAME.next-*.tmp` and flushed to the disk,
 *   2. `NAME` becomes `.NAME.previous`,
 *   3. the new one becomes `NAME`,
 *   4. `.NAME.previous` is removed.
 * A kill before 2 leaves the old one, a kill after 3 the new one. Between them `NAME` is missing and `.NAME.previous` is
 * the whole old one: `wholeFolder` reads it there, and the next write renames it back. By hand: rename it to `NAME`.
 * `.NAME.previous` can only be made where there is none, so of two writers at once the second fails with `io/busy`.
 */

/**
 * Replaces a folder, whole or not at all. Files that `files` does not name stay as they are; a null removes one. A
 * symbolic link in its place is refused. All failures are `io/...`.
 */
export async function writeFolderAtomically(
  path: string,
  files: ReadonlyMap<string, string | Uint8Array | null>,
  options: { readonly name?: string } = {},
): Promise<Result<null>> {
  const { name = path } = options;
  for (const file of files.keys()) {
    if (!/^[\w][\w.-]{0,199}$/u.test(file)) {
      return fail(
        problem('io/outside', `${name}: '${file.slice(0, 200)}' cannot be the name of a file in it`),
      );
    }
  }
  let next: string | undefined;
  let isParentThere = false;
  try {
    const folder = join(await realpath(dirname(path)), basename(path));
    isParentThere = true;
    const unsuitable = await whyUnsuitable(folder, name);
    if (unsuitable !== undefined) return unsuitable;
    await recover(folder);
    const making = besideName(folder, 'next');
    next = making;
    await makeNext(making, folder, files);
    await swap(folder, making);
    next = undefined;
    return ok(null);
  } catch (error) {
    // What was there a moment ago is gone: another writer has moved it.
    if (isParentThere && errorCode(error) === 'ENOENT') return busy(name);
    return failedFile(name, error);
  } finally {
    // Where that fails, too, what failed first is told, and the next writer removes it.
    if (next !== undefined) await rm(next, { recursive: true, force: true }).catch(() => undefined);
  }
}

function busy(name: string): Result<never> {
  const hint = 'try again when it has finished';
  return fail(problem('io/busy', `${name}: another program is writing it`, { hint }));
}

/**
 * For a folder to which nothing is to be written: ends what a kill interrupted, and removes what it left. What cannot be
 * tidied stays: readers find the whole folder all the same.
 */
export async function tidyFolder(path: string): Promise<void> {
  try {
    const folder = join(await realpath(dirname(path)), basename(path));
    if ((await whyUnsuitable(folder, path)) === undefined) await recover(folder);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Where the whole folder is: at its path, or beside it where a kill interrupted its replacement. */
export async function wholeFolder(path: string): Promise<string> {
  const previous = previousOf(path);
  return !(await exists(path)) && (await exists(previous)) ? previous : path;
}

async function whyUnsuitable(folder: string, name: string): Promise<Result<never> | undefined> {
  if (!(await exists(folder))) return undefined;
  const status = await lstat(folder);
  if (status.isSymbolicLink()) {
    return fail(problem('io/symbolic-link', `${name}: is a symbolic link, which is not written through`));
  }
  return status.isDirectory() ? undefined : fail(problem('io/not-a-folder', `${name}: it is not a folder`));
}

/** Ends what an earlier kill interrupted. The order matters where another writer is at work: previous is asked for first. */
async function recover(folder: string): Promise<void> {
  const previous = previousOf(folder);
  if (await exists(previous)) {
    if (await exists(folder)) await discard(previous, folder);
    else await rename(previous, folder);
  }
  await removeLeftOvers(dirname(folder), basename(folder));
}

async function makeNext(
  next: string,
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array | null>,
): Promise<void> {
  await mkdir(next);
  for (const [file, content] of files) {
    if (content !== null) await writeFlushed(join(next, file), content);
  }
  if (await exists(folder)) {
    for (const entry of await readdir(folder)) {
      if (files.has(entry)) continue;
      await cp(join(folder, entry), join(next, entry), { recursive: true, verbatimSymlinks: true });
    }
  }
  await flushFolder(next);
}

async function swap(folder: string, next: string): Promise<void> {
  const previous = previousOf(folder);
  const isReplacing = await exists(folder);
  if (isReplacing) await rename(folder, previous);
  try {
    await rename(next, folder);
  } catch (error) {
    if (isReplacing && !(await exists(folder))) await rename(previous, folder);
    throw error;
  }
  await flushFolder(dirname(folder));
  if (isReplacing) await discard(previous, folder);
}

/** Under a name of our own first, so that nobody finds half of it under one that means something. */
async function discard(path: string, folder: string): Promise<void> {
  const trash = besideName(folder, 'trash');
  try {
    await rename(path, trash);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  await rm(trash, { recursive: true, force: true });
}

function previousOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.previous`);
}

function besideName(folder: string, role: 'next' | 'trash'): string {
  return join(dirname(folder), temporaryName(basename(folder), role));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
