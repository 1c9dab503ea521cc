import { Exact, exactSum } from '../../formula/index.ts';
import { equivalentPayment } from '../../finance/index.ts';
import type { Ledger, OptionFigures, Timeline } from '../../model/index.ts';
import { amount } from '../run/figures.ts';
import type { ForecastMonth, ForecastOption, ForecastYear } from './result.ts';

const zero = new Exact(0);

/** What an option pays, by the point of time: the beginning of the first month, then the end of each month. */
export interface Flows {
  readonly paid: readonly Exact[];
  /** The same, in worth at the beginning of the first month. */
  readonly discounted: readonly Exact[];
}

/** The payments of a ledger, and what they are worth. */
export function flowsOf(
  { start, end }: Pick<Ledger<Exact>, 'start' | 'end'>,
  { discounts }: Pick<Timeline, 'discounts'>,
): Flows {
  const paid = Array.from({ length: start.length + 1 }, (_, point) =>
    exactSum(start[point] ?? zero, (point === 0 ? undefined : end[point - 1]) ?? zero),
  );
  return { paid, discounted: paid.map((flow, point) => presentValue(flow, discounts[point])) };
}

function presentValue(flow: Exact, discount: Exact | undefined): Exact {
  return flow.isZero() || discount === undefined ? flow : flow.times(discount);
}

/** The expense of each line by month, as results carry it. */
function roundedExpense({ expense }: Ledger<Exact>): readonly (readonly Exact[])[] {
  return expense.map((line) => {
    // What stands still from month to month is the same number.
    let [before, rounded] = [zero, zero];
    return Array.from({ length: line.length }, (_, month) => {
      const value = line[month] as Exact;
      if (value !== before) [before, rounded] = [value, amount(value)];
      return rounded;
    });
  });
}

/** Every month with amounts that add up exactly as they are shown: cash is CapEx and OpEx, an expense the sum of its lines. */
function monthsOf(
  ledger: Ledger<Exact>,
  lines: readonly (readonly Exact[])[],
  { months }: Timeline,
): readonly ForecastMonth[] {
  let balance = zero;
  const own = lines.map((line, index) => ({ line, of: ledger.expense[index] ?? [] }));
  const spent = own.filter(({ line }) => line.some((each) => !each.isZero()));
  return months.map((month, index) => {
    const capex = amount(ledger.capex[index] ?? zero);
    const paid = exactSum(ledger.start[index] ?? zero, ledger.end[index] ?? zero);
    // Where one line is all that is paid, it is rounded already.
    const cash = spent.find(({ of }) => of[index] === paid)?.line[index] ?? amount(paid);
    const expense = spent.reduce((sum, { line }) => exactSum(sum, line[index] ?? zero), zero);
    if (cash !== expense) balance = exactSum(balance, cash).minus(expense);
    return {
      month,
      cash,
      expense,
      capex,
      opex: capex.isZero() ? cash : cash.minus(capex),
      balance: balance.isZero() || balance.abs().lt(nearlyNothing) ? zero : balance,
      gpus: (ledger.gpus[index] ?? zero).toNumber(),
    };
  });
}

/** What is left of a balance by rounding each of its amounts. */
const nearlyNothing = new Exact('1e-15');

type Amounts = Pick<ForecastMonth, 'cash' | 'expense' | 'capex' | 'opex'>;

/** Amounts added up, each by itself. */
export function sumOf(rows: readonly Amounts[]): Amounts {
  const sum = (of: keyof Amounts): Exact => rows.reduce((total, row) => exactSum(total, row[of]), zero);
  const cash = sum('cash');
  // Where nothing is bought or paid ahead, all three are the same numbers.
  const alike = (of: keyof Amounts): Exact => (rows.every((row) => row[of] === row.cash) ? cash : sum(of));
  return { cash, expense: alike('expense'), capex: sum('capex'), opex: alike('opex') };
}

export function yearsOf(months: readonly ForecastMonth[]): readonly ForecastYear[] {
  return Array.from({ length: Math.ceil(months.length / 12) }, (_, index) => ({
    year: index + 1,
    ...sumOf(months.slice(12 * index, 12 * index + 12)),
  }));
}

function sumOfLine(months: readonly Exact[]): Exact {
  return months.every((each) => each.isZero()) ? zero : months.reduce(exactSum, zero);
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
  { discounted }: Flows,
  timeline: Timeline,
): Figures {
  const lines = roundedExpense(ledger);
  const months = monthsOf(ledger, lines, timeline);
  const { discountRate, discounts, taxRate } = timeline;
  const npv = discounted.reduce(exactSum, zero);
  const years = yearsOf(months);
  const total = sumOf(years);
  const shield = (rate: Exact): Exact =>
    months
      .map(({ expense }, month) => presentValue(expense.times(rate), discounts[month + 1]))
      .reduce(exactSum, zero);
  return {
    months,
    years,
    total: total.cash,
    totalExpense: total.expense,
    npv: amount(npv),
    npvAfterTax: taxRate === null ? null : amount(npv.minus(shield(taxRate))),
    equivalentMonthly: amount(equivalentPayment(discountRate, months.length, npv)),
    lines: figures.lines.map(({ id, label }, line) => ({
      id,
      label,
      expense: sumOfLine(lines[line] ?? []),
    })),
    soldAtEnd: amount(ledger.soldAtEnd),
    committed: amount(ledger.committed),
  };
}
