import { escaped, xmlHeader } from './xml.ts';

/** How a number is shown: a spreadsheet's number format, such as `#,##0.00`. */
export type NumberFormat = string;

/**
 * What a cell is, which decides how it looks. Inputs are blue on yellow and formulas black, as financial models have it.
 */
export type CellRole =
  'plain' | 'title' | 'heading' | 'header' | 'input' | 'total' | 'chosen' | 'muted' | 'good' | 'bad';

export interface CellStyle {
  readonly role: CellRole;
  readonly format: NumberFormat;
  readonly align: 'left' | 'right';
  readonly wrap: boolean;
  /** A text that would be taken for a formula once it is edited. */
  readonly quoted: boolean;
}

const roles: readonly CellRole[] = [
  'plain', 'title', 'heading', 'header', 'input', 'total', 'chosen', 'muted', 'good', 'bad',
]; // prettier-ignore

const fonts: Readonly<Record<CellRole, string>> = {
  plain: '',
  title: '<b/><sz val="16"/>',
  heading: '<b/><sz val="12"/>',
  header: '<b/><sz val="11"/><color rgb="FFFFFFFF"/>',
  input: '<sz val="11"/><color rgb="FF0000FF"/>',
  total: '<b/><sz val="11"/>',
  chosen: '<b/><sz val="11"/>',
  muted: '<sz val="11"/><color rgb="FF595959"/>',
  good: '<b/><sz val="11"/><color rgb="FF00612E"/>',
  bad: '<b/><sz val="11"/><color rgb="FF9C0006"/>',
};
const plainFont = '<sz val="11"/>';

const solid = (color: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;
const fills: Partial<Readonly<Record<CellRole, string>>> = {
  header: solid('FF1F3864'),
  input: solid('FFFFF9DB'),
  chosen: solid('FFE7F1E3'),
};
const topLine =
  '<border><left/><right/><top style="thin"><color auto="1"/></top><bottom/><diagonal/></border>';
const noLine = '<border><left/><right/><top/><bottom/><diagonal/></border>';

/** The styles of a workbook, numbered as they are asked for. */
export class Styles {
  readonly #numbers = new Map<NumberFormat, Map<string, number>>();
  readonly #formats = new Map<NumberFormat, number>([['General', 0]]);
  readonly #records: string[] = [];

  constructor() {
    this.number({ role: 'plain', format: 'General', align: 'left', wrap: false, quoted: false });
  }

  /** The number of a style, which cells name it by. */
  number(style: CellStyle): number {
    const ofFormat = this.#numbers.get(style.format) ?? new Map<string, number>();
    this.#numbers.set(style.format, ofFormat);
    const key = `${style.role}${style.align}${style.wrap ? ' wrapped' : ''}${style.quoted ? ' quoted' : ''}`;
    const known = ofFormat.get(key);
    if (known !== undefined) return known;
    const format = this.#formats.get(style.format) ?? 163 + this.#formats.size;
    this.#formats.set(style.format, format);
    const role = roles.indexOf(style.role);
    const alignment = `<alignment horizontal="${style.align}" vertical="top"${style.wrap ? ' wrapText="1"' : ''}/>`;
    const made = this.#records.length;
    this.#records.push(
      `<xf numFmtId="${format}" fontId="${role}" fillId="${fillNumber(style.role)}" borderId="${style.role === 'total' ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${style.quoted ? ' quotePrefix="1"' : ''}>${alignment}</xf>`,
    );
    ofFormat.set(key, made);
    return made;
  }

  toXml(): string {
    const formats = [...this.#formats]
      .filter(([, id]) => id >= 164)
      .map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`);
    const used = roles.flatMap((role) => fills[role] ?? []);
    return [
      xmlHeader,
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
      `<fonts count="${roles.length}">`,
      ...roles.map(
        (role) =>
          `<font>${fonts[role] === '' ? plainFont : fonts[role]}<name val="Calibri"/><family val="2"/></font>`,
      ),
      `</fonts><fills count="${2 + used.length}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`,
      ...used,
      `</fills><borders count="2">${noLine}${topLine}</borders>`,
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${this.#records.length}">`,
      ...this.#records,
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      '<dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs>',
      '</styleSheet>',
    ].join('');
  }
}

function fillNumber(role: CellRole): number {
  const filled = roles.filter((each) => fills[each] !== undefined);
  return filled.includes(role) ? 2 + filled.indexOf(role) : 0;
}
