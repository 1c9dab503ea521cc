import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readKeptLines } from '../../src/io/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('keeps lines in their places, across the chunks that a file is read in, and digests the whole file', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index % 1000 === 7 ? 'keep' : 'drop'} ${index} ä`);
  const text = lines.join('\n');
  const read = await readKeptLines(write('a.csv', text), { name: 'a.csv', sizeLimit: 1_000 }, (line) => line.startsWith('keep'));
  if (!read.ok) throw new Error('it can be read');
  const kept = read.value.text.split('\n');
  expect(kept.flatMap((line, index) => (line === '' ? [] : [`${index}: ${line}`]))).toEqual(
    lines.flatMap((line, index) => (line.startsWith('keep') ? [`${index}: ${line}`] : [])),
  );
  expect(read.value.digest).toBe(createHash('sha256').update(text).digest('hex'));
}); // prettier-ignore

test.each([
  ['more lines than the limit', () => write('b.csv', 'keep\n'.repeat(1_000)), 'io/too-large'],
  ['a line without an end', () => write('c.csv', 'x'.repeat(1_200_000)), 'io/too-large'],
  ['a folder', () => folder, 'io/not-a-file'],
  ['no file', () => join(folder, 'none.csv'), 'io/missing'],
] as const)('%s: %s', async (_, path, code) => {
  const read = await readKeptLines(path(), { name: 'x', sizeLimit: 1_000 }, () => true);
  expect(read.ok ? [] : read.diagnostics.map((each) => each.code)).toEqual([code]);
});
