import { strToU8, zipSync, type Zippable } from 'fflate';
import { chartXml, drawingXml } from './chart.ts';
import { absoluteAt, cellAt, columnsOf, quotedSheet, sheetXml, type Sheet } from './sheet.ts';
import { Styles } from './styles.ts';
import { escaped, namespaces, relationshipTypes, xmlHeader } from './xml.ts';

/** A name of a cell: what it refers to, such as `'Inputs'!$C$7`. */
export interface CellName {
  readonly name: string;
  readonly refersTo: string;
}

/** A workbook as it is written. */
export interface Workbook {
  readonly title: string;
  readonly subject: string;
  readonly sheets: readonly Sheet[];
  readonly names: readonly CellName[];
}

const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const contentTypes = 'application/vnd.openxmlformats-officedocument';

/** The first day that a zip file can name, in the time zone that holds when it is written: the same bytes everywhere. */
function noTime(): Date {
  return new Date(1980, 0, 1);
}

export const workbookMediaType = `${contentTypes}.spreadsheetml.sheet`;

/** The bytes of the workbook: no clock, no user and no machine is in them. */
export function writeWorkbook(workbook: Workbook): Uint8Array {
  const styles = new Styles();
  const parts: Record<string, string> = {};
  let charts = 0;
  const drawn: number[] = [];
  for (const [index, sheet] of workbook.sheets.entries()) {
    const number = index + 1;
    parts[`xl/worksheets/sheet${number}.xml`] = sheetXml(sheet, styles, index === 0);
    if (sheet.charts.length === 0) continue;
    drawn.push(number);
    parts[`xl/worksheets/_rels/sheet${number}.xml.rels`] = relations([
      { type: 'drawing', target: `../drawings/drawing${number}.xml` },
    ]);
    parts[`xl/drawings/drawing${number}.xml`] = drawingXml(sheet.charts);
    const first = charts + 1;
    for (const chart of sheet.charts) parts[`xl/charts/chart${(charts += 1)}.xml`] = chartXml(chart);
    parts[`xl/drawings/_rels/drawing${number}.xml.rels`] = relations(
      sheet.charts.map((_, place) => ({ type: 'chart', target: `../charts/chart${first + place}.xml` })),
    );
  }
  const sheets = workbook.sheets.length;
  const all: Record<string, string> = {
    '[Content_Types].xml': contentTypesXml(sheets, drawn, charts),
    '_rels/.rels': relations([
      { type: 'officeDocument', target: 'xl/workbook.xml' },
      { type: 'extended-properties', target: 'docProps/app.xml' },
      { type: 'core', target: 'docProps/core.xml' },
    ]),
    'docProps/app.xml': `${xmlHeader}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>crossover</Application></Properties>`,
    'docProps/core.xml': coreXml(workbook),
    'xl/workbook.xml': workbookXml(workbook),
    'xl/_rels/workbook.xml.rels': relations([
      ...workbook.sheets.map((_, index) => ({
        type: 'worksheet',
        target: `worksheets/sheet${index + 1}.xml`,
      })),
      { type: 'styles', target: 'styles.xml' },
    ]),
    'xl/styles.xml': styles.toXml(),
    ...parts,
  };
  const files: Zippable = {};
  for (const [name, text] of Object.entries(all)) files[name] = strToU8(text);
  return zipSync(files, { mtime: noTime(), level: 4 });
}

function relations(targets: readonly { readonly type: string; readonly target: string }[]): string {
  const each = targets.map(({ type, target }, index) => {
    const of =
      type === 'core'
        ? `${packageTypes}/relationships/metadata/core-properties`
        : `${relationshipTypes}/${type}`;
    return `<Relationship Id="rId${index + 1}" Type="${of}" Target="${target}"/>`;
  });
  return `${xmlHeader}<Relationships xmlns="${packageTypes}/relationships">${each.join('')}</Relationships>`;
}

function contentTypesXml(sheets: number, drawn: readonly number[], charts: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${type}"/>`;
  return [
    `${xmlHeader}<Types xmlns="${packageTypes}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', `${contentTypes}.spreadsheetml.sheet.main+xml`),
    override('/xl/styles.xml', `${contentTypes}.spreadsheetml.styles+xml`),
    override('/docProps/app.xml', `${contentTypes}.extended-properties+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    ...Array.from({ length: sheets }, (_, index) =>
      override(`/xl/worksheets/sheet${index + 1}.xml`, `${contentTypes}.spreadsheetml.worksheet+xml`),
    ),
    ...drawn.map((number) => override(`/xl/drawings/drawing${number}.xml`, `${contentTypes}.drawing+xml`)),
    ...Array.from({ length: charts }, (_, index) =>
      override(`/xl/charts/chart${index + 1}.xml`, `${contentTypes}.drawingml.chart+xml`),
    ),
    '</Types>',
  ].join('');
}

function coreXml({ title, subject }: Workbook): string {
  return `${xmlHeader}<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subject)}</dc:subject><dc:creator>crossover</dc:creator></cp:coreProperties>`;
}

function workbookXml({ sheets, names }: Workbook): string {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const printed = sheets.flatMap((sheet, index) => {
    const { name, rows, frozenRows } = sheet;
    const last =
      absoluteAt(name, Math.max(0, rows.length - 1), columnsOf(sheet) - 1)
        .split('!')
        .at(-1) ?? cellAt(0, 0);
    const area = `<definedName name="_xlnm.Print_Area" localSheetId="${index}">${escaped(`${quotedSheet(name)}!$A$1:${last}`)}</definedName>`;
    if (frozenRows === 0) return [area];
    return [
      area,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(`${quotedSheet(name)}!$1:$${frozenRows}`)}</definedName>`,
    ];
  });
  const defined = [...names]
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map(({ name, refersTo }) => `<definedName name="${escaped(name)}">${escaped(refersTo)}</definedName>`);
  return [
    `${xmlHeader}<workbook ${namespaces}><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews>`,
    `<sheets>${listed.join('')}</sheets><definedNames>${printed.join('')}${defined.join('')}</definedNames>`,
    '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>',
  ].join('');
}
