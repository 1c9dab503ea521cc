import type { ForecastMonth, ForecastOption, ForecastYear } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block } from '../../document/document.ts';
import { blank, column, figure, row, section, table, text } from '../../document/make.ts';
import { centsOfMonths, centsOfYears } from './cents.ts';

const amounts = ['cash', 'expense', 'capex', 'opex'] as const;
const titles = { cash: 'Cash', expense: 'Expense', capex: 'CapEx', opex: 'OpEx' } as const;

/** The months of one option with their sum, to the cent, so that they add up as shown. */
export function monthTable({ id, months }: Pick<ForecastOption, 'id' | 'months'>, currency: string): Block {
  const hasGpus = months.some(({ gpus }) => gpus > 0);
  const { rows: cents, total } = centsOfMonths(months);
  const columns = [
    column('Month'),
    ...amounts.map((key) => column(titles[key], 'right', currency)),
    column('Balance', 'right', currency),
    ...(hasGpus ? [column('GPUs', 'right')] : []),
  ];
  let balance = new Exact(0);
  const rows = months.map((each, index) => {
    const shown = cents[index] ?? total;
    balance = balance.plus(shown.cash).minus(shown.expense);
    return row([
      text(each.month),
      ...amounts.map((key) => figure('cents', shown[key])),
      figure('cents', balance),
      ...(hasGpus ? [figure('count', each.gpus)] : []),
    ]);
  });
  const sums = row(
    [
      text('Total'),
      ...amounts.map((key) => figure('cents', total[key])),
      figure('cents', balance),
      ...(hasGpus ? [blank] : []),
    ],
    'total',
  );
  return section(id, [table(columns, [...rows, sums], { repeated: 1 })], false);
}

interface ShownYears {
  readonly id: string;
  readonly months: readonly ForecastMonth[];
  readonly years: readonly ForecastYear[];
}

/** Years of several options, one below the other. */
export function yearTable(options: readonly ShownYears[], currency: string): Block {
  const columns = [
    column('Option'),
    column('Year'),
    ...amounts.map((key) => column(titles[key], 'right', currency)),
  ];
  const rows = options.flatMap(({ id, months, years }) =>
    centsOfYears(months, years).map((each, index) =>
      row([text(id), text(String(index + 1)), ...amounts.map((key) => figure('cents', each[key]))]),
    ),
  );
  return table(columns, rows, { repeated: 2 });
}
