import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { forecastModel, type ForecastResult } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { readModel } from '../../../../src/library/index.ts';
import { render, type ReportFormat } from '../../../../src/report/index.ts';
import { partsOf } from '../../../support/spreadsheet.ts';

// Every format shows months, years and a total of each option. In each, the cells are read back from its own bytes: months add
// up to the total that the same format shows, years too, and that total is the exact one to the cent.

type Row = readonly string[];

const sumOf = (values: readonly string[]): Exact =>
  values.reduce((sum, each) => sum.plus(each), new Exact(0));
const plain = (cell: string): string => cell.replaceAll(/[,*]/gu, '').trim();
const isMonth = (cell: string | undefined): boolean => /^\d{4}-\d{2}$/u.test(cell ?? '');

const unescaped = (text: string): string => text.replaceAll(/<[^>]*>/gu, '').replaceAll('&amp;', '&');

/** Rows of cells of the formats that show tables. */
const rowsIn: Readonly<Partial<Record<ReportFormat, (body: string | Uint8Array) => readonly Row[]>>> = {
  table: (body) =>
    String(body)
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/u)),
  markdown: (body) =>
    String(body)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      ),
  // The end tags of rows and cells are left out, as HTML allows.
  html: (body) =>
    [...String(body).matchAll(/<tr[^>]*>(.*?)(?=<tr|<tbody|<\/table)/gsu)].map(([, row = '']) =>
      row
        .split(/<t[hd](?:\s[^>]*)?>/u)
        .slice(1)
        .map((cell) => unescaped(cell).trim()),
    ),
  xlsx: (body) =>
    Object.entries(partsOf(body as Uint8Array))
      .filter(([name]) => name.startsWith('xl/worksheets/'))
      .flatMap(([, sheet]) =>
        [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gu)].map(([, row = '']) =>
          [...row.matchAll(/<c [^>]*?(?:\/>|>(.*?)<\/c>)/gu)].map(([, cell = '']) => unescaped(cell)),
        ),
      ),
};

type Amounts = Readonly<Record<'cash' | 'expense' | 'capex' | 'opex', string>>;

interface Totals {
  readonly months: readonly Amounts[];
  readonly years: readonly Amounts[];
  readonly total: string;
  readonly total_expense: string;
}

/** What is read of the JSON. */
interface Read {
  readonly workloads: readonly { readonly options: readonly Totals[] }[];
  readonly portfolio: Totals;
}

interface Shown {
  readonly months: readonly (readonly string[])[];
  readonly total: readonly string[];
}

/** The tables of months in their order: cash, expense, CapEx and OpEx of each row. */
function monthTables(rows: readonly Row[]): readonly Shown[] {
  const tables: Shown[] = [];
  let months: (readonly string[])[] = [];
  for (const row of rows) {
    const amounts = row.slice(1, 5).map(plain);
    if (isMonth(row[0])) months.push(amounts);
    else if (plain(row[0] ?? '') === 'Total' && months.length > 0) {
      tables.push({ months, total: amounts });
      months = [];
    }
  }
  return tables;
}

/** Yearly amounts by option. */
function yearTables(rows: readonly Row[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>();
  for (const row of rows) {
    const [option = '', year = '', ...amounts] = row.map(plain);
    if (!/^\d$/u.test(year) || amounts.length < 4) continue;
    found.set(option, [...(found.get(option) ?? []), amounts.slice(0, 4)]);
  }
  return found;
}

function expectAdded(parts: readonly (readonly string[])[], whole: readonly string[]): void {
  for (const [place, total] of whole.entries())
    expect(sumOf(parts.map((row) => row[place] ?? '')).toFixed(2)).toBe(new Exact(total).toFixed(2));
  for (const [cash = '', , capex = '', opex = ''] of parts)
    expect(new Exact(capex).plus(opex).toFixed(2)).toBe(new Exact(cash).toFixed(2));
}

describe.each(['three-years', 'b200-purchase', 'fleet-of-offers'])('%s', (name) => {
  let known: ForecastResult | undefined;
  const forecast = async (): Promise<ForecastResult> => {
    if (known !== undefined) return known;
    const model = await readModel(name);
    const made = model.ok ? forecastModel(model.value) : model;
    if (!made.ok) throw new Error(made.diagnostics.map(({ message }) => message).join());
    known = made.value;
    return known;
  };

  test.each(Object.keys(rowsIn) as ReportFormat[])(
    '%s: months and years add up to the total, to the cent',
    async (format) => {
      const result = await forecast();
      const { body } = await render(result, { format: format as 'html', width: 240 });
      const rows = rowsIn[format]?.(body) ?? [];
      const options = result.workloads.flatMap((each) => each.options.filter(({ npv }) => npv !== null));
      const tables = monthTables(rows);
      expect(tables.length).toBe(options.length);
      for (const [index, { months, total }] of tables.entries()) {
        const option = options[index];
        expect(months.length).toBe(result.horizon.months);
        expectAdded(months, total);
        expect(new Exact(total[0] ?? '').toFixed(2)).toBe(option?.total.toFixed(2));
        expect(new Exact(total[1] ?? '').toFixed(2)).toBe(option?.totalExpense.toFixed(2));
        const years = yearTables(rows).get(option?.id ?? '') ?? [];
        if (result.workloads.length === 1) expectAdded(years, total);
      }
    },
  );

  test('json: months and years add up to the total exactly', async () => {
    const result = await forecast();
    const { body } = await render(result, { format: 'json' });
    const read = JSON.parse(String(body)) as Read;
    for (const part of [...read.workloads.flatMap(({ options }) => options), read.portfolio]) {
      const { months, years, total, total_expense: totalExpense } = part;
      if (months.length === 0) continue;
      for (const rows of [months, years]) {
        expect(sumOf(rows.map(({ cash }) => cash)).eq(total)).toBe(true);
        expect(sumOf(rows.map(({ expense }) => expense)).eq(totalExpense)).toBe(true);
      }
      for (const { cash, capex, opex } of months) expect(sumOf([capex, opex]).eq(cash)).toBe(true);
    }
  });

  test('csv: months add up to the total exactly', async () => {
    const result = await forecast();
    const { body } = await render(result, { format: 'csv' });
    const [head = [], ...rows]: string[][] = parse(String(body));
    const place = (column: string): number => head.indexOf(column);
    const of = (row: readonly string[], column: string): string => row[place(column)] ?? '';
    const pairs = new Set(rows.map((row) => `${of(row, 'workload')}/${of(row, 'option')}`));
    let checked = 0;
    for (const pair of pairs) {
      const own = rows.filter((row) => `${of(row, 'workload')}/${of(row, 'option')}` === pair);
      const line = (id: string): readonly string[] =>
        own.filter((row) => of(row, 'line') === id && of(row, 'value') !== '').map((row) => of(row, 'value'));
      const [total, totalExpense] = [line('total')[0], line('total_expense')[0]];
      if (total === undefined || totalExpense === undefined) continue;
      checked += 1;
      expect(sumOf(line('cash')).eq(total)).toBe(true);
      expect(sumOf([...line('capex'), ...line('opex')]).eq(total)).toBe(true);
      expect(sumOf(line('expense')).eq(totalExpense)).toBe(true);
    }
    expect(checked).toBeGreaterThan(result.workloads.length);
  });
});
