import { Exact, exactSum } from '../formula/index.ts';

/**
 * Periods until the sum of the flows, those of period 0 first, reaches zero for good; within the period by the share of
 * its flow that is needed. Null where it does not. Discounted payback is that of flows that were discounted before.
 */
export function payback(flows: readonly Exact[]): Exact | null {
  const sums: Exact[] = [];
  let sum = new Exact(0);
  for (const flow of flows) {
    sum = exactSum(sum, flow);
    sums.push(sum);
  }
  const lastBelow = sums.findLastIndex((each) => each.isNegative());
  if (lastBelow === -1) return new Exact(0);
  const [before, next] = [sums[lastBelow], flows[lastBelow + 1]];
  if (before === undefined || next === undefined) return null;
  return new Exact(lastBelow).plus(before.neg().div(next));
}
