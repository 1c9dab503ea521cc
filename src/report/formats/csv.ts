import type { Exact } from '../../formula/index.ts';
import { stringify } from 'csv-stringify/sync';
import { withoutUnsafeInLines } from '../../diagnostics/index.ts';
import { figuresOf } from '../results/document-of.ts';
import type { Figure } from '../document/figures.ts';
import type { Content, Rendered, ReportableResult } from '../types.ts';

const columns = [
  'scenario',
  'workload',
  'option',
  'line',
  'month',
  'value',
  'unit',
  'kind',
  'source',
] as const;

/**
 * What a reader with other marks would take for the end of a field or a line, and for a formula after it: a lone carriage
 * return, or a semicolon, tab or bar before a formula's first character. Such texts are quoted.
 */
const dividedElsewhere = /[\r\n]|[;\t|]\s*[=+\-@]/u;

/** So many rows make one part of a long text. */
const rowsAtOnce = 2_000;

/** Tidy rows, one a figure, as RFC 4180 has them. Unknown figures are empty; texts never become formulas. */
export function renderCsv(result: ReportableResult): Rendered<Content> {
  const parts = partsOf(figuresOf(result));
  const first = parts.next().value ?? '';
  const second = parts.next();
  return {
    mediaType: 'text/csv; charset=utf-8; header=present',
    body: second.done === true ? first : chained([first, second.value], parts),
  };
}

function* partsOf(figures: Iterable<Figure>): Generator<string, undefined> {
  let rows: (readonly string[])[] = [columns];
  for (const figure of figures) {
    rows.push(rowOf(figure));
    if (rows.length < rowsAtOnce) continue;
    yield csvText(rows);
    rows = [];
  }
  if (rows.length > 0) yield csvText(rows);
}

function* chained(begin: readonly string[], rest: Iterable<string>): Generator<string> {
  yield* begin;
  yield* rest;
}

/** Rows as CSV; what could become a formula for a reader with other marks is quoted. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { record_delimiter: 'windows', quoted_match: dividedElsewhere });
}

function rowOf(figure: Figure): readonly string[] {
  return columns.map((name) => {
    const value = figure[name];
    if (value === null) return '';
    if (typeof value === 'string') return guardText(value);
    if (typeof value === 'number') return String(value);
    return 'number' in value ? numberText(value.number) : guardText(value.text);
  });
}

function numberText(value: Exact | number): string {
  return typeof value === 'number' ? String(value) : value.toFixed();
}

/** A leading apostrophe keeps a spreadsheet from running a text as a formula (OWASP, CSV injection). */
export function guardText(text: string): string {
  const shown = withoutUnsafeInLines(text);
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u.test(shown) ? `'${shown}` : shown;
}
