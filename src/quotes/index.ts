/** Vendors' GPU quotes: read from files of many shapes, then compared side by side and against an API. */
import type * as Reader from './reading/index.ts';
export * from './comparing/index.ts';
export type { Basis, Quote, QuoteFile, QuoteReading, QuotesRead } from './reading/index.ts';
/** The reader of vendors' files, loaded on demand. */
export const loadQuoteReader = async (): Promise<typeof Reader> => import('./reading/index.ts');
