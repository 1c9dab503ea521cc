import { Exact } from '../formula/index.ts';

/**
 * The modified internal rate of return: what is paid is financed at one rate, what comes in is reinvested at another, so
 * that there is one rate only. Null where nothing is paid or nothing comes in.
 */
export function modifiedRate(flows: readonly Exact[], finance: Exact, reinvestment: Exact): Exact | null {
  const periods = flows.length - 1;
  const zero = new Exact(0);
  const [gain, discount] = [reinvestment.plus(1), new Exact(1).div(finance.plus(1))];
  // Paid is worth at the start, received at the end: each a sum of powers, taken term by term.
  const paid = flows.reduceRight(
    (sum, flow) => sum.times(discount).plus(flow.isNegative() ? flow.neg() : zero),
    zero,
  );
  const received = flows.reduce((sum, flow) => sum.times(gain).plus(flow.gt(0) ? flow : zero), zero);
  if (periods < 1 || paid.isZero() || received.isZero()) return null;
  return rootOf(received.div(paid), periods).minus(1);
}

/** The positive root of a degree, by Newton's steps, each of which doubles the digits that are right. */
function rootOf(value: Exact, degree: number): Exact {
  const near = value.toNumber() ** (1 / degree);
  if (!Number.isFinite(near) || near <= 0) return value.pow(new Exact(1).div(degree));
  let root = new Exact(near);
  for (let step = 0; step < 3; step += 1)
    root = root.plus(root.times(value.div(root.pow(degree)).minus(1)).div(degree));
  return root;
}
