/** Price catalogs: their schema, loading, effective dates, lock, diff and importers. Text in, values and diagnostics out. */
import type * as Importers from './importers/index.ts';
import type * as Quotes from './quotes/index.ts';
export * from './types.ts';
export * from './document/index.ts';
export { rowAt, sortRows } from './dated-rows.ts';
export { weakestKind } from './kind.ts';
export { parseTokenEntry } from './entries/token-entry.ts';
export { parseGpuOffer } from './entries/gpu-offer.ts';
export { catalogFiles, parseCatalog, type FindCatalog } from './parse-catalog.ts';
export { canonicalDigest, catalogDigest, entryDigests, exchangeKey, throughputKey } from './digest.ts';
export { loadSerializedCatalog, serializeCatalog, throughputOf } from './serialized.ts';
export { checkLock, lockText, parseLock, type Lock } from './lock.ts';
export { validateCatalog } from './validate.ts';
export { catalogItems, parts, type CatalogItem, type CatalogRow, type Moment, type Part } from './listing.ts';
export type { EntryFigure } from './figures.ts';
export { priceHistory, type Stretch } from './history.ts';
export { meanChange, priceTrend, trendFormula, type PriceTrend } from './trend.ts';
export {
  filterValues,
  listCatalog,
  showCatalog,
  type CatalogListResult,
  type CatalogShowResult,
  type ListedCatalog,
  type ListedEntry,
  type ListedRow,
  type ListedTrend,
  type ListFilter,
  type ShownEntry,
} from './listed.ts';
export { diffCatalogs, type CatalogDiff, type EntryChange, type EntryDiff, type FigureDiff } from './diff.ts';
export {
  parseUpdateIndex,
  parseUpdateState,
  updateAddress,
  updateStateFile,
  updateStateText,
  type PublishedFile,
  type UpdateState,
} from './update.ts';
/** The importers, loaded on demand: most runs read no list of others. */
export const loadImporters = async (): Promise<typeof Importers> => import('./importers/index.ts');
/** The reader of vendors' quotes, loaded on demand. */
export const loadQuoteReader = async (): Promise<typeof Quotes> => import('./quotes/index.ts');
export type { Basis, Quote, QuoteFile, QuoteReading, QuotesRead } from './quotes/index.ts';
export { importSources, type ImportSource } from './import-sources.ts';
export type {
  Contradiction,
  Imported,
  ImportedFiles,
  Importer,
  ImportRequest,
  MergedImport,
  Reported,
} from './importers/index.ts';
