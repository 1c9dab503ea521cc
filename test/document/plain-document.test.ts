import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainDocument } from '../../src/document/located/plain-document.ts';
import { readComposed } from '../../src/document/located/read-document.ts';

const runs = (usual: number): number => Number(process.env['CROSSOVER_FUZZ'] ?? 1) * usual;

/** What the short way reads is what the YAML library makes of it, to the last place. */
function expectSame(text: string): boolean {
  const plain = readPlainDocument(text, 'a.yaml');
  if (plain === undefined) return false;
  expect({ text, read: readComposed(text, 'a.yaml') }).toEqual({
    text,
    read: expect.objectContaining({ ok: true, value: plain }) as unknown,
  });
  return true;
}

function yamlFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file}`);
}

describe('plain YAML is read as the YAML library reads it', () => {
  test('all files of this repository, of which most scenarios take the short way', () => {
    const scenarios = yamlFilesIn('scenarios').filter((file) => expectSame(readFileSync(file, 'utf8')));
    expect(scenarios.length).toBeGreaterThan(yamlFilesIn('scenarios').length / 2);
    for (const file of [...yamlFilesIn('pricing'), ...yamlFilesIn('test/fixtures')])
      expectSame(readFileSync(file, 'utf8'));
  });

  test.each([
    ['a: 1\nb: { c: 40%, d: [x, "y"] }\ne:\n  f: 2 # two\n\n  # three\n  g: 3\n', true],
    ['a:\n- b: 1\n  c: 2\n- d\ne: 4:1', true],
    ['a: "x # y"\nb: \'it\' # z\nc: http://d/e?f=g&h', true],
    ['a: null\nb: ~\nc: {}\nd: []', true],
    ['a: x\n  y', false],
    ['a:\nb: 1', false],
    ['a: {b: 1,50 USD}', false],
    ['a: {\n b: 1 }', true],
    ['a: [\n  1, 2,\n  3\n]\nb: 4', true],
    ['a:\n  b: [\n    1,\n\n    2 ]', true],
    ['a:\n  b: [\n  1 ]', false],
    ['a:\n  - [\n     1 ]', true],
    ['a:\n  - [\n    1 ]', false],
    ['a: [ # one\n  1 ]', false],
    ['a: [ 1\n  2 ]', false],
    ['a: { b: 4:1, c: d:e }', true],
    ['a: { b: c: d }', false],
    ['a: 1\na: 2', false],
    ['a: &x 1\nb: *x', false],
    ['a: |\n  b', false],
    ['a: b: c', false],
    ['a: 1\n b: 2', false],
    ['a: "b\\n"', false],
    ['- a', false],
    ['__proto__: 1', false],
    ['', false],
    ['a: 1\n---\nb: 2', false],
    ['a: b\u200b', false],
  ])('%j: %j', (text, isPlain) => {
    expect(expectSame(text)).toBe(isPlain);
  });

  const words = fc.constantFrom(
    'a', 'b', 'key', 'x-y', '1', '0.7M requests/month', '40%', '-5', '- ', '-', ': ', ':', ', ', ',', ' #', '#', '# c', '{ ', ' }', '{', '}',
    '[', ']', '"', "'", '\\', '|', '>', '&a', '*a', '!', '?', '? ', '\n', '\n  ', '\n    ', '\n- ', '\n  - ', ' ', '  ', 'null', '~', '%', '@', '`', '€', '...',
    '---', '\n---\n', '<<', 'http://x', 'é', '.', '$5', '(', '\n\n', '\t', '\r\n', 'a: ', 'b: ', 'c:\n  ', 'd: { e: ', '=',
  ); // prettier-ignore
  test('any text of pieces of YAML', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 14 }), (pieces) => {
        if (expectSame(pieces.join(''))) plain += 1;
      }),
      { numRuns: runs(6_000) },
    );
    expect(plain).toBeGreaterThan(20);
  });

  const scalar = fc.constantFrom('1', '40%', 'a/b', '2026-11-01', '"q"', "'s'", 'x y', '3 USD/Mtok', '4:1', '~', 'a,b', '-1', 'it\'s', 'a#b', 'b [c]'); // prettier-ignore
  const key = fc.constantFrom('a', 'b', 'c', 'w0', 'openai/gpt-4o', 'x.y', '1');
  const comma = fc.constantFrom(', ', ', ', ', ', ',\n            ', ',\n    ', ',\n  ', ' ,\n');
  const edge = fc.constantFrom(' ', ' ', ' ', '\n            ', '\n    ', '\n  ', '\n');
  const { block } = fc.letrec<{ flow: string; block: (indent: string) => string }>((tie) => ({
    flow: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc
        .tuple(fc.uniqueArray(fc.tuple(key, tie('flow')), { maxLength: 3, selector: ([k]) => k }), comma, edge)
        .map(([pairs, between, end]) => `{ ${pairs.map(([k, v]) => `${k}: ${v}`).join(between)}${end}}`),
      fc.tuple(fc.array(tie('flow'), { maxLength: 3 }), comma, edge).map(([items, between, end]) => `[${end}${items.join(between)}${end}]`),
    ),
    block: fc.oneof(
      { depthSize: 'small' },
      tie('flow').map((value) => () => ` ${value}`),
      fc
        .uniqueArray(fc.tuple(key, tie('block'), fc.constantFrom('', ' # note', '\n\n', '\n# c')), { minLength: 1, maxLength: 4, selector: ([k]) => k })
        .map((pairs) => (indent: string) => pairs.map(([k, v, end]) => `\n${indent}${k}:${v(`${indent}  `)}${end}`).join('')),
      fc
        .array(tie('flow'), { minLength: 1, maxLength: 3 })
        .map((items) => (indent: string) => items.map((item) => `\n${indent}- ${item}`).join('')),
      fc
        .array(fc.uniqueArray(fc.tuple(key, tie('block')), { minLength: 1, maxLength: 3, selector: ([k]) => k }), { minLength: 1, maxLength: 3 })
        .map((items) => (indent: string) => items.map((pairs) => `\n${indent}- ${pairs.map(([k, v]) => `${k}:${v(`${indent}    `)}`).join(`\n${indent}  `)}`).join('')),
    ),
  })); // prettier-ignore

  test('files as people write them, and the same with a mistake', () => {
    let plain = 0;
    fc.assert(
      fc.property(block, fc.nat(), words, (write, at, piece) => {
        const text = `root:${write('  ')}`;
        if (expectSame(text)) plain += 1;
        const place = at % (text.length + 1);
        expectSame(`${text.slice(0, place)}${piece}${text.slice(place)}`);
        expectSame(`${text.slice(0, place)}${text.slice(place + 1)}`);
      }),
      { numRuns: runs(1_500) },
    );
    expect(plain).toBeGreaterThan(300);
  });
});
