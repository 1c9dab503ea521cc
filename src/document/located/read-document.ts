import { isAlias, isMap, isScalar, isSeq, Scalar, type Node } from 'yaml';
import { fail, ok, problem, type Diagnostic, type Result, type Span } from '../../diagnostics/index.ts';
import { composeDocument, limits, type Locate } from './compose.ts';
import { nullTexts, refusedKeys } from './names.ts';
import type { LocatedField, LocatedList, LocatedMap, LocatedNode } from './node.ts';
import { readPlainDocument } from './plain-document.ts';

const plainTags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/**
 * Reads a YAML text into a located tree. Fails with all problems of the text: no valid YAML, duplicate or refused keys,
 * cyclic aliases, beyond the limits. An empty text is a null. A byte order mark and Windows line ends are accepted.
 */
export function readDocument(text: string, file: string): Result<LocatedNode> {
  const plain = readPlainDocument(text, file);
  return plain === undefined ? readComposed(text, file) : ok(plain);
}

/** As `readDocument`, of any YAML. */
export function readComposed(text: string, file: string): Result<LocatedNode> {
  const composed = composeDocument(text, file);
  if (!composed.ok) return composed;
  const { document, locate } = composed.value;
  const reading: DocumentReading = { locate, diagnostics: [], anchors: new Map(), nodes: 0, aliased: 0 };
  const node = read(document.contents, locate(0), reading, 0);
  if (reading.diagnostics.length > 0) return fail(...reading.diagnostics.slice(0, limits.diagnostics));
  return ok(node);
}

interface Anchored {
  readonly node: LocatedNode;
  /** Nodes that an alias to it repeats. */
  readonly size: number;
}

interface DocumentReading {
  readonly locate: Locate;
  readonly diagnostics: Diagnostic[];
  /** `open` while the anchored node is itself being read. */
  readonly anchors: Map<string, Anchored | 'open'>;
  nodes: number;
  aliased: number;
}

function read(node: Node | null, fallback: Span, reading: DocumentReading, depth: number): LocatedNode {
  const span = node?.range ? reading.locate(node.range[0], node.range[1]) : fallback;
  reading.nodes += 1;
  if (depth > limits.depth) {
    return refuse(reading, span, 'document/too-deep', `nested deeper than ${limits.depth} levels`);
  }
  if (node === null) return { type: 'null', span };
  if (isAlias(node)) return readAlias(node.source, span, reading);
  if (hasForeignTag(node)) {
    const written = String(node.tag).replace('tag:yaml.org,2002:', '!!').slice(0, 60);
    return refuse(reading, span, 'document/tag', `the tag '${written}' is not supported; remove it`);
  }
  const anchor = (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor;
  const before = reading.nodes + reading.aliased;
  if (anchor) reading.anchors.set(anchor, 'open');
  const located = readContent(node, span, reading, depth);
  if (anchor) {
    reading.anchors.set(anchor, { node: located, size: reading.nodes + reading.aliased - before + 1 });
  }
  return located;
}

/** A tag that makes another thing of a node than the map, list or text that it looks like (`!!set`, `!!omap`, `!own`). */
function hasForeignTag(node: Node): boolean {
  return node.tag !== undefined && !plainTags.has(node.tag);
}

function readContent(node: Node, span: Span, reading: DocumentReading, depth: number): LocatedNode {
  if (isMap(node)) return readMap(node.items, { ...span, length: 0 }, reading, depth);
  if (isSeq(node)) {
    const items: LocatedNode[] = [];
    for (const item of node.items) items.push(read(item as Node, span, reading, depth + 1));
    return { type: 'list', span: { ...span, length: 0 }, items } satisfies LocatedList;
  }
  if (!isScalar(node)) throw new Error('a node is an alias, a map, a list or a scalar');
  const text = String(node.value);
  const quoted = node.type !== Scalar.PLAIN;
  if (!quoted && nullTexts.has(text)) return { type: 'null', span };
  return { type: 'scalar', span, text, quoted };
}

function readMap(
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  span: Span,
  reading: DocumentReading,
  depth: number,
): LocatedMap {
  const entries = new Map<string, LocatedField>();
  for (const { key, value } of items) {
    const keyNode = read(key as Node | null, span, reading, depth + 1);
    const fieldValue = read(value as Node | null, keyNode.span, reading, depth + 1);
    if (keyNode.type !== 'scalar') {
      refuse(reading, keyNode.span, 'document/key', 'a key has to be a plain text');
    } else if (refusedKeys.has(keyNode.text)) {
      refuse(reading, keyNode.span, 'document/refused-key', `the key '${keyNode.text}' is not allowed`);
    } else {
      const earlier = entries.get(keyNode.text);
      if (earlier !== undefined) {
        const message = `the key '${keyNode.text}' is there twice (first on line ${earlier.keySpan.line})`;
        refuse(reading, keyNode.span, 'document/duplicate-key', message);
      } else {
        entries.set(keyNode.text, { key: keyNode.text, keySpan: keyNode.span, value: fieldValue });
      }
    }
  }
  return { type: 'map', span, entries };
}

function readAlias(name: string, span: Span, reading: DocumentReading): LocatedNode {
  const target = reading.anchors.get(name);
  if (target === undefined) {
    return refuse(reading, span, 'document/alias', `the alias '*${name}' has no anchor before it`);
  }
  if (target === 'open')
    return refuse(reading, span, 'document/alias', `the alias '*${name}' contains itself`);
  reading.aliased += target.size;
  if (reading.aliased > limits.aliasedNodes) {
    const message = `aliases repeat more than ${limits.aliasedNodes} values`;
    return refuse(reading, span, 'document/alias', message);
  }
  return target.node;
}

function refuse(
  reading: DocumentReading,
  span: Span,
  code: Diagnostic['code'],
  message: string,
): LocatedNode {
  const known = reading.diagnostics.length >= limits.diagnostics;
  if (!known) reading.diagnostics.push(problem(code, message, { span }));
  return { type: 'null', span };
}
