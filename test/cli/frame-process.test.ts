import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { bundle } from '../../scripts/build/bundle.ts';

const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);
let folder = '';

/** A copy of the package as it is installed: launcher and bundle, below the root so that its package.json is found. */
beforeAll(async () => {
  await mkdir(join(root, 'node_modules', '.cache'), { recursive: true });
  folder = await mkdtemp(join(root, 'node_modules', '.cache', 'frame-'));
  await cp(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  const problems = await bundle(root, join(folder, 'dist'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const launcher = () => join(folder, 'bin', 'crossover.js');

describe('the process', () => {
  it('prints its version', async () => {
    expect(await execute(process.execPath, [launcher(), '--version'])).toEqual({
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  it('ends with the exit code of the run', async () => {
    const run = execute(process.execPath, [launcher(), 'nothing']);
    await expect(run).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('cli/unknown'),
    });
  });

  it('says in a sentence that it is not built', async () => {
    const copy = join(folder, 'unbuilt');
    await cp(join(root, 'bin'), join(copy, 'bin'), { recursive: true });
    await expect(execute(process.execPath, [join(copy, 'bin', 'crossover.js')])).rejects.toMatchObject({
      code: 3,
      stdout: '',
      stderr: 'error[io/not-built]: dist/cli.cjs is missing; run "npm run build" in the package folder\n',
    });
  });

  it('says in a sentence that the reader of its results has gone', async () => {
    const child = spawn(process.execPath, [launcher(), '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'error[io/closed]: stdout: the program that reads it has ended\n',
    });
  });

  it.each([
    ['is busy', "throw Object.assign(new Error('busy'), { code: 'EAGAIN' })"],
    ['takes a part', 'return write(fd, content.subarray(0, 7))'],
  ])('writes all of its results where a pipe %s at first', async (_, first) => {
    const patch = join(folder, 'patch.cjs');
    await writeFile(
      patch,
      `const fs = require('node:fs');
const write = fs.writeSync;
let isFirst = true;
fs.writeSync = (fd, content) => {
  if (fd !== 1 || !isFirst) return write(fd, content);
  isFirst = false;
  ${first};
};
process.on('exit', () => { if (isFirst) process.exitCode = 9; });
`,
    );
    const usual = await execute(process.execPath, [launcher(), 'run', 'quick-start']);
    expect(usual.stdout.length).toBeGreaterThan(500);
    const patched = await execute(process.execPath, ['-r', patch, launcher(), 'run', 'quick-start']);
    expect(patched).toEqual(usual);
  });

  it('writes all of what a pipe does not take at once', async () => {
    const child = spawn(process.execPath, [
      launcher(),
      'run',
      'quick-start',
      'fintech',
      'b200-purchase',
      '--format',
      'json',
    ]);
    let text = '';
    // Nobody reads for a while.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(text.length).toBeGreaterThan(65_536);
    expect(JSON.parse(text)).toMatchObject({ schema: 'crossover/results/1' });
  });

  it
    .skipIf(!existsSync('/dev/full'))
    .each([
      [['--version']],
      [['--help']],
      [['run', 'quick-start']],
      [['run', 'quick-start', '--format', 'json']],
    ])('%j says in a sentence that its results have no space', async (args) => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [launcher(), ...args], { stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    closeSync(full);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'error[io/no-space]: stdout: there is no space left\n',
    });
  });

  it.skipIf(!existsSync('/dev/full'))('ends with exit code 3 where its problems have no space', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [launcher(), 'nothing'], { stdio: ['ignore', 'pipe', full] });
    const code = await new Promise((resolve) => child.on('close', resolve));
    closeSync(full);
    expect(code).toBe(3);
  });
});

describe('the bundle', () => {
  /** The source files that are loaded before the first command is. */
  async function eagerSources(entry: string): Promise<readonly string[]> {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outdir: 'none',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      // An engine in machine code, which no bundle can hold.
      external: ['@duckdb/node-api'],
      metafile: true,
      write: false,
    });
    const entryOutput = Object.entries(metafile.outputs).find(
      ([, output]) => output.entryPoint === entry,
    )?.[0];
    return loadedWith(metafile.outputs, entryOutput ?? 'no entry').toSorted();
  }

  function loadedWith(
    outputs: Metafile['outputs'],
    name: string,
    seen = new Set<string>(),
  ): readonly string[] {
    const output = outputs[name];
    if (output === undefined || seen.has(name)) return [];
    seen.add(name);
    const next = output.imports.filter((each) => each.kind === 'import-statement');
    return [...Object.keys(output.inputs), ...next.flatMap((each) => loadedWith(outputs, each.path, seen))];
  }

  it('answers --version with nothing but the version and what writes it', async () => {
    expect(await eagerSources('src/cli/main.ts')).toEqual([
      'package.json',
      'src/cli/main.ts',
      'src/cli/outputs.ts',
      'src/cli/version.ts',
    ]);
  });

  it('answers --help with nothing but commander and the frame', async () => {
    const sources = await eagerSources('src/cli/process.ts');
    expect(sources).toContain('node_modules/commander/lib/command.js');
    const others = sources.filter(
      (each) =>
        !/^(?:package\.json|node_modules\/commander\/.*|src\/(?:cli|diagnostics)\/[\w-]+\.ts)$/u.test(each),
    );
    expect(others).toEqual([]);
  });
});
