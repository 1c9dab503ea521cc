/**
 * What a log would have cost: its rows under every option that is paid by the token, its hours under the others. The SQL that
 * prices a row is a reading of the model; no price is computed here.
 */
export { priceLog, type LogPricing, type PricingQuestion } from './make.ts';
export { priceKeys, pricedRows, priceQuery, type PriceKey } from './query.ts';
export type { OptionPrice, PriceCause, PricePart, UsagePriceResult } from './result.ts';
