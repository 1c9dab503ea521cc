import type { Exact } from '../../../../formula/index.ts';
import { Exact as ExactNumber } from '../../../../formula/index.ts';
import type { WorkbookBuilder } from './builder.ts';
import { formula, headers, number, text } from './cells.ts';
import type { NumberFormat } from '../package/styles.ts';

/** A figure that the workbook computes, beside the one that crossover computed. */
export interface CheckedFigure {
  readonly workload: string;
  readonly option: string;
  readonly what: string;
  /** A reference to the cell that computes it. */
  readonly live: string;
  readonly computed: Exact;
  readonly format: NumberFormat;
  /** So many decimals have to agree. */
  readonly places: number;
}

const zero = new ExactNumber(0);
const firstRow = 7;

/** The sheet that holds the workbook against crossover: every difference is zero until an input is changed. */
export function addCheck(workbook: WorkbookBuilder, figures: readonly CheckedFigure[]): void {
  const sheet = workbook.sheet('Check', [28, 28, 28, 20, 20, 14]);
  const last = firstRow + Math.max(1, figures.length);
  const differences = `$F$${firstRow + 1}:$F$${last}`;
  const sum = `SUMPRODUCT(ABS(${differences}))`;
  sheet.add(
    [text('Check', 'title')],
    [
      text(
        'Each figure that this workbook computes, and the same figure as crossover computed it from the inputs as stated.',
        'muted',
      ),
    ],
    [text('Differences appear once an input is changed; they say by how much each figure moved.', 'muted')],
    [text('Sum of all differences', 'heading'), formula(sum, zero, '#,##0.00', 'total')],
    [
      text('Result', 'heading'),
      formula(
        `IF(${sum}=0,"every figure agrees","inputs were changed, or a figure differs")`,
        'every figure agrees',
        'General',
        'good',
      ),
    ],
    [],
    headers('Workload', 'Option', 'Figure', 'In this workbook', 'By crossover', 'Difference'),
  );
  sheet.freeze();
  for (const { workload, option, what, live, computed, format, places } of figures) {
    const row = sheet.next + 1;
    sheet.add([
      text(workload),
      text(option),
      text(what),
      formula(live, computed, format),
      number(computed, format),
      formula(`ROUND($D${row}-$E${row},${places})`, zero, '#,##0.00####'),
    ]);
  }
  sheet.markUnlessZero(`F${firstRow + 1}:F${last}`);
}
