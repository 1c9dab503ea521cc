import type { Distribution } from '../../statistics/index.ts';
import type { Spec } from './spec.ts';
import type { LocatedMap, LocatedNode, Report } from '../located/index.ts';
import {
  problem,
  sortDiagnostics,
  type Diagnostic,
  type DiagnosticCode,
  type Span,
} from '../../diagnostics/index.ts';

/** What the name of the text of an override begins with; the address follows. */
export const overridePrefix = '--set ';

/** One pass over a file: its currency, and the problems found so far. */
export interface FileReading extends Report {
  readonly currency: string;
  /** The whole format, to say where a key belongs that stands elsewhere. */
  readonly root?: Spec;
  /** Whether amounts in any other currency are refused, as within one price entry. */
  readonly oneCurrency?: boolean;
  /** Where figures may be distributions: by address, what was met. Absent where they have to be plain numbers. */
  readonly distributions?: Map<string, Distribution>;
}

export function startReading(currency: string, area = 'scenario', root?: Spec): FileReading {
  return { area, currency, diagnostics: [], ...(root === undefined ? {} : { root }) };
}

/** Adds an error at a place; gives undefined, so that a reader can end with it. */
export function report(
  reading: Report,
  code: DiagnosticCode,
  address: string,
  text: string,
  details: { readonly span?: Span | undefined; readonly hint?: string | undefined },
): undefined {
  const message = address === '' ? text : `${address}: ${text}`;
  reading.diagnostics.push(problem(code, message, details));
  return undefined;
}

const mostShown = 100;

/** Whether more problems would not be shown anyway, so that there is no use in looking for them. */
export function isFull({ diagnostics }: Report): boolean {
  if (diagnostics.length <= mostShown) return false;
  const places = new Set(diagnostics.map(({ span }) => `${span?.file} ${span?.line} ${span?.column}`));
  return places.size > mostShown;
}

/**
 * The problems in the order of their places, at most a hundred, then one that says that there are more. A mistake
 * in `defaults` is met once per workload and is taken once: the same text at the same place, the address apart.
 */
export function collected(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const distinct = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const text = each.message.slice(each.message.indexOf(': ') + 1);
    const { file = '', line = 0, column = 0 } = each.span ?? {};
    const key =
      each.span === undefined ? each.message : JSON.stringify([each.code, file, line, column, text]);
    if (!distinct.has(key)) distinct.set(key, each);
  }
  const all = sortDiagnostics([...distinct.values()]);
  if (all.length <= mostShown) return all;
  return [
    ...all.slice(0, mostShown),
    problem('scenario/too-many', `more than ${mostShown} problems; the rest is not shown`),
  ];
}

/** A map without keys, standing for one that the file does not have. */
export function emptyMap(span: Span): LocatedMap {
  return { type: 'map', span, entries: new Map() };
}

/** The value of a key, or undefined where the key or its value is not there. */
export function valueAt(map: LocatedMap, key: string): LocatedNode | undefined {
  const value = map.entries.get(key)?.value;
  return value === undefined || value.type === 'null' ? undefined : value;
}
