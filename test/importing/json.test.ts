import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact } from '../../src/formula/index.ts';
import { asObject, readJson, type JsonValue } from '../../src/importing/importers.ts';

function plain(value: JsonValue): unknown {
  if (value instanceof Exact) return value.toNumber();
  const object = asObject(value);
  if (object !== undefined) return Object.fromEntries([...object].map(([key, each]) => [key, plain(each)]));
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(plain) : value;
}

function refusal(text: string): string {
  const read = readJson(text, 'x.json');
  if (read.ok) return 'read';
  const [first] = read.diagnostics;
  return `${first?.code} ${first?.span?.line}:${first?.span?.column}`;
}

const refused = ['__proto__', 'constructor', 'prototype'];

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      fc.pre(!refused.some((key) => text.includes(`"${key}"`)));
      const read = readJson(text, 'x.json');
      expect(read.ok && plain(read.value)).toEqual(JSON.parse(text));
    }),
  );
});

test('refuses what JSON.parse refuses', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '.',
    'e',
    'null',
    'tru',
    ' ',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      const read = readJson(text, 'x.json');
      const isTwice = !read.ok && read.diagnostics[0]?.code === 'document/duplicate-key';
      expect(read.ok || isTwice).toBe(isJson);
    }),
  );
});

test('numbers keep every digit', () => {
  const digits = '0.1234567890123456789012345678901234567890';
  const read = readJson(`[${digits}, 1e-7]`, 'x.json');
  expect(read.ok && Array.isArray(read.value) && read.value.map(String)).toEqual([
    new Exact(digits).toString(),
    '0.0000001',
  ]);
});

describe('refuses', () => {
  test.each([
    ['deep nesting', '['.repeat(100_000), 'document/too-deep 1:42'],
    ['a key that means something to the language', '{\n "__proto__": {}}', 'document/refused-key 2:2'],
    ['a key twice', '{"a": 1,\n "a": 2}', 'document/duplicate-key 2:2'],
    ['NaN, as other languages write it', '{"a": NaN}', 'document/syntax 1:7'],
    ['an exponent beyond all prices', '[1e999999999]', 'document/too-large 1:2'],
    ['a number of many digits', `[${'9'.repeat(1000)}]`, 'document/too-large 1:2'],
    ['a text without an end', '["abc', 'document/syntax 1:2'],
    ['a control character in a text', '["a\u0000b"]', 'document/syntax 1:2'],
    ['a wrong escape', '["\\x"]', 'document/syntax 1:2'],
    ['something after the end', '{} {}', 'document/syntax 1:4'],
    ['nothing', ' ', 'document/syntax 1:2'],
    ['more than is read', ' '.repeat(20_000_001), 'document/too-large 1:1'],
  ])('%s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});
