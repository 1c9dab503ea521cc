import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that files of GPU quotes and the flags of `quotes` can cause. */
export const quoteProblems: ProblemTable = {
  'quotes/file': {
    means: 'The file cannot be read as CSV or as an Excel workbook.',
    remedy: 'Save it as an Excel workbook (.xlsx), or as comma-separated text with a header.',
  },
  'quotes/hidden': {
    means: 'A workbook hides sheets, rows or columns, and these are not read.',
    remedy: 'Unhide them if they matter.',
  },
  'quotes/header': {
    means: 'No row is a header that names a GPU column and a price column.',
    remedy: 'Add a header such as `gpu,node,$/GPU/hr`.',
  },
  'quotes/row': {
    means: 'A row cannot be read as a quote, and nothing in it is guessed.',
    remedy: 'Correct the cell that the message points at.',
  },
  'quotes/unread-column': {
    means: 'A column has no known meaning and is ignored.',
    remedy: 'Rename it if it matters.',
  },
  'quotes/none': {
    means: 'No row of the files is a quote that can be compared.',
    remedy: 'Correct the rows that are listed above.',
  },
  'quotes/flags': {
    means: 'Two flags contradict each other, or one lacks the other that it needs.',
    remedy: 'See `crossover quotes --help`.',
  },
  'quotes/against': {
    means: 'The API to compare against is not in the catalog.',
    remedy: 'Use the suggested name.',
  },
  'quotes/model': {
    means: 'Nothing says which model the quoted GPUs serve.',
    remedy: 'Name it, such as `--model llama-3.3-70b`.',
  },
  'quotes/option': {
    means: 'The scenario has no build option of this name.',
    remedy: 'Use the suggested name.',
  },
  'quotes/workload': {
    means: 'The scenario has no workload of this name, or has several and none was chosen.',
    remedy: 'Choose one with `--workload`.',
  },
};
