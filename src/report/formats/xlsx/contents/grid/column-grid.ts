import {
  cellExpression,
  columnCell,
  columnLetters,
  withColumn,
  type CellExpression,
  type Exact,
} from '../../../../../formula/index.ts';
import type { SheetBuilder } from '../builder.ts';
import { formula, headers, number, text } from '../cells.ts';
import { plainFormat } from '../formats.ts';
import type { SheetCell } from '../../package/sheet.ts';
import type { CellRole, NumberFormat } from '../../package/styles.ts';
import { columnsOf } from './columns.ts';

/** What a row is there for; the sheet has them in this order. */
const sections = ['results', 'steps', 'inputs', 'formulas'] as const;

type Section = (typeof sections)[number];

/** What a sheet calls its sections, and its column that stands for all the others. */
export type GridWords = Readonly<Record<Section | 'total', string>>;

interface Row {
  readonly section: Section;
  readonly label: string;
  readonly unit: string;
  readonly format: NumberFormat;
  readonly role: CellRole;
  readonly cells: Map<number, GridCell>;
  total: GridCell | null;
}

export type GridCell =
  | { readonly formula: string; readonly value: Exact | string | null }
  | { readonly number: Exact; readonly role?: CellRole; readonly format?: NumberFormat };

/** Rows of a sheet with a column for each month, or whatever else differs. Formulas may refer to rows that come later. */
export class ColumnGrid {
  readonly #rows = new Map<string, Row>();
  /** By key, once the sheet is written. */
  readonly #written = new Map<string, number>();
  #sheet: SheetBuilder | null = null;
  readonly #words: GridWords;

  constructor(words: GridWords) {
    this.#words = words;
  }

  /** A row by its key, made where there is none. */
  row(
    key: string,
    section: Section,
    label: string,
    more: { readonly unit?: string; readonly format?: NumberFormat; readonly role?: CellRole } = {},
  ): void {
    if (this.#rows.has(key)) return;
    const { unit = '', format = plainFormat, role = 'plain' } = more;
    this.#rows.set(key, { section, label, unit, format, role, cells: new Map(), total: null });
  }

  #of(key: string): Row {
    const row = this.#rows.get(key);
    if (row === undefined) throw new Error(`there is no row ${key}`);
    return row;
  }

  put(key: string, column: number, cell: GridCell): void {
    this.#of(key).cells.set(column, cell);
  }

  isFree(key: string, column: number): boolean {
    return this.#rows.get(key)?.cells.has(column) !== true;
  }

  /** What stands for all columns of a row. */
  total(key: string, cell: GridCell): void {
    this.#of(key).total = cell;
  }

  /** A row's cell of a column, in formulas of this sheet. */
  reference(key: string, column: number): CellExpression {
    return cellExpression(columnCell(key, columnsOf.letters(column)));
  }

  /** Puts the rows onto a sheet, behind a line with the titles of the columns. */
  write(sheet: SheetBuilder, columns: readonly string[]): void {
    this.#sheet = sheet;
    sheet.add(headers('', 'Unit', this.#words.total, ...columns));
    sheet.freeze();
    let next = sheet.next;
    const inOrder = sections.map((section) => {
      const rows = [...this.#rows].filter(([, row]) => row.section === section);
      if (rows.length > 0) next += 2;
      for (const [key] of rows) this.#written.set(key, next++);
      return { section, rows };
    });
    for (const { section, rows } of inOrder) {
      if (rows.length === 0) continue;
      sheet.add([], [text(this.#words[section], 'heading')]);
      for (const [, row] of rows) sheet.add(this.#cells(row, columns.length));
    }
  }

  #cells(row: Row, columns: number): readonly (SheetCell | null)[] {
    const cell = (of: GridCell | null | undefined, column: number): SheetCell | null => {
      if (of === null || of === undefined) return null;
      if ('number' in of) return number(of.number, of.format ?? row.format, of.role ?? row.role);
      return formula(this.filled(of.formula, column), of.value, row.format, row.role);
    };
    return [
      text(row.label, row.role),
      text(row.unit, 'muted'),
      cell(row.total, columnsOf.total),
      ...Array.from({ length: columns + 1 }, (_, column) =>
        cell(row.cells.get(column), columnsOf.first + column),
      ),
    ];
  }

  /** A formula with the places of the rows that it refers to; `prefix` comes before references from another sheet. */
  filled(of: string, column: number, prefix = ''): string {
    return withColumn(of, `${prefix}${columnLetters(column)}`, (key) => String(this.#place(key) + 1));
  }

  #place(key: string): number {
    const place = this.#written.get(key);
    if (place === undefined) throw new Error(`there is no row ${key}`);
    return place;
  }

  /** The cell of a column, of all of them, or of the row's label, for other sheets. */
  at(key: string, of: number | 'total' | 'label'): string {
    if (this.#sheet === null) throw new Error('the sheet is not written');
    const column = typeof of === 'number' ? columnsOf.first + of : columnsOf[of];
    return this.#sheet.at(this.#place(key), column);
  }
}
