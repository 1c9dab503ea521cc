import { displayWidth } from '../../text/display-width.ts';
import { startOf, wrapRuns, type Run } from './wrap.ts';

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

/** Narrows the columns of texts from one on, the widest first, until all fit; null where they cannot. */
export function fitWidths(grid: Grid, available: number, from = 0): readonly number[] | null {
  const widths = [...naturalWidths(grid)];
  let excess = total(widths) - available;
  while (excess > 0) {
    const [widest, second] = widths
      .map((width, index) => ({ width, index }))
      .filter(
        ({ width, index }) => index >= from && grid.columns[index]?.align === 'left' && width > narrowestText,
      )
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

/** The lines of a table whose columns have these widths. Titles stand at the bottom of the head. */
export function drawGrid(
  { columns, rows }: Grid,
  widths: readonly number[],
  linesOf: typeof cellLines = cellLines,
): readonly string[] {
  const headHeight = Math.max(...columns.map(({ head }) => head.length));
  const head = columns.map(({ head: titles, paint }, index) => [
    ...Array.from({ length: headHeight - titles.length }, () => ''),
    ...titles.map((title) => paintText(paint, cut(title, widths[index] ?? 1))),
  ]);
  const aligns = columns.map(({ align }) => align);
  return [
    ...drawRow(head, widths, aligns),
    widths.map((width) => rule.repeat(width)).join(rule.repeat(gap)),
    ...rows.flatMap((row) =>
      drawRow(
        row.map((cell, index) => linesOf(cell, widths[index] ?? 1)),
        widths,
        aligns,
      ),
    ),
  ];
}

const rule = '─';

/** A row is as high as its highest cell. */
function drawRow(
  cells: readonly (readonly string[])[],
  widths: readonly number[],
  aligns: readonly GridColumn['align'][],
): readonly string[] {
  let height = 0;
  for (const { length } of cells) if (length > height) height = length;
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, index) => align(cell[line] ?? '', widths[index] ?? 1, aligns[index]))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

function align(text: string, width: number, side: GridColumn['align'] | undefined): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'right' ? space + text : text + space;
}

/** A title that a narrow column has no room for ends in an ellipsis. */
function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${startOf(text, width - 1)}…`;
}

function paintText(paint: Run['paint'], text: string): string {
  return text === '' ? '' : paint(text);
}

/** A cell as one line, which ends in an ellipsis where it is cut. */
export function cellLine({ text, paint, prefix }: GridCell, width: number): readonly string[] {
  return [paint(prefix) + paintText(paint, cut(text, Math.max(1, width - displayWidth(prefix))))];
}

function cellLines({ text, paint, prefix }: GridCell, width: number): readonly string[] {
  const indent = displayWidth(prefix);
  // Most are a figure that has room: no word to break, and one to paint.
  if (!text.includes(' ') && displayWidth(text) <= width - indent)
    return [paint(prefix) + paintText(paint, text)];
  return wrapRuns([{ text, paint }], Math.max(1, width - indent)).map(
    (line, index) => (index === 0 ? paint(prefix) : ' '.repeat(indent)) + line,
  );
}
