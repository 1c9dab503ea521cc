/**
 * The formula graph, its units and its readings. It knows no money, no tokens and no files: only named quantities with
 * units, and how they are computed from each other.
 */
export { Exact } from './decimal.ts';
export * from './unit.ts';
export * from './graph.ts';
export * from './algebra.ts';
export * from './quantity.ts';
export { evaluate, evaluateAll, ExactReading, exactAlgebra, type Overrides } from './exact.ts';
export { wholeTolerance, wholeToleranceBelowZero } from './tolerance.ts';
export { describe, directParts, inputsOf, showNumber, type Part, type Prose } from './prose.ts';
export { varyingColumns, varyingDoubles, varyingExact, type Curves, type VaryingReading } from './curve.ts';
export * from './vector/index.ts';
export * from './wasm/index.ts';
export * from './piecewise/index.ts';
export type { Shape } from './shape.ts';
