import { Exact } from '../../formula/index.ts';
import { depreciate } from '../../finance/index.ts';
import type { BuildOption } from '../../scenario/index.ts';

const one = new Exact(1);

/** An amount spread evenly over months: the share of each; of a part of a month at the end, its part. */
export function spreadShares(months: Exact): readonly Exact[] {
  const each = one.div(months);
  return Array.from({ length: Math.ceil(months.toNumber()) }, (_, month) =>
    Exact.min(one, months.minus(month)).times(each),
  );
}

/** IRS Publication 946, Table A-1: five-year property, half-year convention. */
const macrs = ['0.2', '0.32', '0.192', '0.1152', '0.1152', '0.0576'];

/** What is written off of a price in each month of use. */
export function bookShares(
  method: BuildOption['depreciation'],
  residual: Exact,
  months: Exact,
): readonly Exact[] {
  switch (method) {
    case 'straight_line':
      return spreadShares(months).map((share) => share.times(one.minus(residual)));
    case 'double_declining': {
      const periods = Math.ceil(months.toNumber());
      return depreciate(one, residual, { method: 'declining_balance', periods, factor: new Exact(2) });
    }
    case 'macrs_5':
      return macrs.flatMap((share) => Array.from({ length: 12 }, () => new Exact(share).div(12)));
  }
}

/** What of a price a sale brings after so many months: a straight line from all of it to the residual. */
export function worthOver(residual: Exact, months: Exact): readonly Exact[] {
  let left = one;
  return [one, ...spreadShares(months).map((share) => (left = left.minus(share.times(one.minus(residual)))))];
}
