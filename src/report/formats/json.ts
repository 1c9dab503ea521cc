import { withUnsafeEscaped } from '../../diagnostics/index.ts';
import { resultTexts } from '../results/wire.ts';
import type { Content, Rendered, ReportableResult } from '../types.ts';

/** Shorter texts are handed over whole. */
const longText = 1_000_000;
const partLength = 65_536;

/**
 * The result itself, indented, keys in the order of the result's type. Characters that a terminal would act on are
 * written as escapes, which JSON readers undo. A long one comes in parts, so that it is never in memory as a whole.
 */
export function renderJson(result: ReportableResult): Rendered<Content> {
  const parts = textsOf(result);
  let begun = '';
  for (let part = parts.next(); part.done !== true; part = parts.next()) {
    begun += part.value;
    if (begun.length > longText) return { mediaType: 'application/json', body: chained(begun, parts) };
  }
  return { mediaType: 'application/json', body: begun };
}

/** Small parts together, since each is a call of the system. */
function* textsOf(result: ReportableResult): Generator<string, undefined> {
  let waiting = '';
  for (const part of resultTexts(result)) {
    waiting += withUnsafeEscaped(part);
    if (waiting.length < partLength) continue;
    yield waiting;
    waiting = '';
  }
  yield `${waiting}\n`;
}

function* chained(begun: string, rest: Iterable<string>): Generator<string> {
  yield begun;
  yield* rest;
}
