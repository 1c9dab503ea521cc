/**
 * The formula graph, its units and its readings. Named quantities with units enter, and how they are computed from each
 * other; numbers, piecewise functions, sentences and compiled loops leave. It knows no money, no tokens and no files.
 */
export { Exact } from './graph/decimal.ts';
export { nearDouble } from './graph/approximate.ts';
export * from './graph/unit.ts';
export * from './graph/graph.ts';
export { citation, type Origin, type Provenance } from './graph/provenance.ts';
export * from './graph/algebra.ts';
export { deserializeFormulas, serializeFormulas, type SerializedFormulas } from './graph/serialized.ts';
export * from './graph/quantity.ts';
export { inSymbols } from './graph/spelling.ts';
export { evaluate, evaluateAll, ExactReading, type Overrides } from './readings/exact.ts';
export {
  plainRule,
  wholeRule,
  wholeTolerance,
  wholeToleranceBelowZero,
  type Curvature,
  type WholeRule,
} from './operations/index.ts';
export { exactProduct, exactQuotient, exactSum } from './operations/index.ts';
export {
  describe,
  directParts,
  inputsOf,
  inputsThatCount,
  groupThousands,
  showNumber,
  type Part,
  type Prose,
} from './readings/prose.ts';
export { Bounds } from './readings/bounds.ts';
export { pinnedCount, type PinnedCount } from './readings/pinned-count.ts';
export {
  dependenceOf,
  varyingDoubles,
  rowReader,
  rowsReader,
  varyingExact,
  type Curves,
  type Dependence,
  type Moved,
  type VaryingReading,
} from './readings/varying.ts';
export * from './vector/index.ts';
export * from './spreadsheet/index.ts';
export * from './sql/index.ts';
export * from './wasm/index.ts';
export * from './piecewise/index.ts';
export {
  coalitionAlgebra,
  combine,
  valueIn,
  type CoalitionValues,
  type SharedInput,
} from './readings/coalitions.ts';
