import { interpret } from '../../src/formula/index.ts';
import { bestSeconds, peakMemory } from '../measure.ts';
import type { BenchModel } from '../model.ts';
import { sourceAlgebra, type Notation } from '../source-algebra.ts';
import { isInstalled, loadOptional } from './installed.ts';
import type { Rival } from './rival.ts';

/** What is used of the library, which the product's own install does not bring. */
interface Library {
  readonly HyperFormula: {
    buildFromArray(
      cells: readonly (readonly (number | string)[])[],
      options: object,
    ): {
      setCellContents(corner: object, cells: readonly (readonly number[])[]): unknown;
      getCellValue(address: object): unknown;
    };
  };
}

/** The model as a sheet: a row an evaluation, a cell a step. All inputs are set at once, and it recalculates. */
export function hyperformulaRival(rows: number): Rival {
  return {
    name: 'HyperFormula',
    rows,
    missing: () =>
      isInstalled('hyperformula') ? undefined : 'hyperformula is not installed (npm ci --prefix bench)',
    measure: async (model, columns) => {
      const { HyperFormula } = await loadOptional<Library>('hyperformula');
      const table = Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] ?? 0));
      const lines = table.map((values, row) => {
        const { formulas, results } = sheetRow(model, row + 1);
        return {
          cells: [...values, ...formulas.map((each) => `=${each}`), ...results.map((each) => `=${each}`)],
          first: values.length + formulas.length,
        };
      });
      const sheet = HyperFormula.buildFromArray(
        lines.map((line) => line.cells.map((cell, index) => (index < columns.length ? 1 : cell))),
        { licenseKey: 'gpl-v3', maxColumns: 2000, smartRounding: false },
      );
      const corner = { sheet: 0, row: 0, col: 0 };
      const seconds =
        bestSeconds(
          () => {
            // Once to other values and once to the real ones would be two evaluations: alternate, so that all cells change.
            sheet.setCellContents(
              corner,
              table.map((row) => row.map((value) => value * 1.001)),
            );
            sheet.setCellContents(corner, table);
          },
          { rounds: 3 },
        ) / 2;
      const outputs = model.roots.map((_, root) =>
        Float64Array.from(lines, ({ first }, row) =>
          Number(sheet.getCellValue({ sheet: 0, row, col: first + root })),
        ),
      );
      return { evaluations: rows, seconds, memory: peakMemory(), outputs };
    },
  };
}

function sheetRow(
  model: BenchModel,
  row: number,
): { readonly formulas: readonly string[]; readonly results: readonly string[] } {
  const formulas: string[] = [];
  const cell = (index: number): string => `${columnName(index)}${row}`;
  const notation: Notation = {
    column: cell,
    literal: (value) => (value.isNegative() ? `(${value.toString()})` : value.toString()),
    minimum: (left, right) => `MIN(${left},${right})`,
    maximum: (left, right) => `MAX(${left},${right})`,
    ceiling: (of, divisor, belowZero) => `CEILING(${of}/IF(${of}<0,${belowZero},${divisor}),1)`,
    power: (base, exponent) => `POWER(${base},${exponent})`,
    choose: (by, comparison, above, value, otherwise) =>
      `IF(${by}${comparison}${above},${value},${otherwise})`,
    step: (expression) => {
      formulas.push(expression);
      return cell(model.varied.length + formulas.length - 1);
    },
  };
  const columns = new Map(model.varied.map(({ address }, index) => [address, index]));
  const results = interpret(model.roots, sourceAlgebra(notation, columns));
  return { formulas, results };
}

/** 0 is A, 26 is AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
