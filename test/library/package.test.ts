import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packInto, runInstalled, unpackInto, type Packed } from '../../scripts/check-package.ts';

let folder = '';
let packed: Packed;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-package-'));
  packed = packInto(folder);
  unpackInto(folder, packed.tarball);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  it('is small, and ships no file twice and no cache of one machine', () => {
    expect(packed.size).toBeLessThan(2_500_000);
    expect(packed.unpackedSize).toBeLessThan(6_000_000);
    expect(packed.files.filter((path) => /\.cache$|\.v8$|^pricing\/|^src\//u.test(path))).toEqual([]);
  });

  it(
    'exports readers, formulas and files, and runs as a command in an empty folder',
    { timeout: 60_000 },
    () => {
      const { version, run, library } = runInstalled(folder);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
      expect(JSON.parse(run)).toMatchObject({ schema: 'crossover/result/1' });
      expect(library).toEqual({
        found: [true, true, true, true],
        functions: { evaluate: 'function', readModel: 'function', buildModel: 'function' },
      });
    },
  );
});

describe('what a page loads', () => {
  it.each(['formula', 'model'])('has in %s no module of Node and no code made of text', async (name) => {
    // Fails where a module of Node is imported.
    const { outputFiles } = await build({
      stdin: { contents: `export * from 'crossover/${name}';`, resolveDir: folder },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    const text = outputFiles[0]?.text ?? '';
    expect(text.length).toBeGreaterThan(50_000);
    expect(/new Function|\beval\(|\brequire\(|WebAssembly\./u.exec(text)?.[0]).toBeUndefined();
  });
});

describe('a screen', () => {
  it('loads no part of Node that it can do without', () => {
    const list = join(folder, 'list.cjs');
    writeFileSync(list, `process.on('exit', () => console.error(process.moduleLoadList.join('\\n')));`);
    const command = join(folder, 'node_modules/crossover/bin/crossover.js');
    const { stderr } = spawnSync(process.execPath, ['--require', list, command, 'run', 'hidden-costs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const loaded = stderr.split('\n').map((each) => each.replace('NativeModule ', ''));
    expect(loaded).toContain('vm');
    // Hashing, files by threads, standard input from a file, other programs.
    const dear = ['crypto', 'internal/fs/promises', 'internal/fs/streams', 'child_process', 'zlib'];
    expect(loaded.filter((each) => dear.includes(each))).toEqual([]);
  });
});

describe('what V8 compiled', () => {
  /** What `run` prints where the cache is kept in a folder. */
  const run = (cache: string, ...words: readonly string[]): string =>
    execFileSync(
      process.execPath,
      [join(folder, 'node_modules/crossover/bin/crossover.js'), 'run', ...words],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'], CROSSOVER_COMPILED_CACHE: cache },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  const sizes = (cache: string): readonly number[] =>
    readdirSync(cache).map((name) => statSync(join(cache, name)).size);

  it('is kept by the first run, whole, for the user alone, and used by the next', { timeout: 60_000 }, () => {
    const cache = join(folder, 'cache', 'compiled');
    const first = run(cache);
    const names = readdirSync(cache);
    expect(names.map((name) => name.slice(0, name.indexOf('-'))).toSorted()).toEqual(['cli.cjs', 'run.cjs']);
    expect(names.map((name) => statSync(join(cache, name)).mode & 0o777)).toEqual([0o600, 0o600]);
    const written = names.map((name) => statSync(join(cache, name)).mtimeMs);
    expect(run(cache)).toBe(first);
    expect(names.map((name) => statSync(join(cache, name)).mtimeMs)).toEqual(written);
  });

  it('grows by what another command line runs, once', { timeout: 60_000 }, () => {
    const cache = join(folder, 'grows');
    const after = [[], ['bursty-chat'], ['bursty-chat'], []].map((words) => {
      run(cache, ...words);
      const name = readdirSync(cache).find((each) => each.startsWith('run.cjs')) ?? '';
      const { size, mtimeMs } = statSync(join(cache, name));
      return { size, mtimeMs };
    });
    expect(after[1]?.size).toBeGreaterThan((after[0]?.size ?? 0) + 50_000);
    expect(after.slice(2)).toEqual([after[1], after[1]]);
  });

  it('changes nothing where it is broken, and is made again', { timeout: 60_000 }, () => {
    const cache = join(folder, 'broken');
    const first = run(cache);
    for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'not compiled by V8');
    expect(run(cache)).toBe(first);
    expect(Math.min(...sizes(cache))).toBeGreaterThan(1000);
  });

  it('is not read where another user could have written it', { timeout: 60_000 }, () => {
    const cache = join(folder, 'open');
    const first = run(cache);
    chmodSync(cache, 0o777);
    for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'by another');
    expect(run(cache)).toBe(first);
  });

  it('is left out where it cannot be kept', { timeout: 60_000 }, () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const off = run('off');
    expect(run(join(file, 'below', 'a-file'))).toBe(off);
    expect(run('/proc/none/compiled')).toBe(off);
  });
});
