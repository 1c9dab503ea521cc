import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { readSeparatorLine } from '../../document/index.ts';
import { hasDecimalComma, withDecimalPoint } from './decimal-comma.ts';
import { inOneLine } from './one-line.ts';

const limits = { characters: 20_000_000, rows: 250_000, columns: 200, record: 100_000 } as const;

/** A table with a header line. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Lines that do not have as many fields as the header. */
  readonly broken: readonly { readonly line: number; readonly detail: string }[];
}

export interface TableRow {
  readonly line: number;
  /** The text of a column without spaces around it; empty where there is none. */
  cell(column: string): string;
}

/** Reads CSV, divided by commas, semicolons or tabs, as its header is. Quoting errors fail; short and long lines are listed. */
export function readTable(given: string, file: string): Result<Table> {
  const { text, separator } = readSeparatorLine(given);
  const refuse = (code: 'document/too-large' | 'document/syntax', message: string, line = 1): Result<never> =>
    fail(problem(code, `not read as CSV: ${message}`, { span: { file, line, column: 1, length: 0 } }));
  if (text.length > limits.characters)
    return refuse('document/too-large', `more than ${limits.characters} characters`);
  let records: readonly Parsed[];
  try {
    records = parse(text, {
      delimiter: separator ?? delimiterOf(text),
      info: true,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limits.record,
      to: limits.rows + 2,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!isCsvError(error)) throw error;
    return refuse('document/syntax', inOneLine(error.message), error.lines ?? 1);
  }
  const [header, ...lines] = records;
  if (header === undefined) return refuse('document/syntax', 'the file is empty');
  const columns = header.record.map((name) => name.trim());
  if (columns.length > limits.columns)
    return refuse('document/too-large', `more than ${limits.columns} columns`);
  if (lines.length > limits.rows) return refuse('document/too-large', `more than ${limits.rows} lines`);
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice !== undefined)
    return refuse('document/syntax', `the column '${inOneLine(twice)}' is there twice`);
  const positions = new Map(columns.map((name, index) => [name, index]));
  const isWhole = ({ record }: Parsed): boolean => record.length === columns.length;
  const whole = lines.filter(isWhole);
  const isComma = hasDecimalComma(whole.flatMap(({ record }) => record.map((cell) => cell.trim())));
  const read = (cell: string): string => (isComma ? withDecimalPoint(cell.trim()) : cell.trim());
  return ok({
    columns,
    rows: whole.map(({ record, info }) => ({
      line: info.lines,
      cell: (column) => read(record[positions.get(column) ?? -1] ?? ''),
    })),
    broken: lines
      .filter((each) => !isWhole(each))
      .map(({ record, info }) => ({
        line: info.lines,
        detail: `${record.length} fields, the header has ${columns.length}`,
      })),
  });
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function isCsvError(error: unknown): error is Error & { readonly lines?: number } {
  return error instanceof CsvError;
}

/** The mark that is most often in the first line. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 10_000).split(/[\r\n]/u, 1)[0] ?? '';
  const count = (mark: string): number => first.split(mark).length;
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}
