import { Exact } from '../formula/index.ts';

/**
 * The present value of a payment at the end of every period from 0 on: the sum of flow(t) / (1 + rate)^t. The flow at 0
 * is not discounted. Spreadsheets' NPV discounts its first flow by one period; theirs is this with a 0 in front.
 */
export function netPresentValue(rate: Exact, flows: readonly Exact[]): Exact {
  const factor = new Exact(1).div(rate.plus(1));
  return flows.reduceRight((later, flow) => later.times(factor).plus(flow), new Exact(0));
}

/** The rate per period that compounds to a rate over `periods` of them: (1 + annual)^(1/12) - 1 for months. */
export function periodRate(rate: Exact, periods: number): Exact {
  return rate.plus(1).pow(new Exact(1).div(periods)).minus(1);
}

/** The level payment at the end of each of `periods` periods that is worth `present` at the start. */
export function equivalentPayment(rate: Exact, periods: number, present: Exact): Exact {
  if (rate.isZero()) return present.div(periods);
  const worth = new Exact(1).minus(rate.plus(1).pow(-periods));
  return present.times(rate).div(worth);
}
