import type { Span } from '../../diagnostics/index.ts';

/** A text as it was parsed: every value keeps its source text and its place; nothing is converted to numbers or dates. */
export type LocatedNode = LocatedMap | LocatedList | LocatedScalar | LocatedNull;

export interface LocatedMap {
  readonly type: 'map';
  readonly span: Span;
  /** In the order of the file. Keys are unique, not empty, and never `__proto__`, `constructor` or `prototype`. */
  readonly entries: ReadonlyMap<string, LocatedField>;
}

export interface LocatedField {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: LocatedNode;
}

export interface LocatedList {
  readonly type: 'list';
  readonly span: Span;
  readonly items: readonly LocatedNode[];
}

export interface LocatedScalar {
  readonly type: 'scalar';
  readonly span: Span;
  /** The text without its quotes: `3 USD/Mtok`, `true`, `2026-11-01`. */
  readonly text: string;
  readonly quoted: boolean;
}

/** `null`, `~` or nothing at all. */
export interface LocatedNull {
  readonly type: 'null';
  readonly span: Span;
}

/** What the node is, in words for a message: `a list`, `'3 USD'`. */
export function describeNode(node: LocatedNode): string {
  if (node.type === 'map') return 'a map of keys';
  if (node.type === 'list') return 'a list';
  if (node.type === 'null') return 'nothing';
  return node.text.length > 60 ? `'${node.text.slice(0, 57)}...'` : `'${node.text}'`;
}
