import { expect, test } from 'vitest';
import { readTable } from '../../src/importing/reading/table.ts';

function refusal(text: string): string {
  const read = readTable(text, 'x.csv');
  return read.ok ? 'read' : `${read.diagnostics[0]?.code} ${read.diagnostics[0]?.span?.line}`;
}

test('reads commas, semicolons and tabs, quotes, a byte order mark and Windows line ends', () => {
  for (const mark of [',', ';', '\t']) {
    const read = readTable(`\ufeffa${mark}b\r\n"x${mark}\r\ny"${mark} 2 \r\n`, 'x.csv');
    expect(read.ok && read.value.rows.map((row) => [row.cell('a'), row.cell('b'), row.cell('c')])).toEqual([
      [`x${mark}\r\ny`, '2', ''],
    ]);
  }
});

test('lists lines that are not as long as the header, and reads the others', () => {
  const read = readTable('a,b\n1\n1,2\n1,2,3\n', 'x.csv');
  expect(read.ok && [read.value.rows.length, read.value.broken.map(({ line }) => line)]).toEqual([1, [2, 4]]);
});

test('a column named after what objects have is only a column', () => {
  const read = readTable('__proto__,constructor\n1,2\n', 'x.csv');
  expect(read.ok && [read.value.rows[0]?.cell('__proto__'), read.value.rows[0]?.cell('toString')]).toEqual([
    '1',
    '',
  ]);
});

test.each([
  ['an empty file', '', 'document/syntax 1'],
  ['a quote without an end', 'a,b\n"1,2\n', 'document/syntax'],
  ['a quote inside a field', 'a,b\nx"y,2\n', 'document/syntax 2'],
  ['a column twice', 'a,a\n1,2\n', 'document/syntax 1'],
  ['very many columns', `${'a,'.repeat(1000)}b\n`, 'document/too-large 1'],
  ['a very long field', `a\n"${'x'.repeat(200_000)}"\n`, 'document/syntax'],
  ['very many lines', `a,b\n${'1,2\n'.repeat(250_001)}`, 'document/too-large 1'],
  ['more than is read', 'x'.repeat(20_000_001), 'document/too-large 1'],
])('refuses %s', (_, text, expected) => {
  expect(refusal(text)).toContain(expected);
});
