import type { FactSubject } from '../../../src/catalog/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import type { YamlValue } from '../../../src/importing/importers.ts';
import { column, evidenceOf, type Row } from '../extracts.ts';
import type { SourceNote } from '../sources.ts';

export type FactEntry = { readonly [key: string]: YamlValue | undefined; readonly id: string };

/** The day on which the extracts were gathered: what says no day of its own was read by then. */
const gathered = '2026-11-25';

/** A fact with its figures in one unit. Amounts are rounded to what their source can mean. */
export function fact(of: {
  readonly id: string;
  readonly subject: FactSubject;
  readonly label: string;
  readonly region?: string | undefined;
  readonly value: Exact;
  readonly low?: Exact | undefined;
  readonly high?: Exact | undefined;
  readonly unit: string;
  readonly kind?: 'list' | 'stated' | 'estimated';
  readonly source: SourceNote;
}): FactEntry {
  const text = (value: Exact | undefined): string | undefined =>
    value === undefined ? undefined : `${value.toSignificantDigits(6).toFixed()}${of.unit === '1' ? '' : ` ${of.unit}`}`; // prettier-ignore
  const { id, subject, label, region } = of;
  return {
    id,
    subject,
    label,
    region,
    value: text(of.value) ?? '',
    low: text(of.low),
    high: text(of.high),
    kind: of.kind ?? 'list',
    source: of.source,
  };
}

/** The source that a row names, or `url` where it names no page. */
export function rowSource(row: Row, url: string, note: string, grade?: 'D'): SourceNote {
  const [page, day] = [column(row, 'source_url'), row['as_of'] ?? row['effective'] ?? row['reference'] ?? ''];
  const isDay = /^\d{4}-\d\d-\d\d$/u.test(day);
  const notes = [note, isDay || day === '' ? '' : `of ${day}`].filter((each) => each !== '');
  return {
    // Some name the table after the address.
    url: page.startsWith('https://') ? (page.split(' ')[0] ?? url) : url,
    retrieved: isDay ? day : gathered,
    ...evidenceOf(row, grade),
    note: notes.length === 0 ? undefined : notes.join('; '),
  };
}

/** The number of a cell that is nothing else; undefined for ranges, words and empty cells. */
export function numberAt(row: Row, name: string): Exact | undefined {
  const text = column(row, name);
  return /^[+-]?\d+(?:\.\d+)?$/u.test(text) ? new Exact(text.replace(/^\+/u, '')) : undefined;
}

export function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z\d]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
}
