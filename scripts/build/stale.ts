import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a file or folder, or anything in it, is newer than the marker, or there is no marker. */
export async function isStale(marker: string, paths: readonly string[]): Promise<boolean> {
  const builtAt = await modifiedAt(marker);
  for (const path of paths) {
    if ((await modifiedAt(path)) > builtAt) return true;
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    for (const entry of isFolder ? await readdir(path, { recursive: true }) : []) {
      if ((await modifiedAt(join(path, entry))) > builtAt) return true;
    }
  }
  return builtAt === 0;
}

async function modifiedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
