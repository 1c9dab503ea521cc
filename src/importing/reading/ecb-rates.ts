import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { isDate } from '../../document/index.ts';
import { unexpectedShape } from './file-dates.ts';
import { readTable } from './table.ts';

/** One cell of the ECB's table: units of a currency that one euro was worth on a day. */
export interface QuotedRate {
  /** `line 3` or the number of the element, for messages. */
  readonly line: number;
  readonly day: string;
  readonly currency: string;
  readonly rate: string;
  /** Why the line is none, in the words of a report. */
  readonly fault?: string;
}

/** The rates of `eurofxref-daily.xml`, `-hist.xml`, `-hist-90d.xml`, or of the CSV files that the ECB zips. */
export function readEcbRates(text: string, file: string): Result<readonly QuotedRate[]> {
  return /^\ufeff?\s*</u.test(text) ? fromXml(text, file) : fromCsv(text, file);
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The days of a file are elements with a `time`, and each has one element a currency in it. */
function fromXml(text: string, file: string): Result<readonly QuotedRate[]> {
  if (!text.includes('eurofxref')) return fail(unexpectedShape(file, 'exchange rates of the ECB'));
  const rates: QuotedRate[] = [];
  let day = '';
  let element = 0;
  for (const [, attributes = ''] of text.matchAll(/<Cube\b([^<>]{0,200})>/gu)) {
    element += 1;
    const time = attribute(attributes, 'time');
    if (time !== undefined) day = time;
    const [currency, rate] = [attribute(attributes, 'currency'), attribute(attributes, 'rate')];
    if (currency !== undefined && rate !== undefined) rates.push({ line: element, day, currency, rate });
  }
  return rates.length === 0 ? fail(unexpectedShape(file, 'exchange rates of the ECB')) : ok(rates);
}

function attribute(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=["']([^"']*)["']`, 'u').exec(text)?.[1];
}

/** A line a day and a column a currency; `N/A` where the ECB had no rate. Commas at the ends of lines are its own. */
function fromCsv(text: string, file: string): Result<readonly QuotedRate[]> {
  const endsWithComma = /^[^\r\n]*,[ \t]*\r?$/mu.test(text.slice(0, 5_000).split('\n', 1)[0] ?? '');
  const table = readTable(endsWithComma ? text.replaceAll(/,[ \t]*(?=\r?$)/gmu, '') : text, file);
  if (!table.ok) return table;
  const { columns, rows, broken } = table.value;
  const [first, ...currencies] = columns;
  if (first !== 'Date' || !currencies.some((name) => /^[A-Z]{3}$/u.test(name)))
    return fail(unexpectedShape(file, 'exchange rates of the ECB'));
  const short = broken.map(({ line, detail }): QuotedRate => {
    return {
      line,
      day: `line ${line}`,
      currency: '',
      rate: detail,
      fault: 'not as many fields as the header',
    };
  });
  return ok([
    ...short,
    ...rows.flatMap((row) =>
      currencies
        .filter((currency) => !['', 'N/A'].includes(row.cell(currency)))
        .map((currency) => ({
          line: row.line,
          day: dayOf(row.cell('Date')),
          currency,
          rate: row.cell(currency),
        })),
    ),
  ]);
}

/** `2026-11-25`, or `25 November 2026` as the daily file writes it. */
function dayOf(text: string): string {
  if (isDate(text)) return text;
  const [, day = '', month = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/u.exec(text) ?? [];
  const number = months.indexOf(month) + 1;
  return number === 0 ? text : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
