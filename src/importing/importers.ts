/**
 * Price lists of others into entries of a catalog: one file a source, each with a table of its fields. Loaded on demand.
 * The script that builds the bundled catalog reads its extracts with the same functions.
 */
export type { Contradiction, Imported, Importer, ImportRequest, Reported } from './types.ts';
export { countRows } from './types.ts';
export { groupBy } from './reading/group-by.ts';
export { residencyOf } from './reading/regions.ts';
export {
  modelName,
  readGenaiModel,
  readLitellmKey,
  readModelsDevModel,
  tierMode,
  type Sold,
} from './reading/names.ts';
export { agree, decimal, percentage, type PriceSet, type Tier } from './listings/price-set.ts';
export { readLitellm } from './sources/litellm.ts';
export { readGenai } from './sources/genai-prices.ts';
export {
  asList,
  asNumber,
  asObject,
  asText,
  readJson,
  type JsonObject,
  type JsonValue,
} from './reading/json.ts';
export { entries, flow, lines, type YamlValue } from './writing/yaml-text.ts';
export { importers } from './all.ts';
export { readBenchmark } from './benchmarks/index.ts';
export { throughputText } from './writing/entry-text.ts';
export { importInto, type ImportedFiles } from './writing/import-into.ts';
export { mergeImport, type MergedImport, type Outcome } from './merging/merge.ts';
