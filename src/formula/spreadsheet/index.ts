export {
  readSpreadsheet,
  type InputCell,
  type SpreadsheetReading,
  type StepCell,
} from './read-spreadsheet.ts';
export { columnLetters, type LeastTable } from './least-table.ts';
