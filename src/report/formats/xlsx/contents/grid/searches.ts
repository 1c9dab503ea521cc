import { leastTableRows, type ColumnReading } from '../../../../../formula/index.ts';
import { quotedSheet } from '../../package/sheet.ts';
import type { SheetBuilder, WorkbookBuilder } from '../builder.ts';
import { formula, headers, text } from '../cells.ts';
import type { ColumnGrid } from './column-grid.ts';
import { columnsOf } from './columns.ts';

/** Formulas, and the columns of a grid in which they hold. */
interface HeldFormulas {
  readonly reading: Pick<ColumnReading, 'searches'>;
  readonly from: number;
  readonly until: number;
}

/** The row of a table, counted from 1, in which its result stands. */
const resultRow = 7;

/**
 * A sheet with a table for each search of each column, where there is one, and in the grid where its result stands: the tables
 * are as high as each other. The tables refer to the grid, so what is returned adds them once that is written.
 */
export function reserveSearches(
  workbook: WorkbookBuilder,
  name: string,
  grid: ColumnGrid,
  formulas: readonly HeldFormulas[],
): (written: SheetBuilder) => void {
  if (formulas.every(({ reading }) => reading.searches.length === 0)) return () => undefined;
  const sheet = workbook.sheet(name, [26, 18, 18, 18, 18, 18]);
  let tables = 0;
  for (const { reading, from, until } of formulas)
    for (const { row } of reading.searches)
      for (let column = from; column < until; column += 1) {
        grid.put(row, column, {
          formula: `${quotedSheet(sheet.name)}!$B$${tables * leastTableRows + resultRow}`,
          value: null,
        });
        tables += 1;
      }
  return (written) => addSearches(grid, formulas, written, sheet);
}

function addSearches(
  grid: ColumnGrid,
  formulas: readonly HeldFormulas[],
  written: SheetBuilder,
  sheet: SheetBuilder,
): void {
  const prefix = `${quotedSheet(written.name)}!`;
  let tables = 0;
  for (const { reading, from, until } of formulas)
    for (const { table } of reading.searches)
      for (let column = from; column < until; column += 1) {
        const above = tables * leastTableRows;
        const made = table(above, (of) => grid.filled(of, columnsOf.first + column, prefix));
        while (sheet.next < above) sheet.add([]);
        sheet.add([text(made.title, 'heading')]);
        for (const fact of made.facts) sheet.add([text(fact.label), formula(fact.formula, null)]);
        while (sheet.next < made.firstRow - 2) sheet.add([]);
        sheet.add(headers(...made.headers));
        for (const row of made.rows) sheet.add(row.map((each) => formula(each, null)));
        tables += 1;
      }
}
