import { Exact } from '../../formula/index.ts';
import { describeNode, reportAt, type LocatedNode, type Report } from '../located/index.ts';
import type { IsoDate } from '../located/index.ts';
import type { Codec, JsonObject } from './codec.ts';

/** As long as any figure of ours can be: longer ones are refused before they cost anything. */
const longestFigure = 1_000;
const plainDecimal = '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$';
const isPlainDecimal = new RegExp(plainDecimal, 'u');
const isoDate = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
const isIsoDate = new RegExp(isoDate, 'u');

/** Any text. */
export const textCodec: Codec<string> = {
  schema: { type: 'string' },
  write: (value) => value,
  read: (node, address, report) => (isText(node) ? node.text : wrong('a text', node, address, report)),
};

/** `true` or `false`. */
export const flagCodec: Codec<boolean> = {
  schema: { type: 'boolean' },
  write: (value) => value,
  read: (node, address, report) =>
    isPlain(node) && (node.text === 'true' || node.text === 'false')
      ? node.text === 'true'
      : wrong('true or false', node, address, report),
};

/** An exact figure, written as text in plain decimal: no reader of JSON then rounds it. */
export const figureCodec: Codec<Exact> = {
  schema: { type: 'string', pattern: plainDecimal, maxLength: longestFigure },
  write: (value) => value.toFixed(),
  read: (node, address, report) =>
    isText(node) && node.text.length <= longestFigure && isPlainDecimal.test(node.text)
      ? new Exact(node.text)
      : wrong('a number in plain decimal, as text', node, address, report),
};

/** A number in double precision: a probability, an index, an error. */
export const numberCodec: Codec<number> = numeric({ type: 'number' }, 'a number', Number.isFinite);

/** A number of whole things. */
export const countCodec: Codec<number> = numeric(
  { type: 'integer', minimum: 0 },
  'a whole number from 0 up',
  (value) => Number.isSafeInteger(value) && value >= 0,
);

/** A day, `2026-11-01`. */
export const dateCodec: Codec<IsoDate> = {
  schema: { type: 'string', pattern: isoDate },
  write: (value) => value,
  read: (node, address, report) =>
    isText(node) && isIsoDate.test(node.text)
      ? node.text
      : wrong('a date such as 2026-11-01', node, address, report),
};

/** One of a few words; of one word it is what tells a format from others. */
export function wordCodec<const W extends string>(...words: readonly W[]): Codec<W> {
  return {
    schema: words.length === 1 ? { const: words[0] ?? '' } : { enum: words },
    write: (value) => value,
    read: (node, address, report) =>
      words.find((word) => isText(node) && node.text === word) ??
      wrong(words.map((word) => `'${word}'`).join(' or '), node, address, report),
  };
}

function numeric(schema: JsonObject, what: string, fits: (value: number) => boolean): Codec<number> {
  return {
    schema,
    write: (value) => value,
    read: (node, address, report) => {
      const value = isPlain(node) ? Number(node.text) : Number.NaN;
      return fits(value) ? value : wrong(what, node, address, report);
    },
  };
}

function isText(node: LocatedNode): node is Extract<LocatedNode, { type: 'scalar' }> {
  return node.type === 'scalar' && node.quoted;
}

function isPlain(node: LocatedNode): node is Extract<LocatedNode, { type: 'scalar' }> {
  return node.type === 'scalar' && !node.quoted;
}

function wrong(expected: string, node: LocatedNode, address: string, report: Report): undefined {
  return reportAt(report, 'wrong-result', address, `expected ${expected}, found ${describeNode(node)}`, node);
}
