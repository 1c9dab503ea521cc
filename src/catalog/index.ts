/**
 * Price catalogs: their entries, effective dates, checks, lock and comparison. The texts of a catalog folder enter; prices
 * with their sources and dates leave, and problems with their places. Who reads the files is `io`.
 */
export * from './types.ts';
export { machineName, machinesOf, type Machine } from './naming/machines.ts';
export { dayOrder, rowAt, sortRows } from './dated-rows.ts';
export { weakestKind } from './kind.ts';
export { tokenEntryField } from './entries/token-entry.ts';
export { gpuOfferField } from './entries/gpu-offer.ts';
export { isCacheBeforeBatch } from './entries/vendor-rules.ts';
export {
  kindsOf,
  lengthPriceNames,
  priceKinds,
  pricesBy,
  type CertainPriceName,
  type LengthPriceName,
  useKinds,
  type PriceName,
  type UsePriceName,
} from './entries/price-kinds.ts';
export { catalogFiles, parseCatalog, type FindCatalog } from './files/parse-catalog.ts';
export { canonicalDigest, catalogDigest, entryDigests } from './files/digest.ts';
export { exchangeKey, latencyKey, throughputKey } from './files/keys.ts';
export { keepCatalog, loadKeptCatalog } from './files/kept.ts';
export { loadSerializedCatalog, offersOf, serializeCatalog, throughputOf } from './files/serialized.ts';
export { checkLock, lockText, parseLock, type Lock } from './files/lock.ts';
export { countOwn } from './validation/own-entries.ts';
export { validateCatalog } from './validation/validate.ts';
export {
  catalogItems,
  parts,
  type CatalogItem,
  type CatalogRow,
  type Moment,
  type Part,
} from './queries/listing.ts';
export type { EntryFigure } from './queries/figures.ts';
export { priceHistory, type PricePeriod } from './queries/history.ts';
export { meanChange, priceTrend, trendFormula, type PriceTrend } from './queries/trend.ts';
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
} from './queries/listed.ts';
export { summarizeCatalog, type CatalogSummaryResult } from './queries/summary.ts';
export { findHosts, type CatalogHostsResult, type Host, type HostedModel } from './queries/hosts.ts';
export { checkClaims } from './claims/judge.ts';
export type { CatalogClaimsResult, ClaimEvidence, ClaimMeasure, JudgedClaim } from './claims/types.ts';
export {
  diffCatalogs,
  type CatalogDiff,
  type EntryChange,
  type EntryDiff,
  type FigureDiff,
} from './queries/diff.ts';
export {
  parseUpdateIndex,
  parseUpdateState,
  updateAddress,
  updateStateFile,
  updateStateText,
  type PublishedFile,
  type UpdateState,
} from './files/update.ts';
export { checkRows } from './dated-rows.ts';
export { isWithin, nearestRegion, regionOf, regionWords } from './naming/regions.ts';
export { lognormalAround, throughputSpread } from './entries/spreads.ts';
export { gpuId, gpuIdOf, gpuOfListing } from './naming/gpu-names.ts';
export { findOfferOutliers } from './validation/gpu-offers.ts';
export type { Outlier } from './validation/neighbours.ts';
export { checkTokenEntry, findTokenOutliers } from './validation/token-prices.ts';
