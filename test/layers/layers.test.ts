import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLayers } from '../../scripts/layers/check.ts';

let folder = '';

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The breaches of a package whose src folder has these files. */
async function breachesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  folder = await mkdtemp(join(tmpdir(), 'layers-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'src', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const { files: count, breaches } = checkLayers(join(folder, 'src'));
  expect(count).toBe(Object.keys(files).length);
  return breaches;
}

const formula = {
  'formula/index.ts': "export * from './unit.ts';\n",
  'formula/unit.ts': 'export const unit = 1;\n',
};

describe('the layer check', () => {
  it('lets pass what points down, types and what is only loaded later included', async () => {
    const breaches = await breachesOf({
      ...formula,
      'catalog/index.ts': "import { createHash } from 'node:crypto';\nexport const digest = createHash;\n",
      'model/index.ts':
        "import type { digest } from '../catalog/index.ts';\nexport * from '../formula/index.ts';\nexport type A = typeof digest;\n",
      'cli/main.ts':
        "import manifest from '../../package.json' with { type: 'json' };\nexport const run = () => import('../model/index.ts');\nexport const now = () => [Date.now(), process.pid, manifest];\n",
      'library/index.ts': "export * from '../model/index.ts';\n",
    });
    expect(breaches).toEqual([]);
  });

  it('lets names pass that are only called like something outside', async () => {
    const text = [
      'interface Clock { readonly process: string; performance(): number }',
      'export const at = (clock: Clock, day: string): unknown => [clock.process, { fetch: 1 }, new Date(day), Date.parse(day)];',
      "export const text = 'process.env and Date.now()'; // Math.random()",
      '',
    ];
    expect(await breachesOf({ 'formula/index.ts': text.join('\n') })).toEqual([]);
  });

  it.each([
    [
      'an import upwards',
      { 'formula/unit.ts': "import { a } from '../model/index.ts';\n" },
      'src/formula/unit.ts:1: src/formula may not import src/model (../model/index.ts)',
    ],
    [
      'a type import upwards',
      { 'formula/unit.ts': "\nimport type { a } from '../cli/index.ts';\n" },
      'src/formula/unit.ts:2: src/formula may not import src/cli (../cli/index.ts)',
    ],
    [
      'an export from above',
      { 'scenario/a.ts': "export * from '../model/index.ts';\n" },
      'src/scenario/a.ts:1: src/scenario may not import src/model (../model/index.ts)',
    ],
    [
      'a late import upwards',
      { 'model/a.ts': "export const a = () => import('../io/index.ts');\n" },
      'src/model/a.ts:1: src/model may not import src/io (../io/index.ts)',
    ],
    [
      'a way past an index',
      { 'model/a.ts': "import { unit } from '../formula/unit.ts';\n" },
      'src/model/a.ts:1: imports ../formula/unit.ts, past the index.ts of src/formula',
    ],
    [
      'a way out of src',
      { 'report/a.ts': "import x from '../../package.json' with { type: 'json' };\n" },
      'src/report/a.ts:1: imports ../../package.json, which is outside of src',
    ],
    ['a folder of no layer', { 'utils/a.ts': 'export const a = 1;\n' }, 'src/utils is in no layer'],
    [
      'a file read in the model',
      { 'model/a.ts': "import { readFile } from 'node:fs/promises';\n" },
      'src/model/a.ts:1: imports node:fs/promises outside of io and cli',
    ],
    [
      'a module of Node without its prefix',
      { 'model/a.ts': "import { readFileSync } from 'fs';\n" },
      'imports fs outside of io and cli',
    ],
    [
      'a digest where none belongs',
      { 'model/a.ts': "import { createHash } from 'node:crypto';\n" },
      'imports node:crypto outside of io and cli',
    ],
    ['a default export', { 'cli/a.ts': '\n\nexport default 1;\n' }, 'src/cli/a.ts:3: a default export'],
    [
      'a default export by name',
      { 'cli/a.ts': 'const a = 1;\nexport { a as default };\n' },
      'src/cli/a.ts:2: a default export',
    ],
    [
      'the process',
      { 'report/a.ts': 'export const a = process.env;\n' },
      'src/report/a.ts:1: process outside of io and cli',
    ],
    [
      'the process as a property of a new object',
      { 'report/a.ts': 'export const a = { process };\n' },
      'process outside of io and cli',
    ],
    [
      'the global object',
      { 'report/a.ts': "export const a = globalThis['process'];\n" },
      'globalThis outside of io and cli',
    ],
    [
      'code made of text',
      { 'formula/a.ts': "export const a = new Function('return 1');\n" },
      'src/formula/a.ts:1: Function outside of io and cli',
    ],
    [
      'the clock',
      { 'model/a.ts': 'export const a = Date.now();\n' },
      'src/model/a.ts:1: Date.now outside of io and cli',
    ],
    [
      'the clock by another name',
      { 'model/a.ts': "export const a = Date['now']();\n" },
      'Date.now outside of io and cli',
    ],
    [
      'the clock as a date',
      { 'model/a.ts': 'export const a = new Date();\n' },
      'new Date() outside of io and cli',
    ],
    ['chance', { 'analysis/a.ts': 'export const a = Math.random();\n' }, 'Math.random outside of io and cli'],
    [
      'the network',
      { 'catalog/a.ts': "export const a = fetch('https://example.com');\n" },
      'fetch outside of io and cli',
    ],
    [
      'the locale of the machine',
      { 'report/a.ts': 'export const a = (1).toLocaleString();\n' },
      '....toLocaleString outside of io and cli',
    ],
    [
      'files that import each other',
      { 'model/a.ts': "import { b } from './b.ts';\n", 'model/b.ts': "import { a } from './a.ts';\n" },
      'src/model/a.ts:1: imports itself by way of model/a.ts -> model/b.ts -> model/a.ts',
    ],
  ])('catches %s', async (_, files, message) => {
    const breaches = await breachesOf(files);
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(message);
  });

  it.each([
    ['by types alone', "import type { b } from './b.ts';\n", "import type { a } from './a.ts';\n"],
    ['by a type one way', "import { type b } from './b.ts';\n", "import { a } from './a.ts';\n"],
    ['by an exported type', "export type { b } from './b.ts';\n", "import { a } from './a.ts';\n"],
    ['by an import type', "export type B = import('./b.ts').B;\n", "import type { B } from './a.ts';\n"],
    ['by a late import', "export const b = () => import('./b.ts');\n", "import type { a } from './a.ts';\n"],
  ])('catches a circle %s', async (_, a, b) => {
    expect(await breachesOf({ 'model/a.ts': a, 'model/b.ts': b })).toEqual([
      'src/model/a.ts:1: imports itself by way of model/a.ts -> model/b.ts -> model/a.ts',
    ]);
  });

  it('catches a circle of types through three files', async () => {
    const files = {
      'report/a.ts': "import type { b } from './b.ts';\n",
      'report/b.ts': "import type { c } from './formats/c.ts';\n",
      'report/formats/c.ts': "import type { a } from '../a.ts';\n",
    };
    const [breach] = await breachesOf(files);
    expect(breach).toContain('report/a.ts -> report/b.ts -> report/formats/c.ts -> report/a.ts');
  });

  it('catches a folder that holds too many files', async () => {
    const names = Array.from({ length: 26 }, (_, index) => `model/a${index}.ts`);
    const files = Object.fromEntries(names.map((name) => [name, 'export const a = 1;\n']));
    expect(await breachesOf(files)).toEqual(['src/model:1: 26 files in one folder; 25 at most']);
  });

  it('does not pass a file that it cannot read', async () => {
    await expect(breachesOf({ 'model/a.ts': 'export const = 1;\n' })).rejects.toThrow('model/a.ts');
  });
});

it('every index says what its folder is for, and every room has one', () => {
  const source = join(import.meta.dirname, '..', '..', 'src');
  const indexes = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|[\\/])index\.ts$/u.test(path),
  );
  expect(indexes.filter((path) => !readFileSync(join(source, path), 'utf8').startsWith('/**'))).toEqual([]);
  const rooms = readdirSync(source, { withFileTypes: true }).filter(
    (each) => each.isDirectory() && each.name !== 'cli',
  );
  expect(rooms.map(({ name }) => join(name, 'index.ts')).filter((path) => !indexes.includes(path))).toEqual(
    [],
  );
});
