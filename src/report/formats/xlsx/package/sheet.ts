import { columnLetters, type Exact } from '../../../../formula/index.ts';
import type { Chart } from './chart.ts';
import type { CellRole, CellStyle, NumberFormat, Styles } from './styles.ts';
import { cellText, escaped, namespaces, xmlHeader } from './xml.ts';

/** What a cell holds. A formula comes with the value that it had when the file was written, for readers that do not compute. */
export type CellContent =
  | { readonly text: string }
  | { readonly number: Exact }
  | { readonly formula: string; readonly value: Exact | string | null };

export interface SheetCell {
  readonly content: CellContent | null;
  readonly role: CellRole;
  readonly format: NumberFormat;
  readonly wrap?: boolean;
}

/** A sheet as it is built: rows of cells from the top left, names of its cells, widths, what is frozen and printed. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (SheetCell | null)[])[];
  readonly widths: readonly number[];
  /** So many rows stay in sight, and are repeated on every printed page. */
  readonly frozenRows: number;
  readonly charts: readonly Chart[];
  /** Cells that are marked where they are not zero, such as `D5:D90`. */
  readonly markedUnlessZero: string | null;
  /** Cells whose value is one of a list, by the cells of the list. */
  readonly choices: readonly { readonly cell: string; readonly from: string }[];
}

const formulaStart = /^[=+\-@\t\r\n]/u;
/** A formula's text may be no longer. */
const longestFormula = 8192;

/** `B7`, for row and column counted from 0. */
export function cellAt(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** `'It''s'!$B$7`, for row and column counted from 0. */
export function absoluteAt(sheet: string, row: number, column: number): string {
  return `${quotedSheet(sheet)}!$${columnLetters(column)}$${row + 1}`;
}

export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

export function columnsOf(sheet: Sheet): number {
  return sheet.rows.reduce((most, row) => Math.max(most, row.length), 1);
}

/** The part of a package that holds the sheet. */
export function sheetXml(sheet: Sheet, styles: Styles, isFirst: boolean): string {
  const last = cellAt(Math.max(0, sheet.rows.length - 1), columnsOf(sheet) - 1);
  const { frozenRows } = sheet;
  const pane =
    frozenRows === 0
      ? ''
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${frozenRows + 1}" sqref="A${frozenRows + 1}"/>`;
  const widths = sheet.widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `${xmlHeader}<worksheet ${namespaces}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}"/>`,
    `<sheetViews><sheetView showGridLines="0"${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`,
    '<sheetData>',
    ...sheet.rows.map((row, index) => rowXml(row, index, styles)),
    '</sheetData>',
    sheet.markedUnlessZero === null ? '' : mark(sheet.markedUnlessZero),
    choicesXml(sheet.choices),
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
    sheet.charts.length === 0 ? '' : '<drawing r:id="rId1"/>',
    '</worksheet>',
  ].join('');
}

function mark(cells: string): string {
  const [first = cells] = cells.split(':');
  return `<conditionalFormatting sqref="${cells}"><cfRule type="expression" dxfId="0" priority="1"><formula>AND(ISNUMBER(${first}),${first}&lt;&gt;0)</formula></cfRule></conditionalFormatting>`;
}

function choicesXml(choices: Sheet['choices']): string {
  if (choices.length === 0) return '';
  const each = choices.map(
    ({ cell, from }) =>
      `<dataValidation type="list" allowBlank="0" showErrorMessage="1" errorTitle="Not in the list" error="Choose one of the list." sqref="${cell}"><formula1>${escaped(from)}</formula1></dataValidation>`,
  );
  return `<dataValidations count="${choices.length}">${each.join('')}</dataValidations>`;
}

function rowXml(row: readonly (SheetCell | null)[], index: number, styles: Styles): string {
  const cells = row.map((cell, column) =>
    cell === null ? '' : cellXml(cell, cellAt(index, column), styles),
  );
  return cells.length === 0 ? '' : `<row r="${index + 1}">${cells.join('')}</row>`;
}

function cellXml({ content, role, format, wrap = false }: SheetCell, at: string, styles: Styles): string {
  const isNumber = content !== null && ('number' in content || 'formula' in content);
  const quoted = content !== null && 'text' in content && formulaStart.test(content.text);
  const style: CellStyle = {
    role,
    format,
    align: isNumber && !isTextual(content) ? 'right' : 'left',
    wrap,
    quoted,
  };
  const start = `<c r="${at}" s="${styles.number(style)}"`;
  if (content === null) return `${start}/>`;
  if ('text' in content)
    return `${start} t="inlineStr"><is><t xml:space="preserve">${cellText(content.text)}</t></is></c>`;
  if ('number' in content) return `${start}><v>${numberText(content.number)}</v></c>`;
  if (content.formula.length > longestFormula)
    throw new Error(`a formula of ${content.formula.length} characters`);
  const formula = `<f>${escaped(content.formula)}</f>`;
  if (content.value === null) return `${start}>${formula}</c>`;
  if (typeof content.value === 'string')
    return `${start} t="str">${formula}<v>${escaped(content.value)}</v></c>`;
  return `${start}>${formula}<v>${numberText(content.value)}</v></c>`;
}

function isTextual(content: CellContent): boolean {
  return 'formula' in content && typeof content.value === 'string';
}

/** All digits that double precision can tell apart, written so that every reader finds the same number. */
function numberText(value: Exact): string {
  return String(value.toNumber());
}
