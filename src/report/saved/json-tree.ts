import { visit, type ParseError, type ParseErrorCode } from 'jsonc-parser';
import { hiddenKeys, type LocatedField, type LocatedNode } from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';

const [quote, backslash, lineFeed] = [0x22, 0x5c, 0x0a];
const [openMap, closeMap, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

/** How deep a text nests, without recursion: it may be hostile, and need not be valid. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === openMap || code === openList) deepest = Math.max(deepest, (depth += 1));
    else if (code === closeMap || code === closeList) depth -= 1;
  }
  return deepest;
}

/** The place of the quote that ends the string which begins here; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  // Most strings are short: looking at each character is faster than a call of indexOf.
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return text.length;
}

/** Where a text stops being JSON; its end where it only lacks something. */
export function syntaxErrorIn(text: string): number {
  const errors: ParseError[] = [];
  const onError = (error: ParseErrorCode, offset: number, length: number): void =>
    void errors.push({ error, offset, length });
  visit(text, { onError }, { disallowComments: true });
  return errors[0]?.offset ?? text.length;
}

/**
 * A text that is valid JSON as a located tree, in one pass. Of a repeated key the last one counts, as for JSON.parse.
 * What stands deeper than `deepest` containers is left out.
 */
export function jsonTree(text: string, file: string, deepest = Infinity): LocatedNode {
  let root: LocatedNode | undefined;
  const open: Opened[] = [];
  let line = 1;
  let lineStart = 0;
  const place = (node: LocatedNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root = node;
    else if (parent.entries === null) parent.items.push(node);
    else {
      const { key, keySpan } = parent;
      if (!hiddenKeys.has(key)) parent.entries.set(key, { key, keySpan, value: node });
      parent.isAtKey = true;
    }
  };
  const close = (): void => {
    const closed = open.pop();
    if (closed === undefined) return;
    const { span, entries, items } = closed;
    place(entries === null ? { type: 'list', span, items } : { type: 'map', span, entries });
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) {
      line += 1;
      lineStart = at + 1;
    }
    if (code <= space || code === comma || code === colon) continue;
    if (code === closeMap || code === closeList) {
      close();
      continue;
    }
    const isOpening = code === openMap || code === openList;
    if (isOpening && open.length >= deepest) {
      const end = endOfContainer(text, at);
      for (let next = at; next < end; next += 1) {
        if (text.charCodeAt(next) !== lineFeed) continue;
        line += 1;
        lineStart = next + 1;
      }
      at = end - 1;
      const parent = open.at(-1);
      if (parent !== undefined) parent.isAtKey = true;
      continue;
    }
    const end = isOpening ? at + 1 : code === quote ? endOfString(text, at) + 1 : endOfWord(text, at);
    const span: Span = { file, line, column: at - lineStart + 1, length: end - at };
    const parent = open.at(-1);
    if (isOpening) {
      const entries = code === openMap ? new Map<string, LocatedField>() : null;
      open.push({ span, entries, items: [], key: '', keySpan: span, isAtKey: true });
    } else if (code === quote && parent !== undefined && parent.entries !== null && parent.isAtKey) {
      parent.key = stringAt(text, at, end);
      parent.keySpan = span;
      parent.isAtKey = false;
    } else if (code === quote) place({ type: 'scalar', span, text: stringAt(text, at, end), quoted: true });
    else {
      const word = text.slice(at, end);
      place(word === 'null' ? { type: 'null', span } : { type: 'scalar', span, text: word, quoted: false });
    }
    at = end - 1;
  }
  if (root === undefined) throw new Error('the text was said to be JSON');
  return root;
}

const [space, comma, colon] = [0x20, 0x2c, 0x3a];

/** Behind what closes the map or list that begins here. */
function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === openMap || code === openList) depth += 1;
    else if ((code === closeMap || code === closeList) && (depth -= 1) === 0) return at + 1;
  }
  return text.length;
}

/** The end of a number, true, false or null. */
function endOfWord(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code <= space || code === comma || code === closeMap || code === closeList) break;
  }
  return end;
}

function stringAt(text: string, from: number, to: number): string {
  const inner = text.slice(from + 1, to - 1);
  return inner.includes('\\') ? (JSON.parse(text.slice(from, to)) as string) : inner;
}

interface Opened {
  readonly span: Span;
  readonly entries: Map<string, LocatedField> | null;
  readonly items: LocatedNode[];
  key: string;
  keySpan: Span;
  /** Whether a key comes next, in a map. */
  isAtKey: boolean;
}
