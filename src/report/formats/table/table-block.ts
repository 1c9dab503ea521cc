import type { Cell, Row, Table } from '../../document/document.ts';
import { estimateMark, showValue } from '../../numbers/show-cell.ts';
import { plainText } from '../../text/plain-text.ts';
import { drawGrid, fitWidths, gap, naturalWidths, total, type Grid } from './grid.ts';
import type { Palette } from './palette.ts';

const longestText = 300;
const marker = '▸ ';

/** A table as wide as it may be: narrowed, else split between columns, else one row after the other. */
export function tableLines(table: Table, available: number, palette: Palette): readonly string[] {
  const grid = gridOf(table, palette);
  const whole = fitsWhole(grid, table, available);
  if (whole !== null) return drawGrid(grid, whole);
  const groups = table.repeated > 0 ? columnGroups(grid, table.repeated, available) : null;
  if (groups === null) return recordLines(grid, palette);
  return groups.flatMap((columns, index) => {
    const part = pick(grid, columns);
    const widths = fitWidths(part, available);
    const drawn = widths === null ? recordLines(part, palette) : drawGrid(part, widths);
    return index === 0 ? drawn : ['', ...drawn];
  });
}

/** A table that may be split is not squeezed first. */
function fitsWhole(grid: Grid, table: Table, available: number): readonly number[] | null {
  if (table.repeated === 0) return fitWidths(grid, available);
  const natural = naturalWidths(grid);
  return total(natural) <= available ? natural : null;
}

function gridOf(table: Table, palette: Palette): Grid {
  const marked = table.rows.some((row) => row.role === 'chosen');
  return {
    columns: table.columns,
    head: table.columns.map((column, index) =>
      palette.columnTitle(
        (index === 0 && marked ? '  ' : '') +
          plainText(column.unit === '' ? column.title : `${column.title} ${column.unit}`.trim(), longestText),
      ),
    ),
    rows: table.rows.map((row) =>
      row.cells.map((cell, index) => {
        const prefix =
          index !== 0 || !marked ? '' : row.role === 'chosen' ? marker : ' '.repeat(marker.length);
        return paintCell(prefix + cellText(cell), cell, row, palette);
      }),
    ),
  };
}

function cellText(cell: Cell): string {
  return plainText(showValue(cell), longestText);
}

function paintCell(text: string, cell: Cell, row: Row, palette: Palette): string {
  if (text.trim() === '') return text;
  const painted = cell.tone === undefined ? text : palette.tone[cell.tone](text);
  return text.startsWith(estimateMark) && row.role === 'plain'
    ? palette.tone.warning(painted)
    : palette.row[row.role](painted);
}

/** Which columns go together, each group with the repeated ones; null where not even one fits beside them. */
function columnGroups(
  grid: Grid,
  repeated: number,
  available: number,
): readonly (readonly number[])[] | null {
  const widths = naturalWidths(grid);
  const leading = widths.slice(0, repeated).map((_, index) => index);
  const room = available - total(widths.slice(0, repeated));
  const groups: number[][] = [];
  let left = 0;
  for (const [index, width] of widths.entries()) {
    if (index < repeated) continue;
    if (width + gap > room) return null;
    if (groups.length === 0 || width + gap > left) {
      groups.push([...leading]);
      left = room;
    }
    groups.at(-1)?.push(index);
    left -= width + gap;
  }
  return groups;
}

function pick(grid: Grid, columns: readonly number[]): Grid {
  const select = <T>(of: readonly T[]): readonly T[] => columns.flatMap((index) => of[index] ?? []);
  return {
    columns: select(grid.columns),
    head: columns.map((index) => grid.head[index] ?? ''),
    rows: grid.rows.map((row) => columns.map((index) => row[index] ?? '')),
  };
}

/** For narrow places: each row as labelled lines. */
function recordLines(grid: Grid, palette: Palette): readonly string[] {
  return grid.rows.flatMap((row, index) => {
    const lines = row.flatMap((value, at) => {
      const title = grid.head[at] ?? '';
      return value === ''
        ? []
        : [at === 0 ? value : `  ${title === '' ? '' : `${palette.label(title)}: `}${value}`];
    });
    return index === 0 ? lines : ['', ...lines];
  });
}
