import { Exact } from '../../formula/index.ts';
import type { TokenPrices } from '../../catalog/index.ts';
import type { PriceSet, Tier } from './price-set.ts';

/** The texts of a price set as numbers. */
export function pricesOf(prices: Omit<Tier, 'above'>): TokenPrices {
  const money = (text: string | undefined): Exact | null => (text === undefined ? null : new Exact(text));
  return {
    input: new Exact(prices.input),
    output: new Exact(prices.output),
    cached: money(prices.cached),
    cacheWrite: money(prices.cacheWrite),
    cacheWriteLong: money(prices.cacheWriteLong),
  };
}

/** A tier's price for what has no price below it is a mistake of the feed. */
export function onlyWhere(set: PriceSet, tier: Tier): TokenPrices {
  return pricesOf({
    ...tier,
    cached: set.cached === undefined ? undefined : tier.cached,
    cacheWrite: set.cacheWrite === undefined ? undefined : tier.cacheWrite,
    cacheWriteLong: set.cacheWriteLong === undefined ? undefined : tier.cacheWriteLong,
  });
}

/** `200k tokens` or `200000 tokens`. */
export function tokensOf(text: string): Exact {
  return new Exact(text.replace(/k? tokens$/u, '')).times(text.endsWith('k tokens') ? 1000 : 1);
}

/** `50%` as a number. */
export function shareOf(percentage: string): Exact {
  return new Exact(percentage.replace(/%$/u, '')).div(100);
}
