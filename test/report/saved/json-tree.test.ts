import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LocatedNode } from '../../../src/document/index.ts';
import { depthOf, jsonTree } from '../../../src/report/saved/json-tree.ts';

function valueOf(node: LocatedNode): unknown {
  switch (node.type) {
    case 'null':
      return null;
    case 'list':
      return node.items.map(valueOf);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, valueOf(value)]));
    default:
      return node.quoted ? node.text : (JSON.parse(node.text) as unknown);
  }
}

/** Every place points at the text that the value or key begins with. */
function expectPlaces(node: LocatedNode, lines: readonly string[]): void {
  const at = ({ line, column, length }: LocatedNode['span']): string =>
    (lines[line - 1] ?? '').slice(column - 1, column - 1 + length);
  if (node.type === 'list') {
    expect(at(node.span)).toBe('[');
    for (const item of node.items) expectPlaces(item, lines);
  } else if (node.type === 'map') {
    expect(at(node.span)).toBe('{');
    for (const { key, keySpan, value } of node.entries.values()) {
      expect(JSON.parse(at(keySpan))).toBe(key);
      expectPlaces(value, lines);
    }
  } else {
    expect(JSON.stringify(JSON.parse(at(node.span)))).toBe(JSON.stringify(valueOf(node)));
  }
}

const key = fc.string().filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, '\\', '"', '\\"', '[{', 'a\nb'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

test('any JSON is read as JSON.parse reads it, with the place of every value and key', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2, '\t'), (written, indent) => {
      const text = JSON.stringify(written, null, indent);
      const root = jsonTree(text, 'f');
      expect(valueOf(root)).toEqual(JSON.parse(text));
      expectPlaces(root, text.split('\n'));
    }),
  );
});

test('brackets in strings are no depth, whatever is escaped in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\\', '"', '[', '{', ']') }), (text) => {
      expect(depthOf(JSON.stringify([text]))).toBe(1);
    }),
  );
});

test('a tree that is cut at a depth has the places of the whole one', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(0, 2),
      (value, deepest, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(jsonTree(text, 'f', deepest)).toEqual(cut(jsonTree(text, 'f'), deepest));
      },
    ),
  );
});

/** Without the containers that stand deeper. */
function cut(node: LocatedNode, deepest: number): LocatedNode {
  const isKept = (child: LocatedNode): boolean =>
    deepest > 1 || (child.type !== 'list' && child.type !== 'map');
  if (node.type === 'list')
    return { ...node, items: node.items.filter(isKept).map((item) => cut(item, deepest - 1)) };
  if (node.type !== 'map') return node;
  const entries = [...node.entries].filter(([, { value }]) => isKept(value));
  return {
    ...node,
    entries: new Map(
      entries.map(([key, field]) => [key, { ...field, value: cut(field.value, deepest - 1) }]),
    ),
  };
}
