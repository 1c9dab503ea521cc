import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from './bundled.ts';
import { writeFileAtomically } from './write-file.ts';

/** Names of files of ours, so that nothing else in the folder is ever touched. */
const ours = /^[0-9a-f]{64}\.kept$/u;
const mostFiles = 8;
const mostBytes = 100_000_000;

/** Texts that took long to make, kept for the next time under what they were made of. It never fails: it then has nothing. */
export interface KeptTexts {
  read(madeOf: readonly string[]): Promise<string | null>;
  keep(madeOf: readonly string[], text: string): Promise<void>;
}

/**
 * Texts kept in a folder of the user's own. A file counts only where nobody else could have written it and its text is the one that its
 * first line is the digest of. `program` is what made the texts: another one does not find them.
 */
export function keptTexts(folder: string, program: string): KeptTexts {
  const pathFor = (madeOf: readonly string[]): string =>
    join(folder, `${digestOf(JSON.stringify([program, ...madeOf]))}.kept`);
  return {
    read: (madeOf) =>
      quietly(async () => {
        const path = pathFor(madeOf);
        if (!(await isOwn(folder)) || !(await isOwn(path))) return null;
        const text = await readFile(path, 'utf8');
        const end = text.indexOf('\n');
        const kept = text.slice(end + 1);
        return text.slice(0, end) === digestOf(kept) ? kept : null;
      }),
    async keep(madeOf, text) {
      await quietly(async () => {
        if (text.length > mostBytes) return null;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFileAtomically(pathFor(madeOf), `${digestOf(text)}\n${text}`, { mode: 0o600 });
        await removeOldest(folder);
        return null;
      });
    },
  };
}

/** Where the program keeps the parsed form of catalogs; null where it runs from its sources, or the user wants nothing kept. */
export async function keptCatalogs(env: NodeJS.ProcessEnv = process.env): Promise<KeptTexts | null> {
  const folder = folderFor(env);
  const program = await quietly(async () => {
    const { size, mtimeMs } = await stat(join(packageFolder(), 'dist', 'cli.cjs'));
    return import.meta.url.endsWith('.ts') ? null : `${size} ${mtimeMs}`;
  });
  return folder === null || program === null ? null : keptTexts(folder, program);
}

/** Beside what V8 compiled of the program. */
function folderFor(env: NodeJS.ProcessEnv): string | null {
  const { CROSSOVER_COMPILED_CACHE: asked, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (asked === 'off') return null;
  if (asked) return join(asked, 'catalogs');
  if (process.platform === 'win32') return local ? join(local, 'crossover', 'catalogs') : null;
  const caches = process.platform === 'darwin' ? join('Library', 'Caches') : '.cache';
  return xdg
    ? join(xdg, 'crossover', 'catalogs')
    : join(env['HOME'] || homedir(), caches, 'crossover', 'catalogs');
}

async function isOwn(path: string): Promise<boolean> {
  const { uid, mode, size } = await lstat(path);
  const isOthers = process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0);
  return !isOthers && size <= mostBytes;
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => ours.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = files.toSorted((a, b) => b.at - a.at).slice(mostFiles);
  await Promise.all(old.map(async ({ path }) => rm(path, { force: true })));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function quietly<T>(action: () => Promise<T | null>): Promise<T | null> {
  try {
    return await action();
  } catch {
    return null;
  }
}
