import { problem, type Diagnostic } from '../../diagnostics/index.ts';
import { numberIn } from './amount.ts';
import type { Header } from './header.ts';
import type { Cell } from './records.ts';
import { readRow, type UnnamedQuote } from './read-row.ts';
import { QuoteRow } from './row.ts';
import { separatorsOf, type Separators } from './separators.ts';
import { tablesOf } from './tables.ts';
import type { Quote, QuoteFile, QuoteReading } from './types.ts';

export interface QuotesRead {
  readonly quotes: readonly Quote[];
  /** Rows and files that were not taken, each with its place. */
  readonly rejected: readonly Diagnostic[];
  /** Columns that are not read. */
  readonly warnings: readonly Diagnostic[];
}

/** GPU quotes from CSV files and workbooks. What is wrong in a row costs that row, what is wrong in a header its file; the rest goes on. */
export function readQuotes(files: readonly QuoteFile[], reading: QuoteReading): QuotesRead {
  const taken = new Set(reading.taken);
  const quotes: Quote[] = [];
  const rejected: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  for (const file of files) {
    const read = tablesOf(file);
    rejected.push(...read.rejected);
    warnings.push(...read.warnings);
    for (const { header, titles, rows, delimiter } of read.tables) {
      const separators = reading.decimal ?? separatorsIn(header, rows, delimiter);
      for (const cells of rows) {
        const row = new QuoteRow(cells, header, separators);
        const found = tooLong(cells, titles) ?? readRow(row, reading);
        rejected.push(...('severity' in found ? [found] : row.problems));
        if ('severity' in found) continue;
        for (const quote of found) quotes.push(named(quote, row.text('id'), found.length, taken));
      }
    }
  }
  return { quotes, rejected, warnings };
}

function tooLong(cells: readonly Cell[], header: readonly Cell[]): Diagnostic | null {
  const extra = cells.slice(header.length).find(({ text }) => text !== '');
  if (extra === undefined) return null;
  const message = `${cells.length} fields, where the header has ${header.length}`;
  const hint = 'put a field that contains the delimiter in quotation marks';
  return problem('quotes/row', message, { span: extra.span, hint });
}

/** What the amounts of a file show of its decimal mark. */
function separatorsIn(
  { prices, columns }: Header,
  rows: readonly (readonly Cell[])[],
  delimiter: string,
): Separators {
  const indexes = [
    ...prices.map(({ index }) => index),
    ...(['upfront', 'egress'] as const).flatMap((role) => columns.get(role)?.index ?? []),
  ];
  return separatorsOf(
    rows.flatMap((cells) =>
      indexes.flatMap((index) => {
        const cell = cells[index];
        return cell === undefined || cell.isNumber === true ? [] : (numberIn(cell.text.slice(0, 100)) ?? []);
      }),
    ),
    delimiter,
  );
}

/** Gives a quote the id that its row states, or one of vendor, GPU and term; a number is added where it is taken. */
function named(quote: UnnamedQuote, stated: string, ofRow: number, taken: Set<string>): Quote {
  const { offer, vendor } = quote;
  const term = offer.termMonths === null ? offer.term : `${offer.termMonths.toFixed()}-months`;
  const wanted = stated === '' ? [vendor, offer.gpu, term] : ofRow > 1 ? [stated, term] : [stated];
  const base = wanted.map(idPart).join('-').slice(0, 150);
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  taken.add(id);
  return { ...quote, offer: { id, ...offer } };
}

function idPart(text: string): string {
  const part = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^A-Za-z0-9._@+/-]+/gu, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/gu, '');
  return part === '' ? 'quote' : part;
}
