import { citation, formatUnit, type InputCell } from '../../../../formula/index.ts';
import type { SheetBuilder, WorkbookBuilder } from './builder.ts';
import { headers, text } from './cells.ts';
import { statedFormat } from './formats.ts';

/**
 * Every figure that the formulas rest on: a named cell to be changed, and where the figure comes from. `held` are those that
 * decide which formulas there are, with what they decide: changed in a cell, the formulas would stay those of the old figure.
 */
export function addInputs(
  workbook: WorkbookBuilder,
  inputs: readonly InputCell[],
  held: ReadonlyMap<string, string>,
  title = 'Inputs',
): SheetBuilder {
  const sheet = workbook.sheet(title, [44, 18, 18, 52, 12, 60, 12, 60]);
  sheet.add(
    [text(title, 'title')],
    [text('Change a blue figure on yellow: every total of this workbook follows.', 'muted')],
    headers(
      'What',
      'Value',
      'Unit',
      'Address and name of the cell',
      'Known as',
      'Source',
      'Retrieved',
      'Change it in the scenario instead',
    ),
  );
  sheet.freeze();
  for (const { name, node } of inputs) {
    const { kind, origin } = node.provenance;
    const isShare = node.unit.factors.length === 0 && node.maximum?.eq(1) === true;
    const decides = held.get(node.address);
    workbook.name(name, sheet.at(sheet.next, 1));
    sheet.add([
      text(node.label),
      {
        content: { number: node.value },
        role: decides === undefined ? 'input' : 'plain',
        format: statedFormat(node.value, isShare),
      },
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
      text(decides === undefined ? '' : `it decides ${decides}`, 'muted', true),
    ]);
  }
  return sheet;
}
