import { Exact } from '../formula/index.ts';

/**
 * The modified internal rate of return: what is paid is financed at one rate, what comes in is reinvested at another, so
 * that there is one rate only. Null where nothing is paid or nothing comes in.
 */
export function modifiedRate(flows: readonly Exact[], finance: Exact, reinvestment: Exact): Exact | null {
  const periods = flows.length - 1;
  const zero = new Exact(0);
  const [cost, gain] = [finance.plus(1), reinvestment.plus(1)];
  // Paid is worth at the start, received at the end: each a sum of powers, taken term by term.
  const paid = flows.reduceRight(
    (sum, flow) => sum.div(cost).plus(flow.isNegative() ? flow.neg() : zero),
    zero,
  );
  const received = flows.reduce((sum, flow) => sum.times(gain).plus(flow.gt(0) ? flow : zero), zero);
  if (periods < 1 || paid.isZero() || received.isZero()) return null;
  return received.div(paid).pow(new Exact(1).div(periods)).minus(1);
}
