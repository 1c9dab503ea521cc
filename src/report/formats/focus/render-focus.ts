import type { ForecastResult, RunResult } from '../../../analysis/index.ts';
import type { UsageResult } from '../../../usage/index.ts';
import { csvText, guardText } from '../csv.ts';
import type { Rendered } from '../../types.ts';
import { focusColumns, focusRows, numericColumns, type FocusRow } from './focus-rows.ts';
import { forecastFocusRows } from './forecast-rows.ts';
import { usageFocusRows } from './usage-rows.ts';

/** Under the column names of FOCUS, as CSV: what a run puts on the bill of a month, a forecast on those of all, and a log on that of each day. */
export function renderFocus(result: RunResult | ForecastResult | UsageResult): Rendered {
  const rows = rowsOf(result).map((row) =>
    focusColumns.map((name) => (numericColumns.has(name) ? row[name] : guardText(row[name]))),
  );
  return { mediaType: 'text/csv; charset=utf-8; header=present', body: csvText([focusColumns, ...rows]) };
}

function rowsOf(result: RunResult | ForecastResult | UsageResult): readonly FocusRow[] {
  switch (result.schema) {
    case 'crossover/result/1':
      return focusRows(result);
    case 'crossover/forecast/1':
      return forecastFocusRows(result);
    case 'crossover/usage/1':
      return usageFocusRows(result);
  }
}
