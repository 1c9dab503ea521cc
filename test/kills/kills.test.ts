import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeFiles } from '../cli/ci-files.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { killer } from './killer.ts';
import { smallCatalog } from '../catalog/small-catalog.ts';
import { closePublishersAfterwards, startPublisher } from '../cli/publisher.ts';
import { few, inputs, publisherAddress, writes, type Write } from './writes.ts';

/*
 * Every command that writes, in every format, over something that is there: killed before each step that changes the disk, and
 * in the middle of each write, it leaves the old or the new one whole, and the next run leaves nothing else behind.
 * `npm run kills` does it at every step; with all other tests a few commands are killed at two steps each.
 */

const isWhole = process.env['CROSSOVER_KILLS'] === 'all';
const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);
let folder = '';
let publisher = '';
const seen = { kills: 0, old: 0, new: 0, missing: 0 };

closePublishersAfterwards();

beforeAll(async () => {
  const catalogs = await startPublisher();
  catalogs.publish(smallCatalog);
  publisher = catalogs.index;
  await mkdir(join(root, 'node_modules', '.cache'), { recursive: true });
  folder = await mkdtemp(join(root, 'node_modules', '.cache', 'kills-'));
  await bundleProgram(join(folder, 'main.mjs'));
  await writeFile(join(folder, 'kill.mjs'), killer);
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  if (isWhole)
    process.stdout.write(
      `kills: ${seen.kills} of ${chosen.length} commands; ${seen.old} left the old one, ${seen.new} the new one, ${seen.missing} neither\n`,
    );
});

/** Runs a command in a folder; true where it was killed before it ended. */
async function isKilled(cwd: string, argv: readonly string[], after: number): Promise<boolean> {
  const program = ['--import', join(folder, 'kill.mjs'), join(folder, 'main.mjs'), ...argv.map(said)];
  const env = { ...process.env, KILL_AFTER: String(after), KILL_REPORT: join(cwd, '..', 'steps') };
  try {
    await execute(process.execPath, program, { cwd, env });
    return false;
  } catch (error) {
    if (error instanceof Error && 'signal' in error && error.signal === 'SIGKILL') return true;
    throw error;
  }
}

function said(word: string): string {
  return word === publisherAddress ? publisher : word;
}

/** What stands at a path: a file under the name '', or the files of a folder; null where there is nothing. */
async function contentOf(path: string): Promise<Readonly<Record<string, string>> | null> {
  const status = await stat(path).catch(() => null);
  if (status === null) return null;
  if (status.isFile()) return { '': await readFile(path, 'latin1') };
  const names = (await readdir(path)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(path, name), 'latin1')] as const)),
  );
}

/** The same where a kill came between the two renames of a folder: readers find the old one beside it. */
async function found(cwd: string, target: string): Promise<Readonly<Record<string, string>> | null> {
  return (await contentOf(join(cwd, target))) ?? contentOf(join(cwd, `.${target}.previous`));
}

async function put(
  cwd: string,
  { target, before, beside }: Pick<Write, 'target' | 'before' | 'beside'>,
): Promise<void> {
  if (beside !== undefined) await put(cwd, beside);
  await rm(join(cwd, target), { recursive: true, force: true });
  const at = (name: string): string => (name === '' ? target : join(target, name));
  await writeFiles(cwd, Object.fromEntries(Object.entries(before).map(([name, text]) => [at(name), text])));
}

/** A folder of its own with what the commands read, a saved result included. */
async function placeFor(write: Write): Promise<string> {
  const cwd = join(folder, String(writes.indexOf(write)), 'place');
  await mkdir(cwd, { recursive: true });
  await writeFiles(cwd, inputs);
  if (write.argv[0] === 'report')
    await isKilled(cwd, ['run', 'a.yaml', '--format', 'json', '--out', 'saved.json'], Infinity);
  await put(cwd, write);
  return cwd;
}

/** `CROSSOVER_KILLS_PART=1/2` takes every other one, so that two processes share the work. */
const [part = 1, parts = 1] = (process.env['CROSSOVER_KILLS_PART'] ?? '1/1').split('/').map(Number);
const chosen = writes
  .filter(({ name }) => isWhole || few.includes(name))
  .filter((_, index) => index % parts === part - 1);

describe('a kill at any step', () => {
  test.each(chosen.map((write) => [write.name, write] as const))(
    'of %s leaves the old or the new one whole',
    { timeout: 600_000 },
    async (_, write) => {
      const cwd = await placeFor(write);
      const names = (await readdir(cwd)).toSorted();
      const [old] = [await found(cwd, write.target)];
      expect(await isKilled(cwd, write.argv, Infinity)).toBe(false);
      const wanted = await found(cwd, write.target);
      expect(wanted).not.toEqual(old);
      const steps = Number(await readFile(join(cwd, '..', 'steps'), 'utf8'));
      expect(steps).toBeGreaterThanOrEqual(6);
      // At every step: until a run ends by itself. Leftovers of the run before are removed by the next, which is a step more.
      const moments = isWhole ? Array.from({ length: steps + 9 }, (_, moment) => moment) : [3, steps - 2];
      for (const moment of moments) {
        await put(cwd, write);
        const killed = await isKilled(cwd, write.argv, moment);
        if (!killed && isWhole && moment >= steps) break;
        expect({ moment, killed }).toEqual({ moment, killed: true });
        const now = await found(cwd, write.target);
        const state =
          now === null ? 'missing' : same(now, old) ? 'old' : same(now, wanted) ? 'new' : 'broken';
        seen.kills += 1;
        if (state === 'old' || state === 'new' || state === 'missing') seen[state] += 1;
        expect({ moment, state: state === 'new' ? 'old' : state }).toEqual({ moment, state: 'old' });
      }
      if (write.beside !== undefined) await put(cwd, write.beside);
      expect(await isKilled(cwd, write.argv, Infinity)).toBe(false);
      expect(same(await found(cwd, write.target), wanted)).toBe(true);
      expect((await readdir(cwd)).toSorted()).toEqual([...new Set([...names, write.target])].toSorted());
    },
  );
});

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
