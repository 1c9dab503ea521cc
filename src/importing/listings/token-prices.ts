import { Exact } from '../../formula/index.ts';
import {
  lengthPriceNames,
  type LengthPriceName,
  type OwnPrices,
  type TokenPrices,
} from '../../catalog/index.ts';
import type { PriceSet, Tier } from './price-set.ts';

/** The texts of a price set as numbers. */
export function pricesOf(prices: Omit<Tier, 'above'>): TokenPrices {
  return numbersIn(prices, () => true);
}

/** As `pricesOf`, without those that are not stated. */
export function statedPrices(prices: Omit<Tier, 'above'>): OwnPrices {
  return Object.fromEntries(Object.entries(pricesOf(prices)).filter(([, value]) => value !== null));
}

/** A tier's price for what has no price below it is a mistake of the feed. */
export function onlyWhere(set: PriceSet, tier: Tier): TokenPrices {
  return numbersIn(tier, (name) => set[name] !== undefined);
}

function numbersIn(prices: Omit<Tier, 'above'>, has: (name: LengthPriceName) => boolean): TokenPrices {
  return Object.fromEntries(
    lengthPriceNames.map((name) => {
      const text = has(name) ? prices[name] : undefined;
      return [name, text === undefined ? null : new Exact(text)];
    }),
  ) as TokenPrices;
}

/** `200k tokens` or `200000 tokens`. */
export function tokensOf(text: string): Exact {
  return new Exact(text.replace(/k? tokens$/u, '')).times(text.endsWith('k tokens') ? 1000 : 1);
}

/** `50%` as a number. */
export function shareOf(percentage: string): Exact {
  return new Exact(percentage.replace(/%$/u, '')).div(100);
}
