import type { Exact } from '../../../formula/index.ts';
import type { OptionFigures } from '../../../model/index.ts';
import type { MonthPrices } from './needs.ts';

/** An option that GPUs can be committed to, one GPU at a time. */
export interface CommittedOption {
  /** Months of the term, or of the life of what is bought. */
  readonly longest: number;
  /** The first month in which it can be in use. */
  readonly first: number;
  /** Expected present value of one GPU from a month up to, and without, another, which is at most `longest` months later. */
  readonly cost: (from: number, until: number) => number;
}

/**
 * What one GPU of an option costs for a stretch of months, by the rules of the forecast: upfront payments and prices at the
 * beginning, rent and upkeep at the end of each month, and at the end what leaving costs before the term is over, or what a sale
 * brings. The end of the horizon is an end like any other.
 */
export function committedOption(
  { holdings, lead }: OptionFigures<Exact>,
  prices: readonly MonthPrices[],
  discounts: readonly number[],
): CommittedOption | null {
  const [held] = holdings;
  if (held === undefined || (held.contract === null && held.bought === null)) return null;
  const { contract, bought } = held;
  const worth = bought?.worth.map((each) => each.toNumber()) ?? [];
  const exit = held.earlyExit.toNumber();
  const longest = bought === null ? (contract?.shares.length ?? 0) : worth.length - 1;
  const at = (point: number): number => discounts[point] ?? 0;
  const running = [0];
  for (const [month, each] of prices.entries())
    running.push((running[month] ?? 0) + each.running * at(month + 1));
  const worthOfOnes = [0];
  for (const month of prices.keys()) worthOfOnes.push((worthOfOnes[month] ?? 0) + at(month + 1));
  const between = (sums: readonly number[], from: number, until: number): number =>
    (sums[until] ?? 0) - (sums[from] ?? 0);
  return {
    longest,
    first: bought === null ? 0 : lead,
    cost: (from, until) => {
      const ordered = bought === null ? from : Math.max(0, from - lead);
      const here = prices[from];
      if (here === undefined) return Infinity;
      const price = bought === null ? here.upfront : (prices[ordered]?.price ?? 0);
      const months = until - from;
      const rent = here.agreed * between(worthOfOnes, from, until) + between(running, from, until);
      const leaving =
        bought === null
          ? (longest - months) * here.agreed * exit
          : -price * (worth[Math.min(worth.length - 1, months)] ?? 0);
      return Math.max(0, price * at(ordered) + rent + leaving * at(until));
    },
  };
}
