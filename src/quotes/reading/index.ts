/** GPU quotes of vendors, from CSV files of many shapes into offers of the catalog's own. */
export { readQuotes, type QuotesRead } from './read-quotes.ts';
export type { Basis, Quote, QuoteFile, QuoteReading } from './types.ts';
