import type { ExactReading, Node, SpreadsheetReading, StepCell } from '../../../../formula/index.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { CellRole, NumberFormat } from '../package/styles.ts';
import type { SheetBuilder, WorkbookBuilder } from './builder.ts';
import { formula } from './cells.ts';

/** The formulas of a model, put into cells one after the other. Each step has one cell, and others refer to it by its name. */
export class LiveCells {
  readonly #workbook: WorkbookBuilder;
  readonly #exact: ExactReading;
  readonly #reading: SpreadsheetReading;
  readonly #steps: ReadonlyMap<number, StepCell>;
  readonly #placed = new Set<string>();

  constructor(workbook: WorkbookBuilder, exact: ExactReading, reading: SpreadsheetReading) {
    [this.#workbook, this.#exact, this.#reading] = [workbook, exact, reading];
    this.#steps = new Map(
      reading.steps.flatMap((step) => (step.node === null ? [] : [[step.node.id, step]])),
    );
  }

  /** What stands for a node in formulas. */
  reference(node: Node): string {
    return this.#reading.of(node);
  }

  /** The cell for a step at the end of a sheet's next row: its formula where it has no cell yet, else a reference to that. */
  cell(
    node: Node,
    { sheet, row, column }: { readonly sheet: SheetBuilder; readonly row: number; readonly column: number },
    format: NumberFormat,
    role: CellRole = 'plain',
  ): SheetCell {
    const value = this.#exact.of(node);
    const step = this.#steps.get(node.id);
    if (step?.formula === undefined || step.formula === null || this.#placed.has(step.name))
      return formula(this.reference(node), value, format, role);
    this.#placed.add(step.name);
    this.#workbook.name(step.name, sheet.at(row, column));
    return formula(step.formula, value, format, role);
  }

  /** The same for a figure that is not defined where something is divided by zero. */
  guarded(node: Node, format: NumberFormat, role: CellRole = 'plain'): SheetCell {
    const value = this.#exact.of(node);
    return formula(
      `IFERROR(${this.reference(node)},"not defined")`,
      value.isFinite() ? value : 'not defined',
      format,
      role,
    );
  }

  /** The steps that have no cell yet. */
  rest(): readonly StepCell[] {
    return this.#reading.steps.filter(({ name }) => !this.#placed.has(name));
  }
}
