import {
  cellExpression,
  columnCell,
  columnLetters,
  withColumn,
  type CellExpression,
  type Exact,
} from '../../../../../formula/index.ts';
import { columnsOf } from './columns.ts';
import type { SheetBuilder } from '../builder.ts';
import { formula, headers, number, text } from '../cells.ts';
import { plainFormat } from '../formats.ts';
import type { SheetCell } from '../../package/sheet.ts';
import type { CellRole, NumberFormat } from '../../package/styles.ts';

/** What a row is there for; the sheet has them in this order. */
const sections = {
  results: 'What each option costs',
  steps: 'How that adds up',
  inputs: 'Inputs of each month',
  formulas: 'Steps of the formulas',
} as const;

type Section = keyof typeof sections;

interface Row {
  readonly section: Section;
  readonly label: string;
  readonly unit: string;
  readonly format: NumberFormat;
  readonly role: CellRole;
  readonly cells: Map<number, Cell>;
  total: Cell | null;
}

type Cell = { readonly formula: string; readonly value: Exact | null } | { readonly number: Exact };

/** Rows of a sheet with a column for each month. Formulas may refer to rows that come later. */
export class MonthGrid {
  readonly #rows = new Map<string, Row>();
  /** By key, once the sheet is written. */
  readonly #written = new Map<string, number>();
  #sheet: SheetBuilder | null = null;

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

  put(key: string, month: number, cell: Cell): void {
    this.#of(key).cells.set(month, cell);
  }

  isFree(key: string, month: number): boolean {
    return this.#rows.get(key)?.cells.has(month) !== true;
  }

  /** What stands behind the months of a row. */
  total(key: string, cell: Cell): void {
    this.#of(key).total = cell;
  }

  /** A row's cell of a month, in formulas of this sheet. */
  reference(key: string, month: number): CellExpression {
    return cellExpression(columnCell(key, columnsOf.month(month)));
  }

  /** Puts the rows onto a sheet, behind a line with the months. */
  write(sheet: SheetBuilder, months: readonly string[]): void {
    this.#sheet = sheet;
    sheet.add(headers('', 'Unit', 'All months', ...months));
    sheet.freeze();
    let next = sheet.next;
    const inOrder = (Object.keys(sections) as Section[]).map((section) => {
      const rows = [...this.#rows].filter(([, row]) => row.section === section);
      if (rows.length > 0) next += 2;
      for (const [key] of rows) this.#written.set(key, next++);
      return { section, rows };
    });
    for (const { section, rows } of inOrder) {
      if (rows.length === 0) continue;
      sheet.add([], [text(sections[section], 'heading')]);
      for (const [, row] of rows) sheet.add(this.#cells(row, months.length));
    }
  }

  #cells(row: Row, months: number): readonly (SheetCell | null)[] {
    const cell = (of: Cell | null | undefined, column: number): SheetCell | null => {
      if (of === null || of === undefined) return null;
      if ('number' in of) return number(of.number, row.format, row.role);
      return formula(this.filled(of.formula, column), of.value, row.format, row.role);
    };
    return [
      text(row.label, row.role),
      text(row.unit, 'muted'),
      cell(row.total, columnsOf.total),
      ...Array.from({ length: months + 1 }, (_, month) =>
        cell(row.cells.get(month), columnsOf.first + month),
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

  /** The cell of a month, or of all months, for other sheets. */
  at(key: string, month: number | 'total'): string {
    if (this.#sheet === null) throw new Error('the sheet is not written');
    const column = month === 'total' ? columnsOf.total : columnsOf.first + month;
    return this.#sheet.at(this.#place(key), column);
  }
}
