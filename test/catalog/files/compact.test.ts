import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompactWriter, decodeCompact, type Encoded } from '../../../src/catalog/files/compact.ts';
import { Exact } from '../../../src/formula/index.ts';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('=1', '@0', "'", "'=1", '', 'https://prices.example/a', 'https://prices.example/b'),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.integer().map((each) => new Exact(each).div(64)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('from', 'to', 'source', 'rows', 'input'), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('compact JSON', () => {
  it('gives back any value, through its text', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (values) => {
        const writer = new CompactWriter(values);
        const lines = values.map((each) => JSON.stringify(writer.encode(each)));
        const tables = JSON.parse(
          JSON.stringify({ shapes: writer.shapes, texts: writer.texts }),
        ) as CompactWriter;
        const read = lines.map((line) => decodeCompact(JSON.parse(line) as Encoded, tables));
        expect(read).toEqual(values.map(plain));
      }),
    );
  });

  it('writes the keys of a shape and a repeated text once', () => {
    const rows = Array.from({ length: 100 }, (_, at) => ({
      from: at,
      to: null,
      source: 'https://prices.example/list',
    }));
    const writer = new CompactWriter(rows);
    expect(rows.map((row) => JSON.stringify(writer.encode(row)))).toEqual(
      rows.map((_, at) => `[0,${at},"@0"]`),
    );
    expect(writer.shapes).toEqual([['from', ['to', null], 'source']]);
    expect(writer.texts).toEqual(['https://prices.example/list']);
  });
});

/** Objects of fast-check have no prototype; those that are read have one. */
function plain(each: unknown): unknown {
  if (each instanceof Exact || typeof each !== 'object' || each === null) return each;
  if (Array.isArray(each)) return each.map(plain);
  return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, plain(inner)]));
}
