import type { RunResult } from '../../../analysis/index.ts';
import { csvText, guardText } from '../csv.ts';
import type { Rendered } from '../../types.ts';
import { focusColumns, focusRows, numericColumns } from './focus-rows.ts';

/** A forecast of one month under the column names of FOCUS 1.2, as CSV: what a run would put on the bill. */
export function renderFocus(result: RunResult): Rendered {
  const rows = focusRows(result).map((row) =>
    focusColumns.map((name) => (numericColumns.has(name) ? row[name] : guardText(row[name]))),
  );
  return { mediaType: 'text/csv; charset=utf-8; header=present', body: csvText([focusColumns, ...rows]) };
}
