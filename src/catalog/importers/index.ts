/**
 * Price lists of others into entries of a catalog: one file a source, each with a table of its fields. Loaded on demand.
 * The script that builds the bundled catalog reads its extracts with the same functions.
 */
export type { Contradiction, Imported, Importer, ImportRequest, Reported } from './types.ts';
export { countRows } from './types.ts';
export { groupBy } from './group-by.ts';
export { gpuId, gpuOfListing } from './gpu-names.ts';
export { residencyOf } from './regions.ts';
export {
  modelName,
  readGenaiModel,
  readLitellmKey,
  readModelsDevModel,
  tierMode,
  type Sold,
} from './names.ts';
export { agree, decimal, percentage, type PriceSet, type Tier } from './price-set.ts';
export { readLitellm } from './litellm.ts';
export { readGenai } from './genai-prices.ts';
export { asList, asNumber, asObject, asText, readJson, type JsonObject, type JsonValue } from './json.ts';
export { entries, flow, lines, type YamlValue } from './yaml-text.ts';
export { importers } from './all.ts';
export { importInto, type ImportedFiles } from './import-into.ts';
export { mergeImport, type MergedImport, type Outcome } from './merge.ts';
