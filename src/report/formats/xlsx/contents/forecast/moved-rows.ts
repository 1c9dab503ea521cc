import { Exact, formatUnit, type InputCell } from '../../../../../formula/index.ts';
import {
  isYearly,
  monthValue,
  pricedIn,
  trendFields,
  volumeParts,
  type Model,
  type MovedInput,
  type Timeline,
  type VolumeSeries,
} from '../../../../../model/index.ts';
import type { WorkbookBuilder } from '../builder.ts';
import { formula, headers, number, text } from '../cells.ts';
import { statedFormat } from '../formats.ts';
import { inputRow } from '../grid/steps.ts';
import type { ColumnGrid } from '../grid/column-grid.ts';

/** The names of the cells that hold the rates of a horizon by the month. */
export interface RateCells {
  readonly discount: string;
  readonly trends: ReadonlyMap<string, string>;
  readonly growth: ReadonlyMap<string, string>;
}

/** The rates that months follow, each as it is stated and by the month: cells to change. */
export function addRates(workbook: WorkbookBuilder, model: Model, timeline: Timeline): RateCells {
  const sheet = workbook.sheet('Horizon', [44, 18, 14, 18, 52]);
  const { horizon, workloads } = model.scenario;
  sheet.add(
    [text('Horizon', 'title')],
    [
      text(
        'Rates that move from month to month. Change a blue figure on yellow: every month follows.',
        'muted',
      ),
    ],
    headers('What', 'Rate', 'Unit', 'By the month', 'Address'),
  );
  sheet.freeze();
  const rate = (label: string, address: string, stated: Exact, isYear: boolean, monthly: Exact): string => {
    const name = `${address.replaceAll(/[^\w.]/gu, '_')}.by_the_month`;
    const row = sheet.next;
    const cell = `$B$${row + 1}`;
    workbook.name(name, sheet.at(row, 3));
    sheet.add([
      text(label),
      number(stated, statedFormat(stated, true), 'input'),
      text(isYear ? '1/year' : '1/month', 'muted'),
      formula(isYear ? `(1+${cell})^(1/12)-1` : cell, monthly, '0.000000%'),
      text(address, 'muted'),
    ]);
    return name;
  };
  const discount = rate(
    'Discount rate',
    'horizon.discount_rate',
    horizon.discountRate.value,
    isYearly(horizon.discountRate),
    timeline.discountRate,
  );
  const trends = new Map(
    trendFields(horizon).map(([trend, stated, address]) => {
      const monthly = timeline.trends[trend];
      const yearly = stated === 'catalog' ? monthly.plus(1).pow(12).minus(1) : stated.value;
      const isYear = stated === 'catalog' || isYearly(stated);
      return [trend, rate(`Trend: ${trend.replace('_', ' ')}`, address, yearly, isYear, monthly)];
    }),
  );
  const growth = new Map(
    [...workloads.values()].map(({ id, growth: stated }) => {
      const isYear = isYearly(stated);
      const monthly = isYear ? stated.value.plus(1).pow(new Exact(1).div(12)).minus(1) : stated.value;
      return [id, rate(`Growth of ${id}`, `workloads.${id}.growth`, stated.value, isYear, monthly)];
    }),
  );
  return { discount, trends, growth };
}

/** A row for each input that is another from month to month, as a formula of its cell and of the rates. */
export function addMovedInputs(
  grid: ColumnGrid,
  moved: readonly MovedInput[],
  cells: readonly InputCell[],
  rates: RateCells,
  {
    model,
    timeline,
    series,
  }: { readonly model: Model; readonly timeline: Timeline; readonly series: VolumeSeries },
): void {
  for (const input of moved) {
    const { address } = input;
    const cell = cells.find(({ node }) => node.address === address);
    const key = inputRow(address);
    grid.row(key, 'inputs', cell?.node.label ?? address, {
      unit: cell === undefined ? '' : formatUnit(cell.node.unit),
    });
    for (const [month] of timeline.months.entries()) {
      if (!grid.isFree(key, month)) continue;
      const value = monthValue(input, timeline, month);
      const name = cell?.name ?? doubleText(input.value);
      const of =
        input.trend === 'volume'
          ? volumeFormula(input, name, month, rates, { model, timeline, series })
          : priceFormula(input, name, month, rates);
      grid.put(key, month, of === null ? { number: value } : { formula: of, value });
    }
  }
}

/** Null where the volumes of the months are given one by one. */
function volumeFormula(
  { workload }: MovedInput,
  name: string,
  month: number,
  { growth }: RateCells,
  {
    model,
    timeline,
    series,
  }: { readonly model: Model; readonly timeline: Timeline; readonly series: VolumeSeries },
): string | null {
  const stated = model.scenario.workloads.get(workload ?? '');
  if (workload === null || stated === undefined || series.has(workload)) return null;
  const part = volumeParts(stated, timeline.months)[month];
  if (part === undefined) return null;
  const base = part.isVolume ? name : doubleText(part.base);
  const grown = part.since === 0 ? '' : `*(1+${growth.get(workload) ?? '0'})^${part.since}`;
  const season = part.season.eq(1) ? '' : `*${doubleText(part.season)}`;
  return `${base}${grown}${season}`;
}

function priceFormula(input: MovedInput, name: string, month: number, { trends }: RateCells): string {
  const { month: priced, contract } = pricedIn(input, month);
  const trend = priced === 0 ? '' : `*(1+${trends.get(input.trend) ?? '0'})^${priced}`;
  const changes = [
    ...input.changes.filter((each) => priced >= each.month),
    ...(contract === null ? [] : [contract]),
  ];
  return `${name}${trend}${changes.map(({ factor }) => `*${doubleText(factor)}`).join('')}`;
}

/** With the digits that a spreadsheet keeps. */
function doubleText(value: Exact): string {
  return value.toSignificantDigits(15).toFixed();
}
