import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptTexts } from '../../src/io/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const temporary = temporaryFolder();
const madeOf = ['prices', 'tokens.yaml', '- id: a'];

test('a text comes back for what it was made of, and for nothing else', async () => {
  const folder = temporary('first', 'a');
  const kept = keptTexts(folder, 'program 1');
  expect(await kept.read(madeOf)).toBeNull();
  await kept.keep(madeOf, 'parsed\nform');
  expect(await kept.read(madeOf)).toBe('parsed\nform');
  expect(await kept.read([...madeOf, ''])).toBeNull();
  expect(await keptTexts(folder, 'program 2').read(madeOf)).toBeNull();
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.kept$/u)]);
});

test.each<[string, (path: string, folder: string) => Promise<unknown>]>([
  ['cut off', async (path) => writeFile(path, (await readFile(path, 'utf8')).slice(0, -1))],
  ['empty', async (path) => writeFile(path, '')],
  ['changed', async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('form', 'farm'))],
  ['writable by others', async (path) => chmod(path, 0o622)],
  ['in a folder that is writable by others', async (_, folder) => chmod(folder, 0o777)],
])('a file that is %s is not believed, and written anew', async (what, spoil) => {
  const folder = temporary(what);
  const kept = keptTexts(folder, 'program');
  await kept.keep(madeOf, 'parsed form');
  const [name = ''] = await readdir(folder);
  await spoil(join(folder, name), folder);
  expect(await kept.read(madeOf)).toBeNull();
  await chmod(folder, 0o700);
  await kept.keep(madeOf, 'parsed form');
  expect(await kept.read(madeOf)).toBe('parsed form');
});

test('what cannot be kept is no failure, and few files stay; others are left alone', async () => {
  const folder = temporary('last');
  await mkdir(folder);
  await writeFile(join(folder, 'file'), '');
  await keptTexts(join(folder, 'file'), 'program').keep(madeOf, 'text');
  await mkdir(join(folder, 'kept'), { mode: 0o700 });
  await writeFile(join(folder, 'kept', 'mine.txt'), '');
  await symlink(join(folder, 'file'), join(folder, 'kept', 'link'));
  const kept = keptTexts(join(folder, 'kept'), 'program');
  for (let index = 0; index < 12; index += 1) await kept.keep([String(index)], 'text');
  expect(await readdir(join(folder, 'kept'))).toHaveLength(8 + 2);
  expect(await kept.read(['11'])).toBe('text');
});
