import type { Chart } from '../package/chart.ts';
import { absoluteAt, type Sheet, type SheetCell } from '../package/sheet.ts';
import type { CellName, Workbook } from '../package/workbook.ts';

/** Takes the rows of one sheet, from the top. */
export class SheetBuilder {
  readonly name: string;
  readonly #widths: readonly number[];
  readonly #rows: (readonly (SheetCell | null)[])[] = [];
  readonly #charts: Chart[] = [];
  #frozen = 0;
  #marked: string | null = null;
  readonly #choices: { readonly cell: string; readonly from: string }[] = [];

  constructor(name: string, widths: readonly number[]) {
    [this.name, this.#widths] = [name, widths];
  }

  /** The number of rows so far, which is the place of the next one, counted from 0. */
  get next(): number {
    return this.#rows.length;
  }

  add(...rows: readonly (readonly (SheetCell | null)[])[]): void {
    // A long list as arguments of one call could be too many.
    for (const row of rows) this.#rows.push(row);
  }

  /** Everything so far stays in sight. */
  freeze(): void {
    this.#frozen = this.#rows.length;
  }

  chart(chart: Chart): void {
    this.#charts.push(chart);
  }

  markUnlessZero(cells: string): void {
    this.#marked = cells;
  }

  /** A cell whose value is chosen from a list of cells of this sheet, such as `B5` from `$B$12:$B$14`. */
  choice(cell: string, from: string): void {
    this.#choices.push({ cell, from });
  }

  /** A cell for formulas of other sheets. */
  at(row: number, column: number): string {
    return absoluteAt(this.name, row, column);
  }

  build(): Sheet {
    return {
      name: this.name,
      rows: this.#rows,
      widths: this.#widths,
      frozenRows: this.#frozen,
      charts: this.#charts,
      markedUnlessZero: this.#marked,
      choices: this.#choices,
    };
  }
}

const longestSheetName = 31;

/** Takes the sheets of a workbook in their order. */
export class WorkbookBuilder {
  readonly #sheets: SheetBuilder[] = [];
  readonly #names: CellName[] = [];
  readonly #used = new Set<string>(['history']);

  /** A sheet by a name that spreadsheets take: without their own marks, short, and no other's. */
  sheet(title: string, widths: readonly number[]): SheetBuilder {
    const plain = title.replaceAll(/[[\]:*?/\\]/gu, ' ').replaceAll(/\p{Cc}|\p{Cf}|\p{Surrogate}/gu, ' ');
    const legal = plain.replaceAll(/^[\s'=+@-]+|[\s']+$/gu, '') || 'Sheet';
    let name = cut(legal, '');
    for (let copy = 2; this.#used.has(name.toLowerCase()); copy += 1) name = cut(legal, ` ${copy}`);
    this.#used.add(name.toLowerCase());
    const made = new SheetBuilder(name, widths);
    this.#sheets.push(made);
    return made;
  }

  name(name: string, refersTo: string): void {
    this.#names.push({ name, refersTo });
  }

  build(title: string, subject: string): Workbook {
    return { title, subject, sheets: this.#sheets.map((each) => each.build()), names: this.#names };
  }
}

function cut(name: string, end: string): string {
  let kept = '';
  for (const character of name) {
    if (kept.length + character.length + end.length > longestSheetName) break;
    kept += character;
  }
  return `${kept.trimEnd()}${end}`;
}
