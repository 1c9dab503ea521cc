import { escaped, xmlHeader } from './xml.ts';

/** A line of a chart: where its name, its horizontal and its vertical values stand, such as `'Break-even'!$A$5:$A$40`. */
export interface ChartSeries {
  readonly name: string;
  readonly x: string;
  readonly y: string;
}

/** A chart of lines over a number, drawn by the spreadsheet from its cells. */
export interface Chart {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly ChartSeries[];
  /** The cells that it covers, counted from 0. */
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
}

/** Okabe and Ito: told apart also by those who do not tell red from green. */
const colors = ['0072B2', 'D55E00', '009E73', 'CC79A7', 'E69F00', '56B4E9', '000000'];
const dashes = ['solid', 'dash', 'sysDot', 'dashDot', 'lgDash', 'sysDash', 'solid'];

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';

export function chartXml(chart: Chart): string {
  return [
    `${xmlHeader}<c:chartSpace xmlns:c="${drawing}/chart" xmlns:a="${drawing}/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`,
    `<c:roundedCorners val="0"/><c:chart>${titleXml(chart.title, 1400)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`,
    '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>',
    ...chart.series.map(seriesXml),
    '<c:axId val="1001"/><c:axId val="1002"/></c:scatterChart>',
    axisXml(1001, 1002, 'b', chart.xTitle),
    axisXml(1002, 1001, 'l', chart.yTitle),
    '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>',
  ].join('');
}

function titleXml(text: string, size: number): string {
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="0"/></a:pPr><a:r><a:rPr lang="en-US" sz="${size}" b="0"/><a:t>${escaped(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

function seriesXml({ name, x, y }: ChartSeries, index: number): string {
  const color = colors[index % colors.length] ?? '000000';
  const dash = dashes[index % dashes.length] ?? 'solid';
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>${escaped(name)}</c:f></c:strRef></c:tx>`,
    `<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="${color}"/></a:solidFill><a:prstDash val="${dash}"/></a:ln></c:spPr>`,
    '<c:marker><c:symbol val="none"/></c:marker>',
    `<c:xVal><c:numRef><c:f>${escaped(x)}</c:f></c:numRef></c:xVal><c:yVal><c:numRef><c:f>${escaped(y)}</c:f></c:numRef></c:yVal><c:smooth val="0"/></c:ser>`,
  ].join('');
}

function axisXml(id: number, crosses: number, position: 'b' | 'l', title: string): string {
  const lines =
    position === 'l'
      ? '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
      : '';
  return `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="${position}"/>${lines}${titleXml(title, 1000)}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${crosses}"/><c:crosses val="autoZero"/></c:valAx>`;
}

/** The drawing of a sheet: where its charts stand. */
export function drawingXml(charts: readonly Chart[]): string {
  const anchors = charts.map(
    ({ title, from, to }, index) =>
      `<xdr:twoCellAnchor>${corner('from', from)}${corner('to', to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="Chart ${index + 1}" descr="${escaped(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${drawing}/chart"><c:chart xmlns:c="${drawing}/chart" r:id="rId${index + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
  );
  return `${xmlHeader}<xdr:wsDr xmlns:xdr="${drawing}/spreadsheetDrawing" xmlns:a="${drawing}/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${anchors.join('')}</xdr:wsDr>`;
}

function corner(which: 'from' | 'to', { row, column }: Chart['from']): string {
  return `<xdr:${which}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${which}>`;
}
