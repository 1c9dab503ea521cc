import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './failure.ts';

/** After this long nobody is still writing, whatever machine or container it was on. */
const leftOverAfterMilliseconds = 3_600_000;

/** Process numbers mean something on one machine, or in one container, alone. */
let host: string | undefined;

function hostMark(): string {
  return (host ??= createHash('sha256').update(hostname()).digest('hex').slice(0, 8));
}

type Role = 'file' | 'next' | 'trash';

/** A name beside a file or folder, for what is not whole yet; it says who is writing, so that the next one can tell. */
export function temporaryName(base: string, role: Role): string {
  return `.${base}.${role}-${hostMark()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

const temporary = /^\.(?:file|next|trash)-([\da-f]{8})-(\d{1,10})-[\da-f]{12}\.tmp$/u;

/**
 * Removes what killed runs left beside a file or folder of that name: what is older than an hour, and, of this machine, that
 * of a process which has ended. What cannot be removed stays; writing goes on.
 */
export async function removeLeftOvers(folder: string, base: string): Promise<void> {
  const start = `.${base}`;
  for (const entry of await namesIn(folder)) {
    const parts = entry.startsWith(start) ? temporary.exec(entry.slice(start.length)) : null;
    if (parts === null) continue;
    const path = join(folder, entry);
    const isOurs = parts[1] === hostMark();
    try {
      const { mtimeMs } = await stat(path);
      const isOld = Date.now() - mtimeMs > leftOverAfterMilliseconds;
      if (isOld || (isOurs && !isRunning(Number(parts[2])))) await rm(path, { recursive: true, force: true });
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
  }
}

/** What stands in a folder; nothing where that may not be seen, which does not keep anybody from writing there. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0); // sends nothing
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}
