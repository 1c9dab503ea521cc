import type { ForecastMonth, ForecastYear } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import { decimalOfCents, roundCents, share } from '../compare/cents.ts';

/** The amounts of a month, a year or of all months, in whole cents. */
export type CentsRow = Readonly<Record<'cash' | 'expense' | 'capex' | 'opex', Exact>>;

type Amounts = Pick<ForecastMonth, 'cash' | 'expense' | 'capex' | 'opex'>;

/**
 * Months in cents that add up as they are shown: what is shown up to a month is what was spent up to it, rounded, so that every
 * column adds up to its total and no row is more than a cent off. CapEx and OpEx of a row add up to its cash.
 */
export function centsOfMonths(months: readonly Amounts[]): {
  readonly rows: readonly CentsRow[];
  readonly total: CentsRow;
} {
  const [cash, capex, expense] = [upTo(months, 'cash'), upTo(months, 'capex'), upTo(months, 'expense')];
  const row = (from: number, to: number): CentsRow => {
    const between = (sums: readonly bigint[]): bigint => (sums[to] ?? 0n) - (sums[from] ?? 0n);
    return {
      cash: decimalOfCents(between(cash)),
      expense: decimalOfCents(between(expense)),
      capex: decimalOfCents(between(capex)),
      opex: decimalOfCents(between(cash) - between(capex)),
    };
  };
  return { rows: months.map((_, index) => row(index, index + 1)), total: row(0, months.length) };
}

/** The sum of the months before each month and, at the end, of all, in whole cents. */
function upTo(months: readonly Amounts[], key: keyof Amounts): readonly bigint[] {
  let sum = new Exact(0);
  return [0n, ...months.map((row) => roundCents((sum = sum.plus(row[key]))))];
}

/** Years as the sums of their months as these are shown. */
export function centsOfYears(
  months: readonly Amounts[],
  years: readonly ForecastYear[],
): readonly CentsRow[] {
  const { rows } = centsOfMonths(months);
  return years.map(({ year }) => {
    const own = rows.slice(12 * (year - 1), 12 * year);
    const sum = (key: keyof CentsRow): Exact =>
      own.reduce((total, row) => total.plus(row[key]), new Exact(0));
    return { cash: sum('cash'), expense: sum('expense'), capex: sum('capex'), opex: sum('opex') };
  });
}

/** Parts in cents that add up to the whole as that is rounded. */
export function centsOfLines(lines: readonly Exact[], whole: Exact): readonly Exact[] {
  return share(lines, roundCents(whole)).map(decimalOfCents);
}
