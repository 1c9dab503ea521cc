/** Vendors' GPU quotes, side by side and against an API. */
export { compareQuotes, modelOfQuotes, quotesSteps, type QuotesModel } from './compare-quotes.ts';
export type { QuotesQuestion } from './overlay.ts';
export type { PriceRange, QuoteResult, QuotesResult, WinningPrice } from './result.ts';
export { standInDefaults, standInScenario, type StandIn } from './stand-in.ts';
