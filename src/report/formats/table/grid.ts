import CliTable from 'cli-table3';
import type { Column } from '../../document/document.ts';
import { displayWidth } from '../../text/display-width.ts';

/** A table as texts, ready to be laid out. */
export interface Grid {
  readonly columns: readonly Column[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const gap = 2;
/** A column of texts is not made narrower than this. */
const narrowestText = 12;

const lines = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '─', 'mid-mid': '─'.repeat(gap), right: '', 'right-mid': '', middle: ' '.repeat(gap),
}; // prettier-ignore

/** The width that each column wants. */
export function naturalWidths(grid: Grid): readonly number[] {
  return grid.columns.map((_, index) =>
    Math.max(1, ...[grid.head, ...grid.rows].map((row) => displayWidth(row[index] ?? ''))),
  );
}

/** Narrows the columns of texts, the widest first, until all fit; null where they cannot. */
export function fitWidths(grid: Grid, available: number): readonly number[] | null {
  const widths = [...naturalWidths(grid)];
  let excess = total(widths) - available;
  while (excess > 0) {
    const candidates = widths
      .map((width, index) => ({ width, index }))
      .filter(({ width, index }) => grid.columns[index]?.align === 'left' && width > narrowestText)
      .toSorted((a, b) => b.width - a.width || a.index - b.index);
    const [widest, second] = candidates;
    if (widest === undefined) return null;
    const target = Math.max(
      narrowestText,
      widest.width - excess,
      Math.min(second?.width ?? 0, widest.width - 1),
    );
    widths[widest.index] = target;
    excess -= widest.width - target;
  }
  return widths;
}

export function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);
}

/** The lines of a table whose columns have these widths. */
export function drawGrid(grid: Grid, widths: readonly number[]): readonly string[] {
  const table = new CliTable({
    head: [...grid.head],
    colWidths: [...widths],
    colAligns: grid.columns.map((column) => column.align),
    chars: lines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    wordWrap: true,
  });
  table.push(...grid.rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
