import type { Sheet } from '../workbook/index.ts';
import { columnLetters } from '../../formula/index.ts';
import { hasErrors, problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import { readHeader, type Header } from './header.ts';
import { mostRows } from './limits.ts';
import { readRecords, type Cell } from './records.ts';
import type { QuoteFile } from './types.ts';

/** A header with the rows below it. */
export interface QuoteTable {
  readonly header: Header;
  readonly titles: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** What divides the fields of a text; nothing in a workbook. */
  readonly delimiter: string;
}

export interface Tables {
  readonly tables: readonly QuoteTable[];
  readonly rejected: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/** The tables of quotes in a file: one in a text, and one in each sheet of a workbook that has a header of quotes. */
export function tablesOf(file: QuoteFile): Tables {
  if ('sheets' in file) return tablesOfSheets(file);
  const records = readRecords(file.text, file.file);
  const found = records.ok ? [tableOf(records.value.rows, records.value.delimiter)] : [];
  return gathered(found, records.diagnostics);
}

type Found = QuoteTable | readonly Diagnostic[];

function gathered(found: readonly Found[], rejected: readonly Diagnostic[]): Tables {
  const tables = found.filter((each) => 'rows' in each);
  const problems = found.flatMap((each) => ('rows' in each ? [] : each));
  return {
    tables,
    rejected: [...rejected, ...problems.filter(({ severity }) => severity === 'error')],
    warnings: [
      ...problems.filter(({ severity }) => severity === 'warning'),
      ...tables.flatMap(({ header }) => header.problems),
    ],
  };
}

/** How far down a header may stand, below a title or an address. */
const deepestHeader = 40;

/** The first row that names a GPU and a price is the header; where none does, what is missing in the first row. */
function tableOf(rows: readonly (readonly Cell[])[], delimiter: string): Found {
  const [first = []] = rows;
  const own = readHeader(first);
  if (!hasErrors(own.problems)) return { header: own, titles: first, rows: rows.slice(1), delimiter };
  for (const [index, titles] of rows.slice(1, deepestHeader).entries()) {
    const header = readHeader(titles);
    if (!hasErrors(header.problems)) return { header, titles, rows: rows.slice(index + 2), delimiter };
  }
  return own.problems;
}

function tablesOfSheets({ file, sheets, hiddenSheets }: Extract<QuoteFile, { sheets: unknown }>): Tables {
  const found = sheets.map((sheet) => ({ sheet, table: tableOf(rowsOf(sheet, file), '') }));
  const readable = found.filter(({ table }) => 'rows' in table);
  if (readable.length === 0) return { tables: [], rejected: [noTable(file, found)], warnings: [] };
  const long = readable.filter(({ sheet }) => sheet.isCut);
  const tooLong = long.map(({ sheet }) =>
    problem('quotes/file', `more than ${mostRows} rows`, { span: top(sheetName(file, sheet)) }),
  );
  const whole = readable.filter((each) => !long.includes(each));
  const { tables, rejected, warnings } = gathered(
    whole.map(({ table }) => table),
    tooLong,
  );
  return { tables, rejected, warnings: [...warnings, ...unseen(file, readable, hiddenSheets)] };
}

function sheetName(file: string, { name }: Sheet): string {
  return `${file}[${name}]`;
}

function top(file: string): NonNullable<Diagnostic['span']> {
  return { file, line: 1, column: 1, length: 0 };
}

/** Rows with every column up to the last that is used, so that those of the header and of a row agree. */
function rowsOf(sheet: Sheet, file: string): readonly (readonly Cell[])[] {
  const name = sheetName(file, sheet);
  const width = 1 + Math.max(-1, ...sheet.rows.flatMap(({ cells }) => [...cells.keys()]));
  return sheet.rows.map(({ number, cells }) =>
    Array.from({ length: width }, (_, column): Cell => {
      const { text = '', isNumber = false } = cells.get(column) ?? {};
      const span = { file: name, line: number, column: column + 1, length: 0 };
      return { text, span, name: `${columnLetters(column)}${number}`, isNumber };
    }),
  );
}

function noTable(
  file: string,
  found: readonly { readonly sheet: Sheet; readonly table: Found }[],
): Diagnostic {
  const names = found.map(({ sheet }) => `'${sheet.name}'`).slice(0, 10);
  const where = names.length === 0 ? 'it has no visible sheet' : `sheets: ${names.join(', ')}`;
  return problem('quotes/header', 'no sheet has a row that names a GPU column and a price column', {
    span: top(file),
    hint: `${where}; a header reads such as gpu, node, $/GPU/hr`,
  });
}

/** What a workbook hides is not read, and said so. */
function unseen(
  file: string,
  read: readonly { readonly sheet: Sheet }[],
  hiddenSheets: readonly string[],
): readonly Diagnostic[] {
  const sheets = hiddenSheets.map((name) => `the sheet '${name}'`).slice(0, 10);
  const inSheets = read.flatMap(({ sheet: { name, hidden } }) => [
    ...(hidden.rows === 0 ? [] : [`${hidden.rows} row${hidden.rows === 1 ? '' : 's'} of '${name}'`]),
    ...(hidden.columns.length === 0
      ? []
      : [`column${hidden.columns.length === 1 ? '' : 's'} ${hidden.columns.join(', ')} of '${name}'`]),
  ]);
  const all = [...sheets, ...inSheets];
  if (all.length === 0) return [];
  const message = `${all.join('; ')}: hidden in the workbook, and not read`;
  return [warning('quotes/hidden', message, { span: top(file) })];
}
