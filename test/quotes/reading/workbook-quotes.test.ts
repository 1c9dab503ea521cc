import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/quotes/workbook/index.ts';
import { readQuotes } from '../../../src/quotes/reading/index.ts';
import type { QuoteReading, QuotesRead } from '../../../src/quotes/index.ts';
import { workbookFile, type WorkbookFile } from '../../support/workbook-file.ts';

const reading: QuoteReading = {
  basis: null,
  decimal: null,
  machines: new Map([['p5.48xlarge', { gpu: 'h100-sxm', gpus: 8 }]]),
  currency: 'USD',
  gpus: new Set(['h100-sxm', 'h200-sxm', 'b200']),
  taken: new Set(),
};

function quotesIn(bytes: Uint8Array, changes: Partial<QuoteReading> = {}): QuotesRead {
  const workbook = readWorkbook(bytes, 2_040);
  if (!workbook.ok) throw new Error(workbook.message);
  return readQuotes([{ file: 'q.xlsx', ...workbook }], { ...reading, ...changes });
}

/** Numbers are told from texts as a file does it. */
function sheet(...rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (of: string | number | null): string =>
    of === null
      ? '<c/>'
      : typeof of === 'number'
        ? `<c><v>${of}</v></c>`
        : `<c t="inlineStr"><is><t>${of}</t></is></c>`;
  return `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
}

function lines({ quotes, rejected, warnings }: QuotesRead) {
  return {
    quotes: quotes.map(({ offer, quoted, span }) => `${span.file}:${span.line} ${offer.id}: ${quoted}`),
    rejected: rejected.map(({ span, message }) => `${span?.file}:${span?.line}:${span?.column} ${message}`),
    warnings: warnings.map(({ message }) => message),
  };
}

const of = (sheets: WorkbookFile['sheets'], more: Partial<WorkbookFile> = {}) => lines(quotesIn(workbookFile({ sheets, ...more }))); // prettier-ignore

describe('a workbook that LibreOffice wrote', () => {
  it('is read sheet by sheet, with its currencies, dates, saved formulas and merged vendors', () => {
    const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/quotes/price-list.xlsx'));
    const read = quotesIn(bytes);
    expect(lines(read)).toEqual({
      quotes: [
        'q.xlsx[US list]:4 Northwind-h100-sxm-on-demand: 23.92 USD/node/hour',
        'q.xlsx[US list]:4 Northwind-h100-sxm-12-months: 17.94 USD/node/hour',
        'q.xlsx[US list]:5 Northwind-h200-sxm-on-demand: 28 USD/node/hour',
        'q.xlsx[EU list]:2 Contoso-h100-sxm-36-months: 14500 EUR/node/month',
      ],
      rejected: [],
      warnings: expect.arrayContaining(["the sheet 'Internal': hidden in the workbook, and not read"]),
    });
    expect(read.quotes.map(({ validUntil }) => validUntil)).toEqual(['2027-03-31', '2027-03-31', '2026-10-31', null]); // prettier-ignore
  });
});

describe('a workbook of quotes', () => {
  it('is read from its header row down, wherever that stands', () => {
    const titled = sheet(
      ['Price list'],
      ['valid for 30 days'],
      ['GPU', null, '$/GPU/hr'],
      ['B200', null, 4.5],
    );
    expect(of({ Cover: sheet(['Dear customer']), Prices: titled })).toEqual({
      quotes: ['q.xlsx[Prices]:4 quote-b200-on-demand: 4.5 USD/GPU/hour'],
      rejected: [],
      warnings: [],
    });
  });

  it('names the cell of what is wrong', () => {
    expect(of({ Prices: sheet(['gpu', 'node', '$/hr'], ['H200', 8, 28]) }).rejected).toEqual([
      'q.xlsx[Prices]:2:3 C2, $/hr: unclear whether the price is per GPU or per node of 8',
    ]);
  });

  it('without such a header is refused, with the names of its sheets', () => {
    const read = quotesIn(
      workbookFile({ sheets: { Cover: sheet(['Dear customer']), Data: sheet(['a', 'b']) } }),
    );
    expect(read.rejected).toMatchObject([{ code: 'quotes/header', hint: "sheets: 'Cover', 'Data'; a header reads such as gpu, node, $/GPU/hr" }]); // prettier-ignore
  });

  it('has numbers whose point is a decimal point, whatever the texts beside them show', () => {
    const prices = sheet(
      ['gpu', 'node', 'EUR/GPU/hr'],
      ['B200', 1, 2.125],
      ['B200', 1, '3,25'],
      ['B200', 1, '2,125'],
    );
    expect(of({ P: prices }).quotes.map((line) => line.split(': ')[1])).toEqual(['2.125', '3.25', '2.125'].map((each) => `${each} EUR/GPU/hour`)); // prettier-ignore
  });

  it('has a price whose formula was never computed as one that is not there', () => {
    const rows =
      '<row><c t="inlineStr"><is><t>gpu</t></is></c><c t="inlineStr"><is><t>$/GPU/hr</t></is></c></row><row><c t="inlineStr"><is><t>B200</t></is></c><c><f>A8</f></c></row>';
    expect(of({ P: `<sheetData>${rows}</sheetData>` })).toMatchObject({
      quotes: [],
      rejected: ["q.xlsx[P]:2:2 B2, $/GPU/hr: expected one amount, found '(formula without a saved value)'"],
    });
  });

  it('may name a machine of a large cloud in place of a GPU, or beside it', () => {
    const alone = sheet(['provider', 'instance type', '$/hr'], ['AWS', 'p5.48xlarge', 55.04]);
    const beside = sheet(
      ['provider', 'instance type', 'gpu', '$/node/hr'],
      ['AWS', 'p5.48xlarge', 'H100 SXM', 36],
    );
    const { quotes } = quotesIn(workbookFile({ sheets: { alone, beside } }));
    expect(quotes.map(({ offer }) => `${offer.node.toFixed()} x ${offer.gpu} at ${offer.rows[0]?.hourly?.toFixed()}`)).toEqual(['8 x h100-sxm at 6.88', '8 x h100-sxm at 4.5']); // prettier-ignore
  });
});

describe('a CSV file', () => {
  it('may have a title above its header', () => {
    const text = 'Price list;\n\nvendor;gpu;node;EUR/GPU/hr\nA;H100 SXM;8;2,10\n';
    expect(lines(readQuotes([{ file: 'q.csv', text }], reading)).quotes).toEqual(['q.csv:4 A-h100-sxm-on-demand: 2.1 EUR/GPU/hour']); // prettier-ignore
  });
});
