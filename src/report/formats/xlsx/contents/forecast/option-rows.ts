import type { ForecastOption } from '../../../../../analysis/index.ts';
import { cellArithmetic, columnCell, type CellExpression } from '../../../../../formula/index.ts';
import {
  figuresOf,
  ledgerOf,
  monthOf,
  type Arithmetic,
  type Era,
  type Ledger,
  type OptionModel,
  type Timeline,
} from '../../../../../model/index.ts';
import type { CheckedFigure } from '../check-sheet.ts';
import { countFormat, moneyFormat } from '../formats.ts';
import { columnsOf } from '../grid/columns.ts';
import { taken, type EraFormulas } from './month-formulas.ts';
import type { ColumnGrid } from '../grid/column-grid.ts';

interface OptionCells {
  readonly workload: string;
  readonly currency: string;
  readonly from: number;
  readonly timeline: Timeline;
  readonly eras: readonly Era[];
  readonly formulas: readonly EraFormulas[];
}

const stepWords = {
  added: 'added',
  held: 'held',
  paid: 'paid',
  rented: 'rent',
  used: 'used up',
  left: 'not yet used up',
} as const;

/** Adding up in cells: what somebody may want to see has a row, and so has what would make a formula long. */
function arithmeticOf(
  grid: ColumnGrid,
  option: string,
  labels: readonly string[],
): Arithmetic<CellExpression> {
  const place = (key: string, label: string, month: number, value: CellExpression): CellExpression => {
    let own = key;
    for (let copy = 2; !grid.isFree(own, month); copy += 1) own = `${key} ${copy}`;
    grid.row(own, 'steps', label, { role: 'muted' });
    grid.put(own, month, { formula: value.text, value: null });
    return grid.reference(own, month);
  };
  let spilled = 0;
  const spill = (long: CellExpression): CellExpression => {
    const at = spilled++;
    return place(`${option} part ${Math.floor(at / 24)}`, `${option}: part of a sum`, at % 24, long);
  };
  const cells = cellArithmetic(spill);
  return {
    ...cells,
    zeros: (count) => Array.from({ length: count }, () => cells.zero),
    tidy: (difference) => difference,
    step: (what, line, month, value) =>
      value.text === '0'
        ? value
        : place(
            `${option} ${line} ${what}`,
            `${option}, ${labels[line] ?? ''}: ${stepWords[what]}`,
            month,
            value,
          ),
  };
}

/** The months of one option as rows: cash, expense by line, CapEx, OpEx, balance, GPUs, and what they are worth. */
export function addOption(
  grid: ColumnGrid,
  model: OptionModel,
  option: ForecastOption,
  { workload, currency, from, timeline, eras, formulas }: OptionCells,
): () => readonly CheckedFigure[] {
  const labels = model.statement?.lines.map(({ label }) => label) ?? [];
  const a = arithmeticOf(grid, option.id, labels);
  const read = formulas.flatMap((era) => {
    const statement = era.statements.get(option.id);
    if (statement === undefined) return [];
    return Array.from({ length: era.until - era.from }, (_, index) =>
      monthOf(statement, taken(era, option.id, era.from + index)),
    );
  });
  const figures = figuresOf(a, model, { read, from, timeline, eras });
  const ledger = ledgerOf(a, figures, timeline.months.length, from);
  const money = moneyFormat(currency);
  const key = (what: string): string => `${option.id} ${what}`;
  const lines = figures.lines.map(({ label }, line) => ({ label, key: key(`expense ${line}`), line }));
  for (const [what, title, role] of [
    ['cash', 'cash', 'total'],
    ['capex', 'CapEx', 'plain'],
    ['opex', 'OpEx', 'plain'],
    ['expense', 'expense', 'total'],
  ] as const)
    grid.row(key(what), 'results', `${option.id}: ${title}`, { unit: currency, format: money, role });
  for (const each of lines)
    grid.row(each.key, 'results', `${option.id}: ${each.label}`, {
      unit: currency,
      format: money,
      role: 'muted',
    });
  grid.row(key('balance'), 'results', `${option.id}: balance`, { unit: currency, format: money });
  grid.row(key('gpus'), 'results', `${option.id}: GPUs`, { format: countFormat });
  grid.row(key('worth'), 'results', `${option.id}: present value`, { unit: currency, format: money });
  for (const [month, shown] of option.months.entries())
    addMonth(grid, { key, lines, ledger, a }, month, shown);
  for (const what of ['cash', 'capex', 'opex', 'expense', 'worth']) {
    const value = { cash: option.total, expense: option.totalExpense, worth: option.npv }[what] ?? null;
    grid.total(key(what), { formula: overMonths(key(what), timeline), value });
  }
  for (const each of lines) grid.total(each.key, { formula: overMonths(each.key, timeline), value: null });
  return () => [
    ...checked(grid, key, 'cash', 'total', option.total),
    ...checked(grid, key, 'expense', 'total', option.totalExpense),
    ...(option.npv === null ? [] : checked(grid, key, 'worth', 'total', option.npv)),
    ...option.months.flatMap((shown, month) =>
      (['cash', 'expense', 'capex', 'balance'] as const).flatMap((what) =>
        checked(grid, key, what, month, shown[what]),
      ),
    ),
  ];

  function checked(
    of: ColumnGrid,
    keyOf: (what: string) => string,
    what: string,
    month: number | 'total',
    computed: ForecastOption['total'],
  ): readonly CheckedFigure[] {
    const when = month === 'total' ? 'all months' : (timeline.months[month] ?? '');
    return [
      {
        workload,
        option: option.id,
        what: `${what === 'worth' ? 'present value' : what}, ${when}`,
        live: of.at(keyOf(what), month),
        computed,
        format: money,
        places: 2,
      },
    ];
  }
}

interface MonthCells {
  readonly key: (what: string) => string;
  readonly lines: readonly { readonly key: string; readonly line: number }[];
  readonly ledger: Ledger<CellExpression>;
  readonly a: Arithmetic<CellExpression>;
}

function addMonth(
  grid: ColumnGrid,
  { key, lines, ledger, a }: MonthCells,
  month: number,
  shown: ForecastOption['months'][number],
): void {
  const own = (what: string, of: number = month): string => columnCell(key(what), columnsOf.letters(of));
  const at = (values: ArrayLike<CellExpression>): CellExpression => values[month] ?? a.zero;
  const put = (what: string, text: string, value: ForecastOption['total'] | null): void =>
    grid.put(key(what), month, { formula: text, value });
  put('cash', a.plus(at(ledger.start), at(ledger.end)).text, shown.cash);
  put('capex', at(ledger.capex).text, shown.capex);
  put('opex', `${own('cash')}-${own('capex')}`, shown.opex);
  for (const each of lines)
    grid.put(each.key, month, { formula: at(ledger.expense[each.line] ?? []).text, value: null });
  const first = lines[0]?.key ?? '';
  const last = lines.at(-1)?.key ?? first;
  const letters = columnsOf.letters(month);
  put('expense', `SUM(${columnCell(first, letters)}:${columnCell(last, letters)})`, shown.expense);
  const before = month === 0 ? '' : `${own('balance', month - 1)}+`;
  put('balance', `${before}${own('cash')}-${own('expense')}`, shown.balance);
  put('gpus', at(ledger.gpus).text, null);
  const discounted = (of: CellExpression, point: number): CellExpression =>
    a.times(of, grid.reference('discount', point));
  const worth = a.plus(discounted(at(ledger.start), month), discounted(at(ledger.end), month + 1));
  put('worth', worth.text, null);
}

function overMonths(key: string, { months }: Timeline): string {
  return `SUM(${columnCell(key, columnsOf.letters(0))}:${columnCell(key, columnsOf.letters(months.length - 1))})`;
}
