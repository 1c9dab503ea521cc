import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/quotes/workbook/index.ts';
import { workbookFile, type WorkbookFile } from '../../support/workbook-file.ts';

/** The texts of the first sheet by the name of their cell: `2 B`. */
function cells(sheet: string, more: Partial<WorkbookFile> = {}): Readonly<Record<string, string>> {
  const read = readWorkbook(workbookFile({ sheets: { Prices: sheet }, ...more }), 100);
  if (!read.ok) throw new Error(read.message);
  return Object.fromEntries(
    read.sheets[0]?.rows.flatMap(({ number, cells: own }) =>
      [...own].map(([column, { text }]) => [`${String.fromCodePoint(65 + column)}${number}`, text]),
    ) ?? [],
  );
}

function problem(bytes: Uint8Array): string {
  const read = readWorkbook(bytes, 100);
  return read.ok ? 'read' : read.message;
}

const data = (rows: string): string => `<sheetData>${rows}</sheetData>`;

describe('a cell', () => {
  it('is a shared text, a text of its own, a number, a logical value or an error', () => {
    const strings = [
      'H100 &amp; H200',
      '<r><t>bold </t></r><r><t>rest</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh>',
    ];
    const row = `<row r="3"><c r="B3" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="E3"><v>2.4900000000000002</v></c><c t="inlineStr"><is><t> a
      b </t></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>said</v></c><c t="s"><v>9</v></c></row>`;
    expect(cells(data(row), { strings })).toEqual({ B3: 'H100 & H200', C3: 'bold rest', E3: '2.49', F3: 'a b', G3: 'TRUE', H3: '#N/A', I3: 'said' }); // prettier-ignore
  });

  it('of a formula is what was saved for it; nothing is computed', () => {
    const row = '<row><c><f>B1*8</f><v>19.92</v></c><c><f>HYPERLINK("http://a.example")</f></c></row>';
    expect(cells(data(row))).toEqual({ A1: '19.92', B1: '(formula without a saved value)' });
  });

  it.each([
    ['"$"#,##0.00', '2.5', '$ 2.5'],
    ['_([$€-407]* #,##0.00_);_([$€-407]* (#,##0.00)', '2.5', '€ 2.5'],
    ['#,##0.00\\ "EUR/GPU/h"', '1234.5', '1234.5 EUR/GPU/h'],
    ['0.0%', '0.055', '5.5%'],
    ['[Red]0.00;-0.00', '7', '7'],
    ['yyyy-mm-dd', '46357', '2026-12-01'],
    ['[$-409]d-mmm-yy;@', '46357.75', '2026-12-01'],
    ['0.00E+00', '0.0000001', '0.0000001'],
  ])('with the format %s shows %s as %s', (format, value, shown) => {
    expect(cells(data(`<row><c s="1"><v>${value}</v></c></row>`), { formats: [format] })).toEqual({
      A1: shown,
    });
  });

  it('that is a date is counted from 1900 with its day too many, or from 1904', () => {
    const on = (serial: number, isFrom1904: boolean): string | undefined =>
      cells(data(`<row><c s="1"><v>${serial}</v></c></row>`), { formats: ['d.m.yyyy'], isFrom1904 })['A1'];
    expect([1, 59, 61, 46357].map((day) => on(day, false))).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2026-12-01']); // prettier-ignore
    expect([0, 44895].map((day) => on(day, true))).toEqual(['1904-01-01', '2026-12-01']);
    expect(on(60, false)).toBe('60');
  });

  it('merged over rows holds for each of them, across columns only for the first', () => {
    const rows =
      '<row><c><v>1</v></c></row><row><c r="B2"><v>5</v></c></row><row><c r="B3"><v>6</v></c></row>';
    const sheet = `${data(rows)}<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B2:D2"/></mergeCells>`;
    expect(cells(sheet)).toEqual({ A1: '1', A2: '1', B2: '5', A3: '1', B3: '6' });
  });
});

describe('a workbook', () => {
  it('keeps what it hides apart', () => {
    const columns = '<cols><col min="2" max="2" hidden="1"/></cols>';
    const rows = '<row r="1"><c><v>1</v></c><c><v>2</v></c></row><row r="2" hidden="1"><c><v>3</v></c></row>';
    const read = readWorkbook(
      workbookFile({ sheets: { Shown: columns + data(rows), Secret: data('') }, hidden: ['Secret'] }),
      100,
    );
    expect(read).toMatchObject({
      hiddenSheets: ['Secret'],
      sheets: [
        { name: 'Shown', hidden: { rows: 1, columns: ['B'] }, rows: [{ number: 1, cells: { size: 1 } }] },
      ],
    });
  });

  it('may prefix every name, and be read no further than its rows are wanted', () => {
    const sheet = `<x:worksheet xmlns:x="u"><x:sheetData>${'<x:row><x:c><x:v>4</x:v></x:c></x:row>'.repeat(50_000)}`;
    const read = readWorkbook(
      workbookFile({ sheets: { P: '' }, parts: { 'xl/worksheets/sheet1.xml': sheet } }),
      5,
    );
    expect(read).toMatchObject({ ok: true, sheets: [{ isCut: true, rows: { length: 5 } }] });
  });

  it.each([
    [
      'a document type',
      '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
      'the part xl/worksheets/sheet1.xml is damaged: it has a document type',
    ],
    [
      'elements that do not close',
      '<worksheet><sheetData></worksheet>',
      'the part xl/worksheets/sheet1.xml is damaged: closing tag mismatch',
    ],
    [
      'another encoding',
      new Uint8Array([0xff, 0xfe, 0x3c, 0x00]),
      'the part xl/worksheets/sheet1.xml is not UTF-8',
    ],
  ])('with %s is refused', (_, part, message) => {
    expect(problem(workbookFile({ sheets: { P: '' }, parts: { 'xl/worksheets/sheet1.xml': part } }))).toBe(message); // prettier-ignore
  });

  it('that unpacks to far more than its size is given up early, whatever it says of itself', () => {
    const bomb = workbookFile({ sheets: { P: '' }, parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(40_000_000).fill(0x20) } }); // prettier-ignore
    expect(bomb.length).toBeLessThan(50_000);
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    // Both copies of each entry's unpacked size are made 10.
    for (let at = 0; at < lying.length - 30; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 10, true);
    }
    const message = 'the part xl/worksheets/sheet1.xml unpacks to more than can be read of a workbook';
    expect([problem(bomb), problem(lying)]).toEqual([message, message]);
  });

  it('is told from other archives, a binary workbook and a cut-off file', () => {
    const binary =
      '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>';
    expect(problem(zipSync({ 'content.xml': strToU8('<a/>') }))).toBe(
      'it is an archive, but no Excel workbook',
    );
    expect(problem(zipSync({ '_rels/.rels': strToU8(binary) }))).toBe('it is a binary workbook (.xlsb)');
    expect(problem(workbookFile({ sheets: {} }).slice(0, 400))).toBe('it is cut off, or no workbook');
  });

  it('of any bytes is read or refused, never thrown at', () => {
    const good = workbookFile({ sheets: { P: data('<row><c t="s"><v>0</v></c></row>') }, strings: ['a'] });
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), (changes) => {
        const bytes = good.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        expect(['boolean']).toContain(typeof readWorkbook(bytes, 100).ok);
      }),
      { numRuns: 200 },
    );
  });
});
