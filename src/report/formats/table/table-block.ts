import type { Cell, Column, Row, Table } from '../../document/document.ts';
import { estimateMark, showValue } from '../../numbers/show-cell.ts';
import { plainText } from '../../text/plain-text.ts';
import {
  cellLine,
  drawGrid,
  fitWidths,
  gap,
  naturalWidths,
  total,
  type Grid,
  type GridColumn,
} from './grid.ts';
import type { Palette } from './palette.ts';
import { wrapRuns, type Run } from './wrap.ts';

const longestText = 300;
const marker = '▸ ';
const recordIndent = '    ';

/** A table as wide as it may be: narrowed, else split between columns, else one row after the other. */
export function tableLines(table: Table, available: number, palette: Palette): readonly string[] {
  const grid = gridOf(table, palette);
  if (table.oneLine === true) {
    const lines = singleLines(grid, table, available);
    if (lines !== null) return lines;
  }
  const whole = fitsWhole(grid, table, available);
  if (whole !== null) return drawGrid(grid, whole);
  const groups = columnGroups(grid, Math.max(1, table.repeated), available);
  if (groups === null) return recordLines(grid, available, palette);
  return groups.flatMap((columns, index) => {
    const part = pick(grid, columns);
    const drawn = drawGrid(part, naturalWidths(part));
    return index === 0 ? drawn : ['', ...drawn];
  });
}

/**
 * Each row as one line: columns of texts are narrowed first, then columns that may be left out are, and last the names of the
 * rows are cut. Null where even that has no room.
 */
function singleLines(grid: Grid, { columns }: Table, available: number): readonly string[] | null {
  const kept = columns.map((_, index) => index);
  for (;;) {
    const part = pick(grid, kept);
    const least = columns
      .map(({ ifRoom }, index) => ({ index, ifRoom }))
      .filter(({ index, ifRoom }) => ifRoom !== undefined && kept.includes(index))
      .toSorted((a, b) => (b.ifRoom ?? 0) - (a.ifRoom ?? 0))[0];
    const widths = fitWidths(part, available, least === undefined ? 0 : 1);
    if (widths !== null) return drawGrid(part, widths, cellLine);
    if (least === undefined) return null;
    kept.splice(kept.indexOf(least.index), 1);
  }
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
    columns: table.columns.map((column, index) => gridColumn(column, marked && index === 0, palette)),
    rows: table.rows.map((row) =>
      row.cells.map((cell, index) => {
        const shown = showValue(cell);
        return {
          text: plainText(shown, longestText),
          paint: paintOf(cell, shown, row, palette),
          prefix: index !== 0 || !marked ? '' : row.role === 'chosen' ? marker : ' '.repeat(marker.length),
        };
      }),
    ),
  };
}

function gridColumn(column: Column, marked: boolean, palette: Palette): GridColumn {
  const indent = marked ? ' '.repeat(marker.length) : '';
  const head = [column.title, ...(column.unit === '' ? [] : [column.unit])];
  return {
    align: column.align,
    head: head.map((each) => indent + plainText(each, longestText)),
    paint: palette.columnTitle,
  };
}

function paintOf(cell: Cell, shown: string, row: Row, palette: Palette): Run['paint'] {
  if (cell.tone !== undefined) return palette.tone[cell.tone];
  if (row.role !== 'plain') return palette.row[row.role];
  return shown.startsWith(estimateMark) ? palette.tone.warning : palette.row.plain;
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
  return { columns: select(grid.columns), rows: grid.rows.map(select) };
}

/** For narrow places: each row as labelled lines. */
function recordLines(grid: Grid, available: number, palette: Palette): readonly string[] {
  return grid.rows.flatMap((row, index) => {
    const lines = row.flatMap((cell, at) => {
      if (at > 0 && cell.text === '') return [];
      const title = at === 0 ? '' : (grid.columns[at]?.head ?? []).join(' ').trim();
      const indent = at === 0 ? '' : recordIndent;
      const runs = [...(title === '' ? [] : [{ text: `${title}: `, paint: palette.label }]), cell];
      const wrapped = wrapRuns(runs, available - indent.length - cell.prefix.length);
      return wrapped.map((line) => indent + cell.paint(cell.prefix) + line);
    });
    return index === 0 ? lines : ['', ...lines];
  });
}
