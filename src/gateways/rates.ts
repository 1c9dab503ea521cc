import { Exact } from '../formula/index.ts';

/** 999 of 1,000 minutes of random arrivals stay below the mean and so many of its square roots. */
const deviations = '3.09';

/**
 * The most requests of a minute: the mean of the busiest hour, and what chance adds to it within the hour where requests arrive
 * independently (a Poisson count; normal approximation).
 */
export function requestsOfAMinute(perHour: Exact): number | null {
  const mean = perHour.div(60);
  return bounded(mean.plus(mean.sqrt().times(deviations)));
}

/** A limit that gateways read: a whole number of at least 1 that a double holds; null where it is beyond that. */
export function bounded(amount: Exact): number | null {
  const whole = Exact.max(amount.ceil(), 1);
  return whole.lte(Number.MAX_SAFE_INTEGER) ? whole.toNumber() : null;
}

/** Parts of a thousand that sum to it, each at least 1: the largest remainders get what rounding leaves. */
export function weightsOf(shares: readonly Exact[]): readonly number[] {
  const total = shares.reduce((sum, share) => sum.plus(share), new Exact(0));
  if (shares.length < 2 || total.isZero()) return shares.map(() => 1000);
  const parts = shares.map((share) => share.div(total).times(1000));
  const weights = parts.map((part) => Math.max(1, part.floor().toNumber()));
  const order = parts.map((part, index) => ({ index, rest: part.minus(part.floor()) }));
  order.sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index);
  let missing = 1000 - weights.reduce((sum, weight) => sum + weight, 0);
  for (const { index } of order) {
    if (missing <= 0) break;
    weights[index] = (weights[index] ?? 0) + 1;
    missing -= 1;
  }
  // Raising a small share to 1 takes from the largest.
  if (missing < 0) {
    const largest = weights.indexOf(Math.max(...weights));
    weights[largest] = (weights[largest] ?? 0) + missing;
  }
  return weights;
}
