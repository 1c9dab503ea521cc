/** Price catalogs: their schema, loading, effective dates, lock, diff and importers. Text in, values and diagnostics out. */
export * from './types.ts';
export * from './document/index.ts';
export { rowAt, sortRows } from './dated-rows.ts';
export { weakestKind } from './kind.ts';
