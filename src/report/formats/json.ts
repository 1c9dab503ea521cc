import { withUnsafeEscaped } from '../../diagnostics/index.ts';
import { writeResult } from '../results/wire.ts';
import type { Rendered, ReportableResult } from '../types.ts';

/**
 * The result itself, indented, keys in the order of the result's type. Characters that a terminal would act on are
 * written as escapes, which JSON readers undo.
 */
export function renderJson(result: ReportableResult): Rendered {
  return {
    mediaType: 'application/json',
    body: `${withUnsafeEscaped(JSON.stringify(writeResult(result), null, 2))}\n`,
  };
}
