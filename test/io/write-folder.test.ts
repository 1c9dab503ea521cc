import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFolder, wholeFolder, writeFolderAtomically } from '../../src/io/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
const yaml = { extensions: ['.yaml'] };
const filled = (text: string) =>
  new Map(['catalog.yaml', 'tokens.yaml', 'gpus.yaml'].map((file) => [file, text]));

/** What a reader finds: the text that all files have, or a list of what they have where they differ. */
async function found(folder: string): Promise<unknown> {
  const read = await readFolder(folder, yaml);
  if (!read.ok) return read.diagnostics.map(({ code }) => code);
  const texts = new Set(read.value.values());
  return read.value.size === 3 && texts.size === 1 ? [...texts][0] : [...read.value];
}

describe('writeFolderAtomically', () => {
  it('makes and replaces a folder, and leaves nothing beside it', async () => {
    await mkdir(at('plain'));
    expect(await writeFolderAtomically(at('plain', 'prices'), filled('old'))).toMatchObject({ ok: true });
    expect(await found(at('plain', 'prices'))).toBe('old');
    expect(await writeFolderAtomically(at('plain', 'prices'), filled('new'))).toMatchObject({ ok: true });
    expect(await found(at('plain', 'prices'))).toBe('new');
    expect(await readdir(at('plain'))).toEqual(['prices']);
  });

  it('keeps files that it is not told of, and removes those that are null', async () => {
    await writeFolderAtomically(at('kept'), filled('old'));
    await mkdir(at('kept', 'notes'));
    await writeFile(at('kept', 'notes', 'mine.md'), 'mine');
    const change = new Map<string, string | null>([
      ['catalog.yaml', 'new'],
      ['gpus.yaml', null],
    ]);
    expect(await writeFolderAtomically(at('kept'), change)).toMatchObject({ ok: true });
    expect((await readdir(at('kept'))).toSorted()).toEqual(['catalog.yaml', 'notes', 'tokens.yaml']);
    expect(await readFile(at('kept', 'notes', 'mine.md'), 'utf8')).toBe('mine');
  });

  it('refuses names that are not of one file in it, a link or a file in its place, a missing parent', async () => {
    for (const name of ['../x.yaml', 'a/b.yaml', '.hidden', '', 'a\0']) {
      expect(await writeFolderAtomically(at('names'), new Map([[name, 'x']]))).toMatchObject({
        diagnostics: [{ code: 'io/outside' }],
      });
    }
    await mkdir(at('elsewhere'));
    await symlink(at('elsewhere'), at('link'));
    await writeFile(at('file'), '');
    const cases = [
      [at('link'), 'io/symbolic-link'],
      [at('file'), 'io/not-a-folder'],
      [at('no', 'way'), 'io/missing'],
    ] as const;
    for (const [path, code] of cases) {
      expect(await writeFolderAtomically(path, filled('new'))).toMatchObject({ diagnostics: [{ code }] });
    }
    expect(await readdir(at('elsewhere'))).toEqual([]);
  });

  it('clears away what a killed run left, and leaves alone what others may be writing', async () => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
    const elsewhere = host === '01234567' ? '76543210' : '01234567';
    const [killed, running, foreign, foreignOld] = [
      `.prices.next-${host}-${ended}-0123456789ab.tmp`,
      `.prices.next-${host}-${process.ppid}-0123456789ab.tmp`,
      `.prices.next-${elsewhere}-${ended}-0123456789ab.tmp`,
      `.prices.trash-${elsewhere}-1-0123456789ab.tmp`,
    ];
    for (const name of [killed, running, foreign, foreignOld])
      await mkdir(at('stale', name), { recursive: true });
    await utimes(at('stale', foreignOld), 0, 0);
    await writeFolderAtomically(at('stale', 'prices'), filled('new'));
    expect((await readdir(at('stale'))).toSorted()).toEqual([running, foreign, 'prices'].toSorted());
  });

  it('finds the old folder where a kill came between the two renames, and goes on from it', async () => {
    await mkdir(at('between'));
    await writeFolderAtomically(at('between', 'prices'), filled('old'));
    await rename(at('between', 'prices'), at('between', '.prices.previous'));
    expect(await wholeFolder(at('between', 'prices'))).toBe(at('between', '.prices.previous'));
    expect(await found(at('between', 'prices'))).toBe('old');
    const oneFile = new Map([['tokens.yaml', 'old']]);
    expect(await writeFolderAtomically(at('between', 'prices'), oneFile)).toMatchObject({ ok: true });
    expect(await found(at('between', 'prices'))).toBe('old');
    expect(await readdir(at('between'))).toEqual(['prices']);
  });
});

/** A program that replaces a folder, and kills itself just before the operation on files of the number it is given. */
const victim = `
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
const [folder, text, lastWords] = process.argv.slice(2);
let left = Number(lastWords);
const counted = (object, name) => {
  const original = object[name];
  object[name] = function (...values) {
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
    return original.apply(this, values);
  };
};
for (const name of ['access', 'cp', 'mkdir', 'open', 'readdir', 'rename', 'rm']) counted(fs, name);
const handle = await fs.open(process.argv[1], 'r');
await handle.close();
const prototype = Object.getPrototypeOf(handle);
for (const name of ['writeFile', 'sync']) counted(prototype, name);
left = Number(lastWords);
syncBuiltinESMExports();
const { writeFolderAtomically } = await import('./write-folder.mjs');
const files = new Map(['catalog.yaml', 'tokens.yaml', 'gpus.yaml'].map((file) => [file, text]));
const written = await writeFolderAtomically(folder, files);
if (!written.ok) throw new Error(JSON.stringify(written.diagnostics));
`;

describe('a kill at any moment', () => {
  beforeAll(async () => {
    await mkdir(at('victim'));
    await writeFile(at('victim', 'victim.mjs'), victim);
    await build({
      entryPoints: [join(import.meta.dirname, '..', '..', 'src', 'io', 'write-folder.ts')],
      outfile: at('victim', 'write-folder.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
    });
  });

  /** Whether it was killed before it had finished. */
  async function runVictim(folder: string, text: string, lastWords: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const arguments_ = [at('victim', 'victim.mjs'), folder, text, String(lastWords)];
      execFile(process.execPath, arguments_, (error) => {
        if (error === null) resolve(false);
        else if (error.signal === 'SIGKILL') resolve(true);
        else reject(error);
      });
    });
  }

  it(
    'leaves the old or the new folder whole, and the next write finishes',
    { timeout: 120_000 },
    async () => {
      const seen: string[] = [];
      for (let moment = 0, isKilled = true; isKilled; moment += 1) {
        const parent = at(`kill-${moment}`);
        await mkdir(parent);
        await writeFolderAtomically(join(parent, 'prices'), filled('old'));
        isKilled = await runVictim(join(parent, 'prices'), 'new', moment);
        const state = await found(join(parent, 'prices'));
        expect(['old', 'new']).toContain(state);
        seen.push(String(state));
        expect(await writeFolderAtomically(join(parent, 'prices'), filled('next'))).toMatchObject({
          ok: true,
        });
        expect(await found(join(parent, 'prices'))).toBe('next');
        expect(await readdir(parent)).toEqual(['prices']);
      }
      expect(seen.length).toBeGreaterThan(20);
      expect(seen[0]).toBe('old');
      expect(seen.at(-1)).toBe('new');
      expect(seen).toEqual(seen.toSorted().toReversed());
    },
  );
});
