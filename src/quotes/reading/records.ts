import { CsvError, parse } from 'csv-parse/sync';
import { readSeparatorLine } from '../../document/index.ts';
import { fail, ok, problem, type Diagnostic, type Result, type Span } from '../../diagnostics/index.ts';
import { mostRows } from './limits.ts';

const limits = { characters: 5_000_000, columns: 200, record: 100_000 } as const;

/** One field of a file, without the spaces around it. */
export interface Cell {
  readonly text: string;
  readonly span: Span;
  /** How a workbook calls it: `C5`. */
  readonly name?: string;
  /** Whether a workbook holds it as a number, so that a point in it is a decimal point. */
  readonly isNumber?: boolean;
}

export interface Records {
  /** What divides the fields. */
  readonly delimiter: string;
  readonly rows: readonly (readonly Cell[])[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/**
 * The fields of a CSV file with their places. Fields are divided by what divides the header: a comma, a semicolon, a tab
 * or a bar. Lines that begin with # are comments. A quote that is never closed costs its row and what follows, not the file.
 */
export function readRecords(given: string, file: string): Result<Records> {
  const place = (line: number): Span => ({ file, line, column: 1, length: 0 });
  const refuse = (message: string): Result<never> =>
    fail(problem('quotes/file', message, { span: place(1) }));
  if (given.length > limits.characters) return refuse(`more than ${limits.characters} characters`);
  // Places are counted in what is left after this; a file of Windows or of an old Macintosh has the same lines.
  const { text: plain, separator } = readSeparatorLine(given);
  const text = plain.replace(/^\ufeff/u, '').replaceAll(/\r\n?/gu, '\n');
  const delimiter = separator ?? delimiterOf(text);
  const read = (to: number): readonly Parsed[] =>
    parse(text, {
      delimiter,
      info: true,
      raw: true,
      trim: true,
      comment: '#',
      comment_no_infix: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      record_delimiter: '\n',
      max_record_size: limits.record,
      to,
    }) as unknown as readonly Parsed[];
  const problems: Diagnostic[] = [];
  let records: readonly Parsed[];
  try {
    records = read(mostRows + 2);
  } catch (error) {
    if (!isCsvError(error)) throw error;
    records = error.records > 0 ? read(error.records) : [];
    const line = (records.at(-1)?.info.lines ?? 0) + 1;
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quotation mark is not closed' : 'this is not CSV';
    problems.push(problem('quotes/row', `${what}: nothing is read from here on`, { span: place(line) }));
  }
  if (records.length > mostRows + 1) return refuse(`more than ${mostRows} rows`);
  const rows = records.map((each) => cellsOf(each, delimiter, file));
  if (rows[0] === undefined)
    return fail(...problems, problem('quotes/file', 'the file is empty', { span: place(1) }));
  if (rows[0].length > limits.columns) return refuse(`more than ${limits.columns} columns`);
  return ok({ delimiter, rows: rows.filter((cells) => cells.some(({ text: of }) => of !== '')) }, problems);
}

function isCsvError(error: unknown): error is CsvError & { readonly records: number } {
  return error instanceof CsvError && 'records' in error && typeof error.records === 'number';
}

/** The mark that is most often in the header, outside of quotes: the first line that has one twice, since a title may stand above. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.replaceAll(/"[^"]*"/gu, ''));
  const count = (line: string, mark: string): number => line.split(mark).length - 1;
  const mostOf = (line: string): string =>
    [';', '\t', '|'].reduce((best, mark) => (count(line, mark) > count(line, best) ? mark : best), ',');
  const header = lines.find((line) => count(line, mostOf(line)) > 1) ?? lines[0] ?? '';
  return mostOf(header);
}

function cellsOf({ record, raw, info }: Parsed, delimiter: string, file: string): readonly Cell[] {
  const body = raw.replace(/^\n+/u, '').replace(/\n+$/u, '');
  const firstLine = info.lines - (body.split('\n').length - 1);
  const starts = fieldStarts(body, delimiter);
  return record.map((text, index) => {
    const start = starts[index] ?? 0;
    const before = body.slice(0, start).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { text, span: { file, line: firstLine + before.length - 1, column, length: text.length } };
  });
}

/** Where each field's text begins, quotation marks and spaces before it apart. */
function fieldStarts(body: string, delimiter: string): readonly number[] {
  const starts: number[] = [];
  const blanks = delimiter === '\t' ? [' '] : [' ', '\t'];
  let at = 0;
  while (at <= body.length) {
    while (blanks.includes(body[at] ?? '')) at += 1;
    const isQuoted = body[at] === '"';
    if (isQuoted) at += 1;
    starts.push(at);
    if (isQuoted) {
      while (at < body.length && !(body[at] === '"' && body[at + 1] !== '"')) at += body[at] === '"' ? 2 : 1;
    }
    const next = body.indexOf(delimiter, at);
    if (next < 0) break;
    at = next + 1;
  }
  return starts;
}
