import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockText } from '../../src/catalog/index.ts';
import { readFolder } from '../../src/io/index.ts';
import { readOrThrow, smallCatalog } from '../catalog/small-catalog.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { closePublishersAfterwards, startPublisher } from './publisher.ts';

const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);
let folder = '';
closePublishersAfterwards();

/** The command line in one file, below the root so that its package.json is found, and what kills it. */
beforeAll(async () => {
  await mkdir(join(root, 'node_modules', '.cache'), { recursive: true });
  folder = await mkdtemp(join(root, 'node_modules', '.cache', 'catalog-'));
  await bundleProgram(join(folder, 'main.mjs'));
  await writeFile(join(folder, 'kill.mjs'), killer);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Kills the process just before the operation on files or the network of the number in KILL_BEFORE. */
const killer = `
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
let left = Infinity;
const counted = (object, name) => {
  const original = object[name];
  object[name] = function (...values) {
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
    return original.apply(this, values);
  };
};
for (const name of ['access', 'cp', 'mkdir', 'open', 'readdir', 'realpath', 'rename', 'rm']) counted(fs, name);
const handle = await fs.open(process.argv[1], 'r');
await handle.close();
for (const name of ['writeFile', 'sync']) counted(Object.getPrototypeOf(handle), name);
counted(globalThis, 'fetch');
syncBuiltinESMExports();
left = Number(process.env.KILL_BEFORE);
`;

const dearer = {
  ...smallCatalog,
  'catalog.yaml': (smallCatalog['catalog.yaml'] ?? '').replace('version: test', 'version: test-2'),
  'tokens.yaml': (smallCatalog['tokens.yaml'] ?? '').replace('input: 3 USD', 'input: 4.5 USD'),
};

/** Which of the two catalogs a reader finds, whole; else what it finds. */
async function found(path: string): Promise<unknown> {
  const read = await readFolder(path, { extensions: ['.yaml'] });
  if (!read.ok) return read.diagnostics;
  const texts = Object.fromEntries(read.value);
  const isSame = (files: Readonly<Record<string, string>>): boolean =>
    Object.keys(files).length === read.value.size && Object.entries(files).every(([name, text]) => texts[name] === text); // prettier-ignore
  return isSame(smallCatalog) ? 'old' : isSame(dearer) ? 'new' : texts;
}

describe('a kill at any moment of an update', () => {
  test(
    'leaves the old catalog or the new one, whole, and the next update ends it',
    { timeout: 300_000 },
    async () => {
      const publisher = await startPublisher();
      const update = async (cwd: string, killBefore: number): Promise<boolean> => {
        const flags = ['catalog', 'update', '--into', 'prices', '--from', publisher.index];
        const program = ['--import', join(folder, 'kill.mjs'), join(folder, 'main.mjs'), ...flags];
        const env = { ...process.env, KILL_BEFORE: String(killBefore) };
        try {
          await execute(process.execPath, program, { cwd, env });
          return false;
        } catch (error) {
          if (error instanceof Error && 'signal' in error && error.signal === 'SIGKILL') return true;
          throw error;
        }
      };
      publisher.publish(smallCatalog, '"1"');
      await mkdir(join(folder, 'start'));
      expect(await update(join(folder, 'start'), Number.POSITIVE_INFINITY)).toBe(false);
      publisher.publish(dearer, '"2"');
      const seen: string[] = [];
      for (let moment = 0, isKilled = true; isKilled; moment += 1) {
        const cwd = join(folder, `kill-${moment}`);
        await cp(join(folder, 'start'), cwd, { recursive: true });
        isKilled = await update(cwd, moment);
        const state = await found(join(cwd, 'prices'));
        expect(['old', 'new']).toContain(state);
        seen.push(String(state));
        if (moment % 5 === 0) {
          expect(await update(cwd, Number.POSITIVE_INFINITY)).toBe(false);
          expect(await found(join(cwd, 'prices'))).toBe('new');
          expect((await readdir(cwd)).filter((name) => !name.startsWith('.'))).toEqual(['prices']);
        }
      }
      expect(seen.length).toBeGreaterThan(30);
      expect(seen[0]).toBe('old');
      expect(seen.at(-1)).toBe('new');
      expect(seen).toEqual(seen.toSorted().toReversed());
    },
  );
});

describe('the lock of a catalog', () => {
  test('is the same in another process, language, time zone and folder', { timeout: 60_000 }, async () => {
    const scenario = 'crossover: 1\ncatalog: prices\nworkloads:\n  a: { volume: 1M requests/month, tokens: { input: 1, output: 1 }, options: { x: { buy: acme/chat } } }\n'; // prettier-ignore
    const expected = lockText(readOrThrow());
    for (const [index, env] of [
      { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' },
      { LC_ALL: 'C', LANG: 'C', TZ: 'America/Los_Angeles' },
    ].entries()) {
      const cwd = join(folder, `lock-${index}`);
      await mkdir(join(cwd, 'prices'), { recursive: true });
      for (const [file, text] of Object.entries(smallCatalog))
        await writeFile(join(cwd, 'prices', file), text);
      await writeFile(join(cwd, 'a.yaml'), scenario);
      await execute(process.execPath, [join(folder, 'main.mjs'), 'catalog', 'lock', 'a.yaml'], {
        cwd,
        env: { ...process.env, ...env },
      });
      expect(await readFile(join(cwd, 'crossover.lock'), 'utf8')).toBe(expected);
    }
  });
});
