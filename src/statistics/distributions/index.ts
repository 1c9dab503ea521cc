/** Kinds of distributions, one file each, and what is asked of any of them. */
export { isShape, shapeNames, shapeOf, type Distribution, type ShapeName } from './shapes.ts';
export type { Bounds, QuantileFunction } from './shape.ts';
export {
  boundsOf,
  contradictionsOf,
  describeDistribution,
  middleOf,
  numbersOf,
  quantileFunction,
  type BoundsKind,
} from './distribution.ts';
export { adoptTables, knownTables, type PertTable } from './pert-table.ts';
export { normalCumulative, normalQuantile } from './normal-quantile.ts';
