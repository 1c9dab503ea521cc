import { columnLetters } from '../../formula/index.ts';
import type { Book } from './book.ts';
import { plainFormat, showCell } from './number-format.ts';
import { readXml } from './xml.ts';

/** A cell that shows something. */
export interface SheetCell {
  /** As it is shown, with all digits and a decimal point: `$ 2.49`, `5%`, `2026-12-31`. */
  readonly text: string;
  /** Whether it holds a number, so that a point in it is a decimal point. */
  readonly isNumber: boolean;
}

export interface SheetRow {
  /** As Excel counts, from 1. */
  readonly number: number;
  /** By column, the first of which is 0. */
  readonly cells: ReadonlyMap<number, SheetCell>;
}

export interface Sheet {
  readonly name: string;
  /** Rows that show something. */
  readonly rows: readonly SheetRow[];
  /** Rows and columns that are hidden are not read: what nobody sees is no quote. */
  readonly hidden: { readonly rows: number; readonly columns: readonly string[] };
  /** Whether there are more rows than are read. */
  readonly isCut: boolean;
}

const limits = { columns: 200, text: 32_767, merges: 10_000, hidden: 50 } as const;

/** What a formula shows is stored beside it, and is what is read. Formulas are never computed. */
const uncomputed = '(formula without a saved value)';

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}

/** Reads the cells of a sheet, at most so many rows. */
export function readSheet(
  { name, part }: Book['sheets'][number],
  pieces: Iterable<string>,
  book: Book,
  mostRows: number,
): Sheet {
  const rows: { number: number; cells: Map<number, SheetCell> }[] = [];
  const merged: Area[] = [];
  const hiddenColumns = new Set<number>();
  let [hiddenRows, number, column, isCut, isHidden] = [0, 0, -1, false, false];
  let cells = new Map<number, SheetCell>();
  let cell: OpenCell | null = null;
  let reading: 'value' | 'formula' | null = null;
  let isSpoken = false;
  readXml(part, pieces, {
    open(tag, attribute) {
      if (tag === 'col' && /^(?:1|true)$/u.test(attribute('hidden') ?? ''))
        hide(hiddenColumns, Number(attribute('min')), Number(attribute('max')));
      else if (tag === 'row') {
        number = wholeIn(attribute('r')) ?? number + 1;
        isHidden = /^(?:1|true)$/u.test(attribute('hidden') ?? '');
        cells = new Map();
        column = -1;
      } else if (tag === 'c') {
        column = columnIn(attribute('r')) ?? column + 1;
        const [type, style] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0)];
        cell = { column, type, style, value: '', hasValue: false, hasFormula: false };
      } else if (tag === 'mergeCell' && merged.length < limits.merges) {
        const area = areaIn(attribute('ref') ?? '');
        if (area !== null) merged.push(area);
      }
      if (tag === 'rPh') isSpoken = true;
      if (cell !== null && tag === 'f') cell.hasFormula = true;
      reading = tag === 'v' || (tag === 't' && !isSpoken) ? 'value' : tag === 'f' ? 'formula' : null;
      if (cell !== null && reading === 'value') cell.hasValue = true;
    },
    text(more) {
      if (cell !== null && reading === 'value' && cell.value.length < limits.text) cell.value += more;
    },
    close(tag) {
      if (tag === 'v' || tag === 't' || tag === 'f') reading = null;
      if (tag === 'rPh') isSpoken = false;
      if (tag === 'c' && cell !== null) {
        const shown = shownCell(cell, book);
        if (shown.text !== '' && cell.column < limits.columns && !hiddenColumns.has(cell.column))
          cells.set(cell.column, shown);
        cell = null;
      }
      if (tag !== 'row' || cells.size === 0) return;
      if (isHidden) hiddenRows += 1;
      else if (rows.length === mostRows) isCut = true;
      else rows.push({ number, cells });
    },
    isDone: () => isCut,
  });
  fill(rows, merged);
  const hidden = { rows: hiddenRows, columns: [...hiddenColumns].map(columnLetters) };
  return { name, rows, hidden, isCut };
}

function shownCell({ type, style, value, hasValue, hasFormula }: OpenCell, book: Book): SheetCell {
  const words = (text: string): SheetCell => ({
    text: text.replaceAll(/\s+/gu, ' ').trim(),
    isNumber: false,
  });
  if (hasFormula && !hasValue) return words(uncomputed);
  switch (type) {
    case 's':
      return words(book.strings[wholeIn(value) ?? -1] ?? '');
    case 'b':
      return words(value === '1' ? 'TRUE' : 'FALSE');
    case 'd':
      return words(value.slice(0, 10));
    case 'n': {
      const format = book.formats[style] ?? plainFormat;
      return { text: showCell(value.trim(), format, book.isFrom1904), isNumber: !format.isDate };
    }
    default:
      return words(value);
  }
}

function columnIn(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/iu.exec(reference ?? '')?.[0].toUpperCase();
  if (letters === undefined) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;
}

function wholeIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,7}$/u.test(text) ? Number(text) : null;
}

function hide(columns: Set<number>, from: number, to: number): void {
  for (let at = from; at <= Math.min(to, limits.columns) && columns.size < limits.hidden; at += 1)
    columns.add(at - 1);
}

interface Area {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** `B2:B5`: where its text stands, and down to which row it holds. */
function areaIn(reference: string): Area | null {
  const [start, end] = reference.split(':');
  const column = columnIn(start);
  const [from = null, to = null] = [start, end].map((each) => wholeIn(/\d+$/u.exec(each ?? '')?.[0]));
  return column === null || from === null || to === null || to <= from ? null : { column, from, to };
}

/** A cell that is merged over several rows says the same of each of them. */
function fill(
  rows: readonly { readonly number: number; readonly cells: Map<number, SheetCell> }[],
  merged: readonly Area[],
): void {
  const byNumber = new Map(rows.map((row) => [row.number, row.cells]));
  for (const { column, from, to } of merged) {
    const said = byNumber.get(from)?.get(column);
    if (said === undefined) continue;
    for (let number = from + 1; number <= Math.min(to, from + rows.length); number += 1)
      byNumber.get(number)?.set(column, said);
  }
}
