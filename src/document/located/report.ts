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

/** The node as a map of any keys, such as the workloads of a scenario; `keys` are those it may have, where they are known. */
export function readMap(
  node: LocatedNode,
  address: string,
  report: Report,
  keys: readonly string[] = [],
): LocatedMap | undefined {
  if (node.type === 'map') return node;
  const message = `expected a map of keys, found ${describeNode(node)}`;
  const shown = keys.slice(0, 12).join(', ');
  const hint = shown === '' ? undefined : `its keys are ${shown}${keys.length > 12 ? ', ...' : ''}`;
  return reportAt(report, 'wrong-type', address, message, { span: node.span, hint });
}

/** The key by which YAML 1.1 takes in the keys of another map. */
export const mergeKey = '<<';

/**
 * Reports a key that is not among those known; `places` are the addresses at which there is such a key. Returns the key that
 * was probably meant: a known one of which it is a misspelling, or itself where it belongs elsewhere.
 */
export function reportUnknownKey(
  field: LocatedField,
  address: string,
  report: Report,
  known: readonly string[],
  places: readonly string[] = [],
): string | undefined {
  const at = childAddress(address, field.key);
  if (field.key === mergeKey) {
    reportAt(report, 'unknown-key', at, 'merge keys are not read', {
      span: field.keySpan,
      hint: "write the keys out, or state what is common under 'defaults:' or in a file that 'extends:' names",
    });
    return mergeKey;
  }
  const meant = places.length > 0 ? field.key : nearest(field.key, known);
  const hint =
    places.length > 0
      ? `it belongs at ${places.join(' or ')}`
      : meant === undefined
        ? `known keys: ${known.join(', ')}`
        : `did you mean '${meant}'?`;
  reportAt(report, 'unknown-key', at, 'unknown key', { span: field.keySpan, hint });
  return meant;
}
