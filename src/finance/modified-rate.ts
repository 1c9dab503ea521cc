import { Exact } from '../formula/index.ts';

/**
 * The modified internal rate of return: what is paid is financed at one rate, what comes in is reinvested at another, so
 * that there is one rate only. Null where nothing is paid or nothing comes in.
 */
export function modifiedRate(flows: readonly Exact[], finance: Exact, reinvestment: Exact): Exact | null {
  const periods = flows.length - 1;
  const zero = new Exact(0);
  const paid = flows.reduce(
    (sum, flow, t) => (flow.isNegative() ? sum.minus(flow.div(finance.plus(1).pow(t))) : sum),
    zero,
  );
  const received = flows.reduce(
    (sum, flow, t) => (flow.gt(0) ? sum.plus(flow.times(reinvestment.plus(1).pow(periods - t))) : sum),
    zero,
  );
  if (periods < 1 || paid.isZero() || received.isZero()) return null;
  return received.div(paid).pow(new Exact(1).div(periods)).minus(1);
}
