import { createScanner, visit, type ParseError, type ParseErrorCode } from 'jsonc-parser';
import type { LocatedField, LocatedNode } from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';

// The values of jsonc-parser's SyntaxKind, which is a const enum that other compilers cannot read.
const openings: readonly number[] = [1, 3];
const closings: readonly number[] = [2, 4];
const endOfText = 17;

/** How deep a text nests, without recursion: it may be hostile, and need not be valid. */
export function depthOf(text: string): number {
  const scanner = createScanner(text, true);
  let depth = 0;
  let deepest = 0;
  for (let token: number = scanner.scan(); token !== endOfText; token = scanner.scan()) {
    if (openings.includes(token)) deepest = Math.max(deepest, (depth += 1));
    else if (closings.includes(token)) depth -= 1;
  }
  return deepest;
}

/** Where a text stops being JSON; its end where it only lacks something. */
export function syntaxErrorIn(text: string): number {
  const errors: ParseError[] = [];
  const onError = (error: ParseErrorCode, offset: number, length: number): void =>
    void errors.push({ error, offset, length });
  visit(text, { onError }, { disallowComments: true });
  return errors[0]?.offset ?? text.length;
}

/** A text that is valid JSON as a located tree, in one pass. Of a repeated key the last one counts, as for JSON.parse. */
export function jsonTree(text: string, file: string): LocatedNode {
  let root: LocatedNode | undefined;
  const open: Opened[] = [];
  const spanOf = (offset: number, length: number, line: number, column: number): Span => {
    const lineEnd = text.indexOf('\n', offset);
    const end = lineEnd < 0 ? offset + length : Math.min(offset + length, lineEnd);
    return { file, line: line + 1, column: column + 1, length: end - offset };
  };
  const place = (node: LocatedNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root = node;
    else if (parent.entries === null) parent.items.push(node);
    else {
      const { key, keySpan } = parent;
      if (!hidden.has(key)) parent.entries.set(key, { key, keySpan, value: node });
    }
  };
  const begin = (isMap: boolean) => (offset: number, length: number, line: number, column: number) => {
    const span = spanOf(offset, length, line, column);
    open.push({ span, entries: isMap ? new Map() : null, items: [], key: '', keySpan: span });
  };
  const end = (): void => {
    const closed = open.pop();
    if (closed === undefined) return;
    const { span, entries, items } = closed;
    place(entries === null ? { type: 'list', span, items } : { type: 'map', span, entries });
  };
  visit(text, {
    onObjectBegin: begin(true),
    onArrayBegin: begin(false),
    onObjectEnd: end,
    onArrayEnd: end,
    onObjectProperty: (key, offset, length, line, column) => {
      const parent = open.at(-1);
      if (parent === undefined) return;
      parent.key = key;
      parent.keySpan = spanOf(offset, length, line, column);
    },
    onLiteralValue: (value: unknown, offset, length, line, column) => {
      const span = spanOf(offset, length, line, column);
      if (value === null) place({ type: 'null', span });
      else if (typeof value === 'string') place({ type: 'scalar', span, text: value, quoted: true });
      else place({ type: 'scalar', span, text: text.slice(offset, offset + length), quoted: false });
    },
  });
  if (root === undefined) throw new Error('the text was said to be JSON');
  return root;
}

/** Keys that would reach an object's own machinery. */
const hidden = new Set(['__proto__', 'constructor', 'prototype']);

interface Opened {
  readonly span: Span;
  readonly entries: Map<string, LocatedField> | null;
  readonly items: LocatedNode[];
  key: string;
  keySpan: Span;
}
