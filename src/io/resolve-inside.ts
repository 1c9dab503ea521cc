import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { errorCode, failedFile } from './failure.ts';

/**
 * The absolute path of `path` taken from the folder `root`, where that lies in `root`, symbolic links included. It need
 * not exist: then its nearest folder that does exist must lie in `root`. Fails with `io/outside` otherwise.
 */
export async function resolveInside(root: string, path: string): Promise<Result<string>> {
  const outside = fail(
    problem('io/outside', `${path.slice(0, 500)}: leads out of ${root}`, {
      hint: 'use a path below that folder',
    }),
  );
  if (path.includes('\0') || isAbsolute(path) || !isWithin(resolve(root), resolve(root, path)))
    return outside;
  try {
    const target = resolve(root, path);
    const real = await realpathOfExisting(target);
    return real !== undefined && isWithin(await realpath(root), real) ? ok(target) : outside;
  } catch (error) {
    return failedFile(path, error);
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The real path of the nearest part that exists; undefined where that is a link to nothing, which may lead anywhere. */
async function realpathOfExisting(path: string): Promise<string | undefined> {
  for (let current = path; ; current = dirname(current)) {
    try {
      return await realpath(current);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || dirname(current) === current) throw error;
      if (await isLink(current)) return undefined;
    }
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
