import type { ComparedFlows, ForecastOption } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block, Cell } from '../../document/document.ts';
import { column, row, section, table, text } from '../../document/make.ts';

/** Payback and rates of return of every option that takes more money at the start than the reference. */
export function ratesOf(options: readonly ForecastOption[]): readonly Block[] {
  const compared = options.flatMap(({ id, against }) => (against === null ? [] : [{ id, against }]));
  const [first] = compared;
  if (first === undefined) return [];
  const columns = [
    column('Option'),
    column('Payback', 'right', 'months'),
    column('Discounted', 'right', 'months'),
    column('Rate of return', 'right', 'a year'),
    column('By days (XIRR)', 'right', 'a year'),
    column('Modified', 'right', 'a year'),
  ];
  const rows = compared.map(({ id, against }) =>
    row([
      text(id),
      monthsCell(against.payback),
      monthsCell(against.discountedPayback),
      ratesCell(against.yearlyRates, against),
      ratesCell(against.datedRates, against),
      against.modifiedRate === null
        ? text('none')
        : text(percent(against.modifiedRate.plus(1).pow(12).minus(1))),
    ]),
  );
  return [
    section(
      `What is saved against ${first.against.reference}`,
      [table(columns, rows, { repeated: 1 })],
      false,
    ),
  ];
}

function monthsCell(months: Exact | null): Cell {
  return text(months === null ? 'never' : months.toDecimalPlaces(4).toFixed());
}

function ratesCell(rates: readonly Exact[], { ratesAreComplete }: ComparedFlows): Cell {
  const listed = rates.map(percent).join(' and ');
  if (rates.length === 0) return text('none');
  return text(ratesAreComplete ? listed : `${listed}, and maybe more`);
}

/** A rate above it means that next to nothing is paid at the start: its digits say nothing, and a file has them. */
const largestShown = new Exact(10);

function percent(rate: Exact): string {
  return rate.gt(largestShown) ? 'over 1,000 %' : `${rate.times(100).toFixed(4)} %`;
}
