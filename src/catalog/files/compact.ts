import { Exact } from '../../formula/index.ts';

/**
 * JSON that says nothing twice, for files that hold thousands of objects of few shapes. An object is an array: the number
 * of its shape, then its values; an array begins with -1. A shape has the keys, and the values that are plainly the same in
 * each of its objects (null, true, false, an empty array). Texts that occur often stand once, in a table. Exact numbers are
 * texts that begin with `=`; an entry of the table is `@` and its number; other texts that begin so have `'` before them.
 */
export interface CompactTables {
  readonly shapes: readonly ObjectShape[];
  readonly texts: readonly string[];
}

/** Keys in their order: a plain text where the value follows, with the value where it is the same in all. */
type ObjectShape = readonly (string | readonly [key: string, value: null | boolean | readonly []])[];

/** What JSON makes of an encoded value. */
export type Encoded = null | boolean | number | string | readonly Encoded[];

const shortest = 10;

/** Encodes values one by one; the tables are complete when the last was encoded. */
export class CompactWriter implements CompactTables {
  readonly shapes: ObjectShape[] = [];
  readonly texts: string[];
  readonly #shapeOf = new Map<string, number>();
  readonly #textOf: ReadonlyMap<string, number>;
  readonly #isLeftOut: (key: string) => boolean;

  /**
   * @param values All that will be encoded: texts of theirs that occur more than once enter the table.
   * @param keepsSpans Whether places in files are kept.
   */
  constructor(values: readonly unknown[], keepsSpans = false) {
    this.#isLeftOut = (key) => key === 'span' && !keepsSpans;
    const counts = new Map<string, number>();
    for (const value of values) this.#countTexts(value, counts);
    const often = [...counts].filter(([text, count]) => count > 1 && text.length >= shortest);
    this.texts = often.toSorted(([, a], [, b]) => b - a).map(([text]) => text);
    this.#textOf = new Map(this.texts.map((text, at) => [text, at]));
  }

  encode(value: unknown): Encoded {
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
    if (value instanceof Exact) return `=${value.toFixed()}`;
    if (typeof value === 'string') {
      const at = this.#textOf.get(value);
      if (at !== undefined) return `@${at}`;
      return /^[=@']/u.test(value) ? `'${value}` : value;
    }
    if (Array.isArray(value)) return [-1, ...value.map((each) => this.encode(each))];
    if (typeof value !== 'object') throw new TypeError(`a catalog holds no ${typeof value}`);
    const entries = Object.entries(value).filter(
      ([key, each]) => !this.#isLeftOut(key) && each !== undefined,
    );
    const shape: ObjectShape = entries.map(([key, each]) => (isPlain(each) ? [key, each] : key));
    const values = entries.filter(([, each]) => !isPlain(each)).map(([, each]) => this.encode(each));
    return [this.#numberOf(shape), ...values];
  }

  #countTexts(value: unknown, counts: Map<string, number>): void {
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
    else if (typeof value === 'object' && value !== null && !(value instanceof Exact))
      for (const [key, each] of Object.entries(value))
        if (!this.#isLeftOut(key)) this.#countTexts(each, counts);
  }

  #numberOf(shape: ObjectShape): number {
    const name = JSON.stringify(shape);
    let number = this.#shapeOf.get(name);
    if (number === undefined) {
      number = this.shapes.push(shape) - 1;
      this.#shapeOf.set(name, number);
    }
    return number;
  }
}

/** Gives back what `CompactWriter` encoded, from its parsed JSON. */
export function decodeCompact(encoded: Encoded, tables: CompactTables): unknown {
  if (typeof encoded === 'string') {
    const rest = encoded.slice(1);
    if (encoded.startsWith('=')) return new Exact(rest);
    if (encoded.startsWith('@')) return tables.texts[Number(rest)];
    return encoded.startsWith("'") ? rest : encoded;
  }
  if (typeof encoded !== 'object' || encoded === null) return encoded;
  if (encoded[0] === -1) return encoded.slice(1).map((each) => decodeCompact(each, tables));
  const shape = tables.shapes[encoded[0] as number];
  if (shape === undefined) throw new Error(`no shape ${String(encoded[0])}`);
  const value: Record<string, unknown> = {};
  let taken = 1;
  for (const each of shape) {
    if (typeof each === 'string') value[each] = decodeCompact(encoded[taken++] ?? null, tables);
    else value[each[0]] = Array.isArray(each[1]) ? [] : each[1];
  }
  return value;
}

function isPlain(value: unknown): value is null | boolean | readonly [] {
  return value === null || typeof value === 'boolean' || (Array.isArray(value) && value.length === 0);
}
