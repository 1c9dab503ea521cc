import { strToU8, zipSync, type Zippable } from 'fflate';

export interface WorkbookFile {
  /** Rows as XML, by the name of their sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly strings?: readonly string[];
  /** Format codes; cells with s="1" have the first of them, and so on. */
  readonly formats?: readonly string[];
  readonly isFrom1904?: boolean;
  readonly hidden?: readonly string[];
  /** Parts in place of those that are made, or besides them. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An .xlsx file laid out as Excel lays it out. */
export function workbookFile({
  sheets,
  strings = [],
  formats = [],
  isFrom1904 = false,
  hidden = [],
  parts = {},
}: WorkbookFile): Uint8Array {
  const names = Object.keys(sheets);
  const text: Record<string, string | Uint8Array> = {
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${isFrom1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map(
        (name, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
      ['sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join(
        '',
      )}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((each) => `<si>${each.startsWith('<') ? each : `<t>${each}</t>`}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<?xml version="1.0"?><worksheet xmlns="${main}">${sheets[name] ?? ''}</worksheet>`,
      ]),
    ),
    ...parts,
  };
  const packed: Zippable = {};
  for (const [name, part] of Object.entries(text))
    packed[name] = typeof part === 'string' ? strToU8(part) : part;
  return zipSync(packed);
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}
