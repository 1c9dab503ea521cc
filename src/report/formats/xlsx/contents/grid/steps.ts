import type { ColumnReading } from '../../../../../formula/index.ts';
import type { ColumnGrid } from './column-grid.ts';

/** Rows for the steps of formulas, with the same formula in each of the columns in which they hold. */
export function addSteps(grid: ColumnGrid, reading: ColumnReading, from: number, until: number): void {
  for (const { row, node, content } of reading.steps) {
    grid.row(row, 'formulas', node?.op === 'named' ? node.label : 'part of a formula', {
      role: node?.op === 'named' ? 'plain' : 'muted',
    });
    const cell = 'formula' in content ? { formula: content.formula, value: null } : { number: content.value };
    for (let column = from; column < until; column += 1) grid.put(row, column, cell);
  }
  for (const { row, node } of reading.searches) grid.row(row, 'formulas', node.count.label);
}

/** The key of an input's row. */
export function inputRow(address: string): string {
  return `input ${address}`;
}
