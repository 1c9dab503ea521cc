import { Exact } from '../formula/index.ts';

export type DepreciationMethod =
  | { readonly method: 'straight_line'; readonly periods: number }
  /** A share of the book value each period, and a straight line over what is left once that is more. */
  | { readonly method: 'declining_balance'; readonly periods: number; readonly factor: Exact }
  /** Shares of the cost, such as those of a tax table. */
  | { readonly method: 'table'; readonly shares: readonly Exact[] };

/**
 * What is written off in each period: the cost less the residual, in all. A table's shares are of the cost, as tax tables
 * have them, and its residual is what the shares leave.
 */
export function depreciate(cost: Exact, residual: Exact, by: DepreciationMethod): readonly Exact[] {
  if (by.method === 'table') return by.shares.map((share) => cost.times(share));
  const { periods } = by;
  if (by.method === 'straight_line') {
    const each = cost.minus(residual).div(periods);
    return Array.from({ length: periods }, () => each);
  }
  const written: Exact[] = [];
  let book = cost;
  for (let period = 0; period < periods; period += 1) {
    const left = book.minus(residual);
    const declining = Exact.min(left, book.times(by.factor).div(periods));
    const amount = Exact.max(declining, left.div(periods - period));
    written.push(amount);
    book = book.minus(amount);
  }
  return written;
}
