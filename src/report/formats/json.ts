import { writeResult } from '../results/wire.ts';
import type { Rendered, ReportableResult } from '../types.ts';

/**
 * The result itself, indented, keys in the order of the result's type. Characters that a terminal would act on are
 * written as escapes, which JSON readers undo.
 */
export function renderJson(result: ReportableResult): Rendered {
  const body = JSON.stringify(writeResult(result), null, 2).replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what this is about
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { mediaType: 'application/json', body: `${body}\n` };
}
