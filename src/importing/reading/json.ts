import { fail, ok, problem, type DiagnosticCode, type Result } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';

/** A JSON value whose numbers are exact: they are read from the text, never through a double. */
export type JsonValue = string | boolean | null | Exact | readonly JsonValue[] | JsonObject;
/** In the order of the file. A map, so that no key means anything to the language. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

const limits = { characters: 20_000_000, depth: 40, digits: 60, exponent: 400 } as const;
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE]([+-]?\d+))?/y;
const space = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- JSON has none within texts
const raw = /[\u0000-\u001f]/u;

/** What ended the reading: a place and the reason. */
class Refusal {
  readonly code: DiagnosticCode;
  readonly at: number;
  readonly message: string;
  constructor(code: DiagnosticCode, at: number, message: string) {
    this.code = code;
    this.at = at;
    this.message = message;
  }
}

/**
 * Reads a JSON text. Fails at the first place that is no JSON, is nested too deep, has a number beyond all prices or a
 * key twice in one object.
 */
export function readJson(text: string, file: string): Result<JsonValue> {
  if (text.length > limits.characters) {
    return failAt(
      new Refusal('document/too-large', 0, `more than ${limits.characters} characters`),
      text,
      file,
    );
  }
  const reader = new Reader(text);
  try {
    return ok(reader.document());
  } catch (refusal) {
    if (refusal instanceof Refusal) return failAt(refusal, text, file);
    throw refusal;
  }
}

function failAt({ code, at, message }: Refusal, text: string, file: string): Result<never> {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1) + 1;
  return fail(problem(code, `not read as JSON: ${message}`, { span: { file, line, column, length: 1 } }));
}

class Reader {
  readonly #text: string;
  #at = 0;
  /** Prices repeat; the same text is the same number. */
  readonly #numbers = new Map<string, Exact>();

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonValue {
    const value = this.#value(0);
    if (this.#next() !== '') throw this.#refuse('expected the end of the file');
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > limits.depth)
      throw this.#refuse(`nested deeper than ${limits.depth} levels`, 'document/too-deep');
    const first = this.#next();
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (first === word[0] && this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #object(depth: number): JsonObject {
    const entries = new Map<string, JsonValue>();
    this.#at += 1;
    if (this.#next() === '}') {
      this.#at += 1;
      return entries;
    }
    for (;;) {
      if (this.#next() !== '"') throw this.#refuse('expected a key in quotes');
      const start = this.#at;
      const key = this.#string();
      if (entries.has(key)) throw new Refusal('document/duplicate-key', start, 'the key is there twice');
      if (refusedKeys.has(key)) {
        throw new Refusal('document/refused-key', start, `the key '${key}' is not allowed`);
      }
      if (this.#next() !== ':') throw this.#refuse("expected ':'");
      this.#at += 1;
      entries.set(key, this.#value(depth + 1));
      if (this.#ends('}')) return entries;
    }
  }

  #array(depth: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    if (this.#next() === ']') {
      this.#at += 1;
      return items;
    }
    for (;;) {
      items.push(this.#value(depth + 1));
      if (this.#ends(']')) return items;
    }
  }

  #ends(mark: string): boolean {
    const found = this.#next();
    if (found !== mark && found !== ',') throw this.#refuse(`expected ',' or '${mark}'`);
    this.#at += 1;
    return found === mark;
  }

  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (end !== -1 && isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    if (end === -1) throw this.#refuse('a text without an end');
    const content = this.#text.slice(start + 1, end);
    if (raw.test(content)) throw this.#refuse('a text with a control character');
    this.#at = end + 1;
    if (!content.includes('\\')) return content;
    try {
      return JSON.parse(`"${content}"`) as string;
    } catch {
      throw new Refusal('document/syntax', start, 'a text with a wrong escape');
    }
  }

  #number(): Exact {
    number.lastIndex = this.#at;
    const found = number.exec(this.#text);
    if (found === null) throw this.#refuse('expected a value');
    const [digits, exponent = '0'] = found;
    const known = this.#numbers.get(digits);
    if (
      known === undefined &&
      (digits.length > limits.digits || Math.abs(Number(exponent)) > limits.exponent)
    )
      throw this.#refuse('a number beyond all prices', 'document/too-large');
    const value = known ?? new Exact(digits);
    if (known === undefined) this.#numbers.set(digits, value);
    this.#at += digits.length;
    return value;
  }

  /** The next character that is no space; empty at the end. */
  #next(): string {
    const code = this.#text.charCodeAt(this.#at);
    if (code <= 32) {
      space.lastIndex = this.#at;
      space.exec(this.#text);
      this.#at = space.lastIndex;
    }
    return this.#text.charAt(this.#at);
  }

  #refuse(message: string, code: DiagnosticCode = 'document/syntax'): Refusal {
    return new Refusal(code, this.#at, message);
  }
}

/** Whether the quote at `at` has an odd number of backslashes before it. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start -= 1;
  return (at - start) % 2 === 1;
}

/** The value as an object; undefined for anything else. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return value instanceof Map ? value : undefined;
}

/** The value as a list; empty for anything else. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** The value as a text; undefined for anything else. */
export function asText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a number; undefined for anything else, numbers in texts included. */
export function asNumber(value: JsonValue | undefined): Exact | undefined {
  return value instanceof Exact ? value : undefined;
}
