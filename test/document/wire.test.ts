import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addedKey,
  countCodec,
  dateCodec,
  figureCodec,
  flagCodec,
  listCodec,
  nullable,
  numberCodec,
  optionalKey,
  pairCodec,
  recordCodec,
  textCodec,
  wordCodec,
  type Json,
  type Report,
} from '../../src/document/index.ts';
import { jsonTree } from '../../src/report/saved/json-tree.ts';

const everything = recordCodec<{
  text: string;
  flag: boolean;
  someFigure: { toFixed(): string } & object;
  number: number;
  count: number;
  date: string;
  word: 'buy' | 'build';
  list: readonly (string | null)[];
  pair: readonly [number, number];
  optional?: string;
  added: number;
}>({
  text: textCodec,
  flag: flagCodec,
  someFigure: figureCodec as never,
  number: numberCodec,
  count: countCodec,
  date: dateCodec,
  word: wordCodec('buy', 'build'),
  list: listCodec(nullable(textCodec)),
  pair: pairCodec(numberCodec),
  optional: optionalKey(textCodec),
  added: addedKey(numberCodec, 7),
});

const good = {
  text: 'a "b"',
  flag: true,
  some_figure: '12.50',
  number: 1.5,
  count: 3,
  date: '2026-11-01',
  word: 'buy',
  list: ['x', null],
  pair: [1, 2],
};

/** What reading with places makes of a text. */
function located(text: string): { readonly value: unknown; readonly problems: number } {
  const report: Report = { area: 'report', diagnostics: [] };
  const value = everything.read(jsonTree(text, 'f.json'), '', report);
  return { value, problems: report.diagnostics.length };
}

test('a record is decoded as it is read with its places, unknown keys and missing ones included', () => {
  const text = JSON.stringify({ ...good, later: { a: [1, { b: null }], constructor: 1 } });
  const decoded = everything.decode(JSON.parse(text) as Json);
  expect(decoded).toEqual(located(text).value);
  expect(decoded).toMatchObject({ added: 7, text: 'a "b"' });
  expect(everything.write(decoded as never)).toMatchObject({ later: { a: [1, { b: null }] } });
});

test('what is decoded is what is read without a problem, for anything in the place of any value', () => {
  const paths = Object.keys(good) as (keyof typeof good)[];
  fc.assert(
    fc.property(
      fc.constantFrom(...paths, 'added', 'optional'),
      fc.jsonValue(),
      fc.boolean(),
      (key, value, gone) => {
        const { [key as keyof typeof good]: _, ...rest } = good;
        const text = JSON.stringify(gone ? rest : { ...good, [key]: value });
        const decoded = everything.decode(JSON.parse(text) as Json);
        const read = located(text);
        expect(decoded).toEqual(read.value);
        expect(decoded === undefined).toBe(read.problems > 0);
      },
    ),
  );
});
