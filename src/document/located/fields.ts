import { nearest, problem, type Diagnostic, type Span } from '../../diagnostics/index.ts';
import { describeNode, type LocatedField, type LocatedMap, type LocatedNode } from './node.ts';

/** Where readers put the problems they meet; `area` is the first half of their codes (`catalog`, `scenario`). */
export interface Report {
  readonly area: string;
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads one node into a value, or reports what is wrong with it and gives undefined. `address` names the node in
 * messages: `prices.acme/chat.input`.
 */
export type ValueReader<T> = (node: LocatedNode, address: string, report: Report) => T | undefined;

export interface Keys {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
}

/** The known keys of one map. A key without a value (`to: null`) counts as absent. */
export interface Fields {
  readonly address: string;
  readonly span: Span;
  /** Undefined where the key is absent, which is reported for required keys when the fields are read, or its value is wrong. */
  required<T>(key: string, reader: ValueReader<T>): T | undefined;
  /** Null where the key is absent, or its value is wrong, which is then reported. */
  optional<T>(key: string, reader: ValueReader<T>): T | null;
  has(key: string): boolean;
  /** The node of a key, for a reader of one's own. */
  node(key: string): LocatedNode | undefined;
  /** The place of a key, else of the map. */
  spanOf(key: string): Span;
}

/** The address of a key or a list item below another. */
export function childAddress(address: string, key: string | number): string {
  return address === '' ? String(key) : `${address}.${key}`;
}

/** Adds an error at the node, with the address in front of what is wrong. */
export function reportAt(
  report: Report,
  what: string,
  address: string,
  message: string,
  details: { readonly span: Span; readonly hint?: string | undefined },
): undefined {
  const text = address === '' ? message : `${address}: ${message}`;
  report.diagnostics.push(problem(`${report.area}/${what}`, text, details));
  return undefined;
}

/** The node as a map of any keys, such as the workloads of a scenario. */
export function readMap(node: LocatedNode, address: string, report: Report): LocatedMap | undefined {
  if (node.type === 'map') return node;
  return reportAt(report, 'wrong-type', address, `expected a map of keys, found ${describeNode(node)}`, node);
}

/** The node's fields. Reports unknown keys at the key, with the nearest known one, and missing ones at the map. */
export function readFields(
  node: LocatedNode,
  address: string,
  report: Report,
  keys: Keys,
): Fields | undefined {
  const map = readMap(node, address, report);
  if (map === undefined) return undefined;
  const { required = [], optional = [] } = keys;
  const known = [...required, ...optional];
  for (const field of map.entries.values()) {
    if (!known.includes(field.key)) reportUnknownKey(field, address, report, known);
  }
  for (const key of required) {
    if (isAbsent(map.entries.get(key))) {
      const span = map.entries.get(key)?.keySpan ?? map.span;
      reportAt(report, 'missing-key', address, `the key '${key}' is missing`, { span });
    }
  }
  return fieldsOf(map, address, report);
}

/** Reports a key that is not among those known. */
export function reportUnknownKey(
  field: LocatedField,
  address: string,
  report: Report,
  known: readonly string[],
): void {
  const meant = nearest(field.key, known);
  const hint = meant === undefined ? `known keys: ${known.join(', ')}` : `did you mean '${meant}'?`;
  reportAt(report, 'unknown-key', childAddress(address, field.key), 'unknown key', {
    span: field.keySpan,
    hint,
  });
}

function isAbsent(field: LocatedField | undefined): boolean {
  return field === undefined || field.value.type === 'null';
}

function fieldsOf(map: LocatedMap, address: string, report: Report): Fields {
  const node = (key: string): LocatedNode | undefined => {
    const field = map.entries.get(key);
    return isAbsent(field) ? undefined : field?.value;
  };
  const read = <T>(key: string, reader: ValueReader<T>): T | undefined => {
    const value = node(key);
    return value === undefined ? undefined : reader(value, childAddress(address, key), report);
  };
  return {
    address,
    span: map.span,
    required: read,
    optional: (key, reader) => read(key, reader) ?? null,
    has: (key) => node(key) !== undefined,
    node,
    spanOf: (key) => map.entries.get(key)?.keySpan ?? map.span,
  };
}
