import { Exact, exactSum } from '../../formula/index.ts';
import { equivalentPayment } from '../../finance/index.ts';
import type { Ledger, OptionFigures, Timeline } from '../../model/index.ts';
import { amount } from '../run/figures.ts';
import type { ForecastMonth, ForecastOption, ForecastYear } from './result.ts';

const zero = new Exact(0);

/** What an option pays, by the point of time: the beginning of the first month, then the end of each month. */
export function flowsOf({ start, end }: Pick<Ledger<Exact>, 'start' | 'end'>): readonly Exact[] {
  const flows = Array.from({ length: start.length + 1 }, () => zero);
  for (const [month, paid] of start.entries()) flows[month] = (flows[month] ?? zero).plus(paid);
  for (const [month, paid] of end.entries()) flows[month + 1] = (flows[month + 1] ?? zero).plus(paid);
  return flows;
}

/** The expense of each line by month, as results carry it. */
function roundedExpense({ expense }: Ledger<Exact>): readonly (readonly Exact[])[] {
  return expense.map((line) => Array.from(line, amount));
}

/** Every month with amounts that add up exactly as they are shown: cash is CapEx and OpEx, an expense the sum of its lines. */
function monthsOf(
  ledger: Ledger<Exact>,
  lines: readonly (readonly Exact[])[],
  { months }: Timeline,
): readonly ForecastMonth[] {
  let balance = zero;
  return months.map((month, index) => {
    const at = (values: ArrayLike<Exact>): Exact => amount(values[index] ?? zero);
    const capex = at(ledger.capex);
    const cash = amount(exactSum(ledger.start[index] ?? zero, ledger.end[index] ?? zero));
    const expense = lines.reduce((sum, line) => exactSum(sum, line[index] ?? zero), zero);
    balance = balance.plus(cash).minus(expense);
    return {
      month,
      cash,
      expense,
      capex,
      opex: capex.isZero() ? cash : cash.minus(capex),
      balance: balance.abs().lt('1e-15') ? zero : balance,
      gpus: (ledger.gpus[index] ?? zero).toNumber(),
    };
  });
}

type Amounts = Pick<ForecastMonth, 'cash' | 'expense' | 'capex' | 'opex'>;

/** Amounts added up, each by itself. */
export function sumOf(rows: readonly Amounts[]): Amounts {
  const sum = (of: (row: Amounts) => Exact): Exact =>
    rows.reduce((total, row) => exactSum(total, of(row)), zero);
  return {
    cash: sum(({ cash }) => cash),
    expense: sum(({ expense }) => expense),
    capex: sum(({ capex }) => capex),
    opex: sum(({ opex }) => opex),
  };
}

export function yearsOf(months: readonly ForecastMonth[]): readonly ForecastYear[] {
  return Array.from({ length: Math.ceil(months.length / 12) }, (_, index) => ({
    year: index + 1,
    ...sumOf(months.slice(12 * index, 12 * index + 12)),
  }));
}

type Figures = Pick<
  ForecastOption,
  | 'months'
  | 'years'
  | 'total'
  | 'totalExpense'
  | 'npv'
  | 'npvAfterTax'
  | 'equivalentMonthly'
  | 'lines'
  | 'soldAtEnd'
  | 'committed'
>;

/** All figures of an option that do not need another one. */
export function optionFigures(
  figures: OptionFigures<Exact>,
  ledger: Ledger<Exact>,
  timeline: Timeline,
): Figures {
  const lines = roundedExpense(ledger);
  const months = monthsOf(ledger, lines, timeline);
  const { discountRate, discounts, taxRate } = timeline;
  const flows = flowsOf(ledger);
  const present = (of: readonly Exact[]): Exact =>
    of.reduce(
      (sum, flow, point) => (flow.isZero() ? sum : sum.plus(flow.times(discounts[point] ?? 1))),
      zero,
    );
  const npv = present(flows);
  const years = yearsOf(months);
  const total = sumOf(years);
  const shield = taxRate === null ? [] : [zero, ...months.map(({ expense }) => expense.times(taxRate))];
  return {
    months,
    years,
    total: total.cash,
    totalExpense: total.expense,
    npv: amount(npv),
    npvAfterTax: taxRate === null ? null : amount(npv.minus(present(shield))),
    equivalentMonthly: amount(equivalentPayment(discountRate, months.length, npv)),
    lines: figures.lines.map(({ id, label }, line) => ({
      id,
      label,
      expense: (lines[line] ?? []).reduce(exactSum, zero),
    })),
    soldAtEnd: amount(ledger.soldAtEnd),
    committed: amount(ledger.committed),
  };
}
