import type { Exact } from '../../../../formula/index.ts';
import type { Block, Cell, Content, Document, FigureType, Row, Table } from '../../../document/document.ts';
import { isText, showInProse } from '../../../numbers/show-cell.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { CellRole } from '../package/styles.ts';
import type { Workbook } from '../package/workbook.ts';
import { WorkbookBuilder, type SheetBuilder } from './builder.ts';
import { number, text } from './cells.ts';
import { countFormat, ratioFormat, shareFormat, statedFormat } from './formats.ts';

/** A report as a workbook of figures: its own sheet for each part that has a title, the rest on the first. */
export function documentWorkbook(document: Document): Workbook {
  const workbook = new WorkbookBuilder();
  addDocument(workbook, document);
  return workbook.build(document.title, 'Report');
}

/** The sheets of a report, behind those that there are. */
export function addDocument(workbook: WorkbookBuilder, document: Document): void {
  const first = workbook.sheet('Report', widths);
  first.add([text(document.title, 'title')], []);
  const remark = 'These are figures as crossover computed them; they do not follow each other.';
  addBlocks(workbook, first, document.blocks);
  first.add([], [text(remark, 'muted')]);
}

const widths = [34, 26, 20, 20, 20, 20, 20, 20, 20, 20];

function addBlocks(workbook: WorkbookBuilder, sheet: SheetBuilder, blocks: readonly Block[]): void {
  for (const block of blocks)
    switch (block.block) {
      case 'paragraph':
        sheet.add([
          text(
            inWords(block.content),
            block.role === 'headline' ? 'heading' : block.role === 'remark' ? 'muted' : 'plain',
          ),
        ]);
        break;
      case 'facts':
        for (const { label, content } of block.facts)
          sheet.add([text(label, 'muted'), text(inWords(content))]);
        sheet.add([]);
        break;
      case 'list':
        for (const item of block.items) sheet.add([text(inWords(item))]);
        sheet.add([]);
        break;
      case 'table':
        addTable(sheet, block);
        break;
      case 'section':
        addSection(workbook, sheet, block);
        break;
      case 'chart':
        // Drawn with characters; the table beside it has its figures.
        break;
    }
}

/** A part with tables gets a sheet; the others stay where they are. */
function addSection(
  workbook: WorkbookBuilder,
  sheet: SheetBuilder,
  block: Extract<Block, { readonly block: 'section' }>,
): void {
  const title = inWords(block.title);
  const hasTable = block.blocks.some((each) => each.block === 'table');
  const own = hasTable ? workbook.sheet(title, widths) : sheet;
  own.add([text(title, 'heading')]);
  addBlocks(workbook, own, block.blocks);
}

function addTable(sheet: SheetBuilder, { columns, rows, remark }: Table): void {
  sheet.add(
    columns.map(({ title, unit }) =>
      text([title, unit].filter((part) => part !== '').join(', '), 'header', true),
    ),
  );
  for (const row of rows) sheet.add(row.cells.map((each) => tableCell(each, roleOf(row))));
  if (remark !== null) sheet.add([text(inWords(remark), 'muted')]);
  sheet.add([]);
}

function roleOf({ role }: Row): CellRole {
  return role;
}

function tableCell(cell: Cell, role: CellRole): SheetCell {
  if (isText(cell)) return text(cell.value ?? '', role);
  return cell.value === null
    ? text('not known', 'muted')
    : number(cell.value, formatOf(cell.type, cell.value), role);
}

function formatOf(type: FigureType, value: Exact): string {
  switch (type) {
    case 'money':
    case 'cents':
      return '#,##0.00';
    case 'cents-change':
      return '+#,##0.00;-#,##0.00;0.00';
    case 'count':
    case 'volume':
    case 'compact':
      return value.isInteger() ? countFormat : '#,##0.00';
    case 'share':
      return shareFormat;
    case 'change':
      return '+0.0%;-0.0%;0.0%';
    case 'ratio':
      return ratioFormat;
    case 'unit-price':
    case 'quantity':
    case 'exact':
      return statedFormat(value, false);
  }
}

function inWords(content: Content): string {
  return content.map(showInProse).join('');
}
