import { citation, formatUnit, type SpreadsheetReading } from '../../../../formula/index.ts';
import type { SheetBuilder, WorkbookBuilder } from './builder.ts';
import { headers, text } from './cells.ts';
import { statedFormat } from './formats.ts';

/** Every figure that the formulas rest on: a named cell to be changed, and where the figure comes from. */
export function addInputs(workbook: WorkbookBuilder, reading: SpreadsheetReading): SheetBuilder {
  const sheet = workbook.sheet('Inputs', [44, 18, 18, 52, 12, 60, 12]);
  sheet.add(
    [text('Inputs', 'title')],
    [text('Change a blue figure on yellow: every total of this workbook follows.', 'muted')],
    headers('What', 'Value', 'Unit', 'Address and name of the cell', 'Known as', 'Source', 'Retrieved'),
  );
  sheet.freeze();
  for (const { name, node } of reading.inputs) {
    const { kind, origin } = node.provenance;
    const isShare = node.unit.factors.length === 0 && node.maximum?.eq(1) === true;
    workbook.name(name, sheet.at(sheet.next, 1));
    sheet.add([
      text(node.label),
      { content: { number: node.value }, role: 'input', format: statedFormat(node.value, isShare) },
      text(formatUnit(node.unit)),
      text(name, 'muted'),
      text(kind),
      text(citation(origin), 'plain', true),
      text(
        origin.type === 'page'
          ? (origin.retrieved ?? '')
          : origin.type === 'exchange-rate'
            ? origin.date
            : '',
      ),
    ]);
  }
  return sheet;
}
