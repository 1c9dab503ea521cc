/**
 * The reading of a formula as cells. Formulas enter; named cells with expressions that spreadsheets compute leave. Nothing here knows a
 * file format or a cost line.
 */
export {
  readSpreadsheet,
  type InputCell,
  type SpreadsheetReading,
  type StepCell,
} from './read-spreadsheet.ts';
export { columnLetters, leastTableRows, type LeastTable } from './least-table.ts';
export {
  columnCell,
  inColumn,
  readColumns,
  withColumn,
  type ColumnReading,
  type ColumnSearch,
  type ColumnStep,
} from './columns.ts';
export { cellArithmetic, type CellArithmetic } from './cell-arithmetic.ts';
export { atom as cellExpression, type Expression as CellExpression } from './expression.ts';
export { CellNames } from './names.ts';
