import {
  formatUnit,
  type ExactReading,
  type LeastTable,
  type SpreadsheetReading,
} from '../../../../formula/index.ts';
import type { WorkbookBuilder } from './builder.ts';
import { formula, headers, text } from './cells.ts';
import { plainFormat, stepFormat } from './formats.ts';
import type { LiveCells } from './live-cells.ts';

/** The steps between the inputs and the statements: each a named cell. */
export function addCalculation(
  workbook: WorkbookBuilder,
  live: LiveCells,
  exact: ExactReading,
  title = 'Calculation',
): void {
  const sheet = workbook.sheet(title, [40, 22, 20, 70]);
  sheet.add(
    [text(title, 'title')],
    [
      text(
        'The steps between the inputs and the statements. Parts of long formulas have cells of their own.',
        'muted',
      ),
    ],
    headers('Step', 'Value', 'Unit', 'Name of the cell'),
  );
  sheet.freeze();
  for (const step of live.rest()) {
    const { node, name, value } = step;
    const known = node === null ? null : exact.of(node);
    const format =
      node === null || known === null || !known.isFinite() ? plainFormat : stepFormat(known, node.unit);
    workbook.name(name, sheet.at(sheet.next, 1));
    sheet.add([
      text(node?.op === 'named' ? node.label : 'part of a formula', node?.op === 'named' ? 'plain' : 'muted'),
      step.formula === null
        ? { content: value === null ? null : { number: value }, role: 'plain', format: plainFormat }
        : formula(step.formula, known, format),
      text(node === null ? '' : formatUnit(node.unit)),
      text(name, 'muted'),
    ]);
  }
}

/** A sheet for each number that is searched for: a row for each candidate. */
export function addLeastTables(workbook: WorkbookBuilder, reading: SpreadsheetReading): void {
  for (const [index, table] of reading.tables.entries()) addLeastTable(workbook, table, index + 1);
}

function addLeastTable(workbook: WorkbookBuilder, table: LeastTable, place: number): void {
  const sheet = workbook.sheet(`Search ${place}`, [22, ...table.headers.slice(1).map(() => 18)]);
  sheet.add([text(table.title, 'heading')]);
  for (const fact of table.facts) sheet.add([text(fact.label), formula(fact.formula, null)]);
  while (sheet.next < table.firstRow - 2) sheet.add([]);
  sheet.add(headers(...table.headers));
  for (const row of table.rows) sheet.add(row.map((each) => formula(each, null)));
  const [, column = '', row = ''] = /^\$([A-Z]+)\$(\d+)$/u.exec(table.result) ?? [];
  if (column !== 'B') throw new Error('the result of a search stands in column B');
  workbook.name(table.name, sheet.at(Number(row) - 1, 1));
}
