/**
 * Vendors' GPU quotes, compared side by side and against an API. Files of many shapes enter; comparable quotes leave, and
 * the rows that could not be read, with the reason.
 */
import type * as Reader from './reading/index.ts';
import type * as WorkbookReader from './workbook/index.ts';
export * from './comparing/index.ts';
export type { Basis, Quote, QuoteFile, QuoteReading, QuotesRead } from './reading/index.ts';
/** The reader of Excel workbooks, loaded on demand. */
export const loadWorkbookReader = async (): Promise<typeof WorkbookReader> => import('./workbook/index.ts');
export { workbookKind } from './workbook-kind.ts';
/** The reader of vendors' files, loaded on demand. */
export const loadQuoteReader = async (): Promise<typeof Reader> => import('./reading/index.ts');
export { mostRows as mostQuoteRows } from './reading/limits.ts';
