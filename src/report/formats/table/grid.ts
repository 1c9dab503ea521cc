import CliTable from 'cli-table3';
import { displayWidth } from '../../text/display-width.ts';
import { wrapRuns, type Run } from './wrap.ts';

/** A table as texts, ready to be laid out. */
export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly (readonly GridCell[])[];
}

export interface GridColumn {
  readonly align: 'left' | 'right';
  /** The title, and below it the unit where there is one. */
  readonly head: readonly string[];
  readonly paint: Run['paint'];
}

export interface GridCell extends Run {
  /** Stands before the first line; the others are indented as much. */
  readonly prefix: string;
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
  return grid.columns.map(({ head }, index) =>
    Math.max(
      1,
      ...head.map(displayWidth),
      ...grid.rows.map((row) => displayWidth((row[index]?.prefix ?? '') + (row[index]?.text ?? ''))),
    ),
  );
}

/** Narrows the columns of texts, the widest first, until all fit; null where they cannot. */
export function fitWidths(grid: Grid, available: number): readonly number[] | null {
  const widths = [...naturalWidths(grid)];
  let excess = total(widths) - available;
  while (excess > 0) {
    const [widest, second] = widths
      .map((width, index) => ({ width, index }))
      .filter(({ width, index }) => grid.columns[index]?.align === 'left' && width > narrowestText)
      .toSorted((a, b) => b.width - a.width || a.index - b.index);
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
  const headHeight = Math.max(...grid.columns.map(({ head }) => head.length));
  const table = new CliTable({
    head: grid.columns.map(({ head, paint }) =>
      [
        ...Array.from({ length: headHeight - head.length }, () => ''),
        ...head.map((each) => paint(each)),
      ].join('\n'),
    ),
    colWidths: [...widths],
    colAligns: grid.columns.map((column) => column.align),
    chars: lines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  table.push(
    ...grid.rows.map((row) => row.map((cell, index) => cellLines(cell, widths[index] ?? 1).join('\n'))),
  );
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function cellLines({ text, paint, prefix }: GridCell, width: number): readonly string[] {
  const indent = displayWidth(prefix);
  return wrapRuns([{ text, paint }], Math.max(1, width - indent)).map(
    (line, index) => (index === 0 ? paint(prefix) : ' '.repeat(indent)) + line,
  );
}
