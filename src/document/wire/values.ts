import { Exact } from '../../formula/index.ts';
import { describeNode, reportAt, type IsoDate, type LocatedNode } from '../located/index.ts';
import type { Codec, Json, JsonObject } from './codec.ts';

/** As long as any figure of ours can be: longer ones are refused before they cost anything. */
const longestFigure = 1_000;
const zero = new Exact(0);
const plainDecimal = '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$';
const isPlainDecimal = new RegExp(plainDecimal, 'u');
const isoDate = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
const isIsoDate = new RegExp(isoDate, 'u');

/** Any text. */
export const textCodec: Codec<string> = scalar({
  schema: { type: 'string' },
  write: (value) => value,
  decode: (json) => (typeof json === 'string' ? json : undefined),
  expected: 'a text',
});

/** `true` or `false`. */
export const flagCodec: Codec<boolean> = scalar({
  schema: { type: 'boolean' },
  write: (value) => value,
  decode: (json) => (typeof json === 'boolean' ? json : undefined),
  expected: 'true or false',
});

/** An exact figure, written as text in plain decimal: no reader of JSON then rounds it. */
export const figureCodec: Codec<Exact> = scalar({
  schema: { type: 'string', pattern: plainDecimal, maxLength: longestFigure },
  write: (value) => value.toFixed(),
  text: (value) => `"${value.toFixed()}"`,
  decode: (json) => {
    if (json === '0') return zero; // every third figure of a result
    return typeof json === 'string' && json.length <= longestFigure && isPlainDecimal.test(json)
      ? new Exact(json)
      : undefined;
  },
  expected: 'a number in plain decimal, as text',
});

/** A number in double precision: a probability, an index, an error. */
export const numberCodec: Codec<number> = numeric({ type: 'number' }, 'a number', Number.isFinite);

/** A number of whole things. */
export const countCodec: Codec<number> = numeric(
  { type: 'integer', minimum: 0 },
  'a whole number from 0 up',
  (value) => Number.isSafeInteger(value) && value >= 0,
);

/** A day, `2026-11-01`. */
export const dateCodec: Codec<IsoDate> = scalar({
  schema: { type: 'string', pattern: isoDate },
  write: (value) => value,
  decode: (json) => (typeof json === 'string' && isIsoDate.test(json) ? json : undefined),
  expected: 'a date such as 2026-11-01',
});

/** One of a few words; of one word it is what tells a format from others. */
export function wordCodec<const W extends string>(...words: readonly W[]): Codec<W> {
  return scalar<W>({
    schema: words.length === 1 ? { const: words[0] ?? '' } : { enum: words },
    write: (value) => value,
    decode: (json) => words.find((word) => json === word),
    expected: words.map((word) => `'${word}'`).join(' or '),
  });
}

function numeric(schema: JsonObject, expected: string, fits: (value: number) => boolean): Codec<number> {
  return scalar({
    schema,
    write: (value) => value,
    decode: (json) => (typeof json === 'number' && fits(json) ? json : undefined),
    expected,
  });
}

/** A value without parts: reading it with its place is decoding it, and saying what was expected where that fails. */
function scalar<T>({ expected, ...rest }: Omit<Codec<T>, 'read'> & { readonly expected: string }): Codec<T> {
  return {
    text: (value) => JSON.stringify(rest.write(value)),
    ...rest,
    read: (node, address, report) => {
      const value = node.type === 'scalar' ? rest.decode(scalarJson(node)) : undefined;
      if (value !== undefined) return value;
      return reportAt(
        report,
        'wrong-result',
        address,
        `expected ${expected}, found ${describeNode(node)}`,
        node,
      );
    },
  };
}

/** What JSON.parse makes of a value without parts. */
export function scalarJson(node: Extract<LocatedNode, { type: 'scalar' }>): Json {
  return node.quoted ? node.text : (JSON.parse(node.text) as Json);
}
