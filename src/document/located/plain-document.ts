import type { Span } from '../../diagnostics/index.ts';
import { limits } from './compose.ts';
import { nullTexts, refusedKeys } from './names.ts';
import type { LocatedField, LocatedList, LocatedMap, LocatedNode } from './node.ts';

/** Line breaks, ASCII that is seen, and letters and signs that are no blanks, marks or halves of characters. */
const usual = /^[\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u2fff]*$/u;
/** A key, and the colon that ends it. */
const keyPattern = /([A-Za-z0-9_][A-Za-z0-9_.@+/-]{0,199}):(?=[ \n]|$)/uy;
/** How a plain text begins that can be nothing else. */
const plainStart = /[A-Za-z0-9_.$+~(/\u00a1-\u2fff]|-[A-Za-z0-9.]/uy;
const deepest = 30;
const flowSigns: ReadonlySet<string> = new Set([',', '[', ']', '{', '}']);

/** Raised where a text has more than this reads, and caught in `readPlainDocument`. */
const unusual = new Error('more than plain YAML');

/**
 * A YAML text of block maps, block lists, flow maps, flow lists, and texts on one line, as most files are; undefined of any
 * other, and of whatever could be wrong, which the YAML library reads. It gives what the library does, in a tenth of the time,
 * since it makes no tokens.
 */
export function readPlainDocument(text: string, file: string): LocatedMap | undefined {
  if (text.length > limits.characters || !usual.test(text)) return undefined;
  try {
    return new PlainDocument(text, file).read();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

class PlainDocument {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  /** Of the line of content that is next or being read; -1 at the end. */
  #indent = -1;
  /** The column of the key or list item whose value is being read: what goes on in further lines stands farther in. */
  #column = 0;
  /** How many brackets are open. */
  #open = 0;
  /** No fewer than the library counts. */
  #lexemes = 8;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  read(): LocatedMap {
    this.#skipToContent();
    if (this.#indent !== 0) giveUp();
    const root = this.#blockMap(0, 0);
    return this.#isAtEnd() ? root : giveUp();
  }

  #blockMap(indent: number, depth: number): LocatedMap {
    if (depth > deepest) giveUp();
    const span = this.#span(this.#at, 0);
    const entries = new Map<string, LocatedField>();
    do {
      const { key, keySpan } = this.#key(false);
      addTo(entries, key, keySpan, this.#blockValue(indent, depth));
    } while (this.#indent === indent);
    return this.#indent > indent ? giveUp() : { type: 'map', span, entries };
  }

  #blockList(indent: number, depth: number): LocatedList {
    if (depth > deepest) giveUp();
    const span = this.#span(this.#at, 0);
    const items: LocatedNode[] = [];
    do {
      this.#at += 1;
      this.#skipSpaces();
      this.#column = this.#at - this.#lineStart;
      this.#count(4);
      keyPattern.lastIndex = this.#at;
      if (keyPattern.test(this.#text)) items.push(this.#blockMap(this.#at - this.#lineStart, depth + 1));
      else items.push(this.#inlineToEnd(depth + 1));
      if (this.#indent > indent) giveUp();
    } while (this.#indent === indent && this.#isDash());
    return { type: 'list', span, items };
  }

  #blockValue(indent: number, depth: number): LocatedNode {
    this.#skipSpaces();
    const next = this.#text[this.#at];
    if (next !== undefined && next !== '\n' && next !== '#') {
      const value = this.#inlineToEnd(depth + 1);
      return this.#indent > indent ? giveUp() : value;
    }
    this.#skipToContent();
    if (this.#indent >= indent && this.#isDash()) return this.#blockList(this.#indent, depth + 1);
    // What stands below and is no key is a text of several lines; where nothing does, it is a null.
    return this.#indent > indent ? this.#blockMap(this.#indent, depth + 1) : giveUp();
  }

  #key(isInFlow: boolean): { readonly key: string; readonly keySpan: Span } {
    keyPattern.lastIndex = this.#at;
    const key = keyPattern.exec(this.#text)?.[1] ?? giveUp();
    const keySpan = this.#span(this.#at, key.length);
    if (!isInFlow) this.#column = this.#at - this.#lineStart;
    this.#at += key.length + 1;
    this.#count(9);
    return { key, keySpan };
  }

  #inlineToEnd(depth: number): LocatedNode {
    const value = this.#inline(depth, false);
    const end = this.#at;
    this.#skipSpaces();
    const next = this.#text[this.#at];
    if (next !== undefined && next !== '\n' && (next !== '#' || this.#at === end)) giveUp();
    this.#skipToContent();
    return value;
  }

  #inline(depth: number, isInFlow: boolean): LocatedNode {
    if (depth > deepest) giveUp();
    this.#count(4);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#flowMap(depth);
      case '[':
        return this.#flowList(depth);
      case '"':
      case "'":
        return this.#quoted();
      default:
        return this.#plain(isInFlow);
    }
  }

  #flowMap(depth: number): LocatedMap {
    const span = this.#span(this.#at, 0);
    const entries = new Map<string, LocatedField>();
    this.#items('}', () => {
      const { key, keySpan } = this.#key(true);
      if (this.#text[this.#at] !== ' ') giveUp();
      this.#skipSpaces();
      addTo(entries, key, keySpan, this.#inline(depth + 1, true));
    });
    return { type: 'map', span, entries };
  }

  #flowList(depth: number): LocatedList {
    const span = this.#span(this.#at, 0);
    const items: LocatedNode[] = [];
    this.#items(']', () => items.push(this.#inline(depth + 1, true)));
    return { type: 'list', span, items };
  }

  /** What stands between brackets, apart by commas. */
  #items(end: '}' | ']', read: () => void): void {
    this.#at += 1;
    this.#open += 1;
    this.#skipWithin();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      this.#open -= 1;
      return;
    }
    for (;;) {
      read();
      this.#skipWithin();
      this.#count(4);
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === end) {
        this.#open -= 1;
        return;
      }
      if (next !== ',') giveUp();
      this.#skipWithin();
    }
  }

  #quoted(): LocatedNode {
    const quote = this.#text[this.#at] as string;
    const end = this.#text.indexOf(quote, this.#at + 1);
    if (end === -1 || this.#text[end + 1] === quote) giveUp();
    const text = this.#text.slice(this.#at + 1, end);
    if (text.includes('\\') || text.includes('\n')) giveUp();
    const span = this.#span(this.#at, text.length + 2);
    this.#at = end + 1;
    return { type: 'scalar', span, text, quoted: true };
  }

  #plain(isInFlow: boolean): LocatedNode {
    plainStart.lastIndex = this.#at;
    if (!plainStart.test(this.#text)) giveUp();
    let end = this.#at;
    for (let at = this.#at; ; at += 1) {
      const character = this.#text[at];
      const next = this.#text[at + 1];
      // In a list, what follows in the next line has to be a comma or a bracket.
      if (character === undefined || character === '\n') break;
      if (character === ' ') {
        if (next !== '#') continue;
        if (isInFlow) giveUp();
        break;
      }
      if (character === ':' && (next === undefined || next === ' ' || next === '\n')) giveUp();
      if (isInFlow) {
        if (character === ',' || character === '}' || character === ']') break;
        // A colon ends a key where none of a text can follow.
        if (character === '{' || character === '[') giveUp();
        if (character === ':' && (next === undefined || flowSigns.has(next))) giveUp();
      }
      end = at + 1;
    }
    const text = this.#text.slice(this.#at, end);
    const span = this.#span(this.#at, text.length);
    this.#at = end;
    return nullTexts.has(text) ? { type: 'null', span } : { type: 'scalar', span, text, quoted: false };
  }

  #isAtEnd(): boolean {
    return this.#indent === -1;
  }

  #isDash(): boolean {
    return this.#text[this.#at] === '-' && this.#text[this.#at + 1] === ' ';
  }

  #skipSpaces(): void {
    while (this.#text[this.#at] === ' ') this.#at += 1;
  }

  /** Between the brackets of a list or a map, which may go on in the next line. */
  #skipWithin(): void {
    this.#skipSpaces();
    while (this.#text[this.#at] === '\n') {
      this.#at += 1;
      this.#line += 1;
      this.#lineStart = this.#at;
      this.#count(4);
      this.#skipSpaces();
      // The last bracket may stand below the key.
      const next = this.#text[this.#at];
      if (next === '\n') continue;
      const isLast = this.#open === 1 && (next === ']' || next === '}');
      if (this.#at - this.#lineStart < this.#column + (isLast ? 0 : 1)) giveUp();
    }
  }

  /** From the end of what was read of a line, or the start of the text, to the first character of the next line with content. */
  #skipToContent(): void {
    const text = this.#text;
    let at = this.#at;
    for (;;) {
      while (text[at] === ' ') at += 1;
      if (text[at] === '#') {
        const end = text.indexOf('\n', at);
        at = end === -1 ? text.length : end;
      }
      if (at >= text.length) {
        this.#indent = -1;
        break;
      }
      if (text[at] !== '\n') {
        this.#indent = at - this.#lineStart;
        break;
      }
      at += 1;
      this.#line += 1;
      this.#lineStart = at;
      this.#count(4);
    }
    this.#at = at;
  }

  #count(lexemes: number): void {
    this.#lexemes += lexemes;
    if (this.#lexemes > limits.lexemes) giveUp();
  }

  #span(start: number, length: number): Span {
    return { file: this.#file, line: this.#line, column: start - this.#lineStart + 1, length };
  }
}

function addTo(entries: Map<string, LocatedField>, key: string, keySpan: Span, value: LocatedNode): void {
  if (entries.has(key) || refusedKeys.has(key) || nullTexts.has(key)) giveUp();
  entries.set(key, { key, keySpan, value });
}

function giveUp(): never {
  throw unusual;
}
