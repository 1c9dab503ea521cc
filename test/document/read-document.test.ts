import { describe, expect, test } from 'vitest';
import { readDocument, type LocatedMap, type LocatedNode } from '../../src/document/index.ts';

function read(text: string): LocatedNode {
  const result = readDocument(text, 'a.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

function map(node: LocatedNode | undefined): LocatedMap {
  if (node?.type !== 'map') throw new Error('not a map');
  return node;
}

function problems(text: string): readonly string[] {
  const result = readDocument(text, 'a.yaml');
  if (result.ok) throw new Error('no problem found');
  return result.diagnostics.map((each) => `${each.span?.line}:${each.span?.column} ${each.code}`);
}

describe('a document', () => {
  test('keeps source texts and places', () => {
    const root = map(read('a: 0.10\nb: [ "x y", true ]\nc:\n  d: 1e400 # far\n'));
    expect(root.entries.get('a')?.value).toEqual({
      type: 'scalar', text: '0.10', quoted: false, span: { file: 'a.yaml', line: 1, column: 4, length: 4 },
    }); // prettier-ignore
    expect(root.entries.get('b')?.value).toMatchObject({
      type: 'list',
      items: [
        { text: 'x y', quoted: true },
        { text: 'true', span: { line: 2, column: 13 } },
      ],
    });
    const inner = map(root.entries.get('c')?.value).entries.get('d');
    expect(inner?.keySpan).toEqual({ file: 'a.yaml', line: 4, column: 3, length: 1 });
    expect(inner?.value).toMatchObject({ text: '1e400', span: { column: 6, length: 5 } });
  });

  test('knows nulls, and an empty text is one', () => {
    expect(read('')).toMatchObject({ type: 'null' });
    const root = map(read('a:\nb: ~\nc: null\nd: ""\n'));
    expect([...root.entries.values()].map(({ value }) => value.type)).toEqual([
      'null',
      'null',
      'null',
      'scalar',
    ]);
  });

  test('takes a byte order mark and Windows line ends', () => {
    const root = map(read('\ufeffa: 1\r\nb: 2\r\n'));
    expect([...root.entries.keys()]).toEqual(['a', 'b']);
    expect(root.entries.get('b')).toMatchObject({ keySpan: { line: 2, column: 1 }, value: { text: '2' } });
  });

  test('repeats an anchored value without copying it', () => {
    const root = map(read('a: &x { b: 1 }\nc: *x\n'));
    expect(root.entries.get('c')?.value).toBe(root.entries.get('a')?.value);
  });
});

describe('a document is refused for', () => {
  test.each([
    ['a: [1', '1:6 document/syntax'],
    ['a:\n\t- b', '2:1 document/syntax'],
    ['a: 1\n---\nb: 2', '2:1 document/syntax'],
    ['a: 1\nb: 2\na: 3', '3:1 document/duplicate-key'],
    ['a:\n  __proto__: 1', '2:3 document/refused-key'],
    ['constructor: 1', '1:1 document/refused-key'],
    ['[a]: 1', '1:1 document/key'],
    ['a: *x', '1:4 document/alias'],
    ['a: &x [ *x ]', '1:9 document/alias'],
    ['a: b\nc: \u0000', '2:4 document/not-text'],
    ['a: !!js/function x', '1:4 document/syntax'],
  ])('%j', (text, expected) => {
    expect(problems(text)[0]).toBe(expected);
  });

  test('all its problems at once', () => {
    expect(problems('a: 1\na: 2\nprototype: 3\nb: *q')).toEqual([
      '2:1 document/duplicate-key',
      '3:1 document/refused-key',
      '4:4 document/alias',
    ]);
  });

  test('its size, its depth and what its aliases repeat', () => {
    expect(problems('#'.repeat(6 * 1024 * 1024))).toEqual(['1:1 document/too-large']);
    expect(problems('['.repeat(2_000_000))[0]).toMatch(/too-deep/u);
    expect(problems(Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'))[0]).toMatch(
      /too-deep/u,
    );
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 12; at += 1) {
      lines.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join(', ')}]`);
    }
    expect(problems(lines.join('\n'))[0]).toMatch(/document\/alias/u);
  });

  test('a map of very many keys is read, and one of too many is refused', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `k${at}: ${at}`).join('\n');
    expect(map(read(text)).entries.size).toBe(20_000);
    expect(problems('[,'.repeat(20) + '0,'.repeat(500_000))[0]).toMatch(/too-large/u);
  });
});
