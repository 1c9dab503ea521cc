import type { Stats } from 'node:fs';
import { lstat, open, realpath, rename, rm, type FileHandle, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { errorCode, failedFile } from './failure.ts';
import { removeLeftOvers, temporaryName } from './left-overs.ts';
import { resolveInside } from './resolve-inside.ts';

export interface WriteOptions {
  /** The file's name in messages; its path where none is given. */
  readonly name?: string;
  /** A folder that the path is taken from and must stay in, symbolic links included. */
  readonly inside?: string;
  /** Its permissions, where those of a file that exists are not to be kept. */
  readonly mode?: number;
}

/**
 * Writes a file whole or not at all: beside it under another name, flushed to the disk, then renamed onto it. A file
 * that exists keeps its permissions. A symbolic link, a folder or a device in its place is refused, never followed.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  options: WriteOptions = {},
): Promise<Result<null>> {
  const { name = path, inside, mode } = options;
  if (inside !== undefined) {
    const confined = await resolveInside(inside, path);
    if (!confined.ok) return confined;
  }
  let temporary: string | undefined;
  try {
    const target = inside === undefined ? path : join(inside, path);
    const existing = await statusOf(target);
    if (existing?.isSymbolicLink() === true) {
      return fail(problem('io/symbolic-link', `${name}: is a symbolic link, which is not written through`));
    }
    if (existing?.isDirectory() === true)
      return fail(problem('io/is-folder', `${name}: it is a folder, not a file`));
    if (existing !== undefined && !existing.isFile()) {
      return fail(problem('io/not-a-file', `${name}: it is not a regular file`));
    }
    // The real folder, so that a link that changes meanwhile cannot send the two steps to two places.
    const folder = await realpath(dirname(target));
    const base = basename(target).slice(0, 100);
    await removeLeftOvers(folder, base);
    temporary = join(folder, temporaryName(base, 'file'));
    await writeFlushed(temporary, content, mode ?? existing?.mode);
    await rename(temporary, join(folder, basename(target)));
    temporary = undefined;
    await flushFolder(folder);
    return ok(null);
  } catch (error) {
    return failedFile(name, error);
  } finally {
    // Where that fails, too, what failed first is told, and the next writer removes it.
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function statusOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes a new file (never follows or overwrites one) and returns when its content is on the disk. */
export async function writeFlushed(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  mode?: number,
): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    if (mode !== undefined) await handle.chmod(mode & 0o777);
    await writeFile(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes the names in a folder, where the system lets a folder be opened (Windows does not). */
export async function flushFolder(path: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    await handle.sync();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  } finally {
    await handle?.close();
  }
}
