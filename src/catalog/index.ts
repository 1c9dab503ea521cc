/** Price catalogs: their schema, loading, effective dates, lock, diff and importers. Text in, values and diagnostics out. */
export * from './types.ts';
export * from './document/index.ts';
export { rowAt, sortRows } from './dated-rows.ts';
export { weakestKind } from './kind.ts';
export { parseTokenEntry } from './entries/token-entry.ts';
export { parseGpuOffer } from './entries/gpu-offer.ts';
export { catalogFiles, parseCatalog, type FindCatalog } from './parse-catalog.ts';
export { canonicalDigest, catalogDigest, entryDigests, exchangeKey, throughputKey } from './digest.ts';
export { loadSerializedCatalog, serializeCatalog } from './serialized.ts';
export { checkLock, lockText, parseLock, type Lock } from './lock.ts';
export { validateCatalog } from './validate.ts';
