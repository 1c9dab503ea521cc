import { describe, expect, test } from 'vitest';
import {
  parseUpdateIndex,
  parseUpdateState,
  updateAddress,
  updateStateText,
} from '../../../src/catalog/index.ts';

const sha256 = 'a'.repeat(64);
const catalogFile = { name: 'catalog.yaml', sha256 };

function index(files: unknown, more: object = {}): string {
  return JSON.stringify({ crossover_index: 1, files, ...more });
}

describe('the index of a published catalog', () => {
  test('names files with their digests', () => {
    const files = [catalogFile, { name: 'tokens.yaml', sha256: '0'.repeat(64) }];
    expect(parseUpdateIndex(index(files), 'i')).toMatchObject({ ok: true, value: files });
  });

  test.each([
    ['{', 'document/syntax'],
    ['[]', 'catalog/wrong-type'],
    ['', 'catalog/wrong-type'],
    [index([catalogFile], { crossover_index: 2 }), 'catalog/wrong-value'],
    [index([catalogFile], { more: 1 }), 'catalog/unknown-key'],
    [index([]), 'catalog/missing-file'],
    [index('catalog.yaml'), 'catalog/wrong-type'],
    [index([{ name: 'tokens.yaml', sha256 }]), 'catalog/missing-file'],
    [index([catalogFile, catalogFile]), 'catalog/duplicate'],
    [index([catalogFile, { name: '../secret.yaml', sha256 }]), 'catalog/wrong-value'],
    [index([catalogFile, { name: 'run.js', sha256 }]), 'catalog/wrong-value'],
    [index([{ name: 'catalog.yaml', sha256: 'A'.repeat(64) }]), 'catalog/wrong-value'],
    [index([{ name: 'catalog.yaml', sha256: 'a'.repeat(63) }]), 'catalog/wrong-value'],
    [index([{ name: 'catalog.yaml' }]), 'catalog/missing-key'],
    [`{"__proto__": {}, ${index([catalogFile]).slice(1)}`, 'document/refused-key'],
    ['['.repeat(1000), 'document/too-deep'],
  ])('%.80s is refused: %s', (text, code) => {
    const read = parseUpdateIndex(text, 'index.json');
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map((each) => each.code)).toContain(code);
  });
});

describe('what an update remembers', () => {
  test('is read as it was written', () => {
    for (const etag of [null, '"1"', 'W/"a\\b:c"']) {
      const state = { from: 'https://example.org/index.json?a=b#c', etag, files: [catalogFile] };
      expect(parseUpdateState(updateStateText(state))).toEqual(state);
    }
  });

  test('is nothing where something else wrote it', () => {
    for (const text of [
      '',
      '{}',
      'null',
      '{"crossover_update": 1}',
      '{',
      updateStateText({ from: '', etag: null, files: [] }),
    ])
      expect(parseUpdateState(text)).toBeUndefined();
  });
});

test('catalog.yaml may name where it is published', () => {
  expect(updateAddress('version: a\nupdate_from: https://example.org/i\n')).toBe('https://example.org/i');
  for (const text of ['version: a\n', 'update_from:\n', 'update_from: [a]\n', '{'])
    expect(updateAddress(text)).toBeUndefined();
});
