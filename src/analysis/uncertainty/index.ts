/** Which inputs of a model are uncertain, and the model as a function over columns of them. */
export {
  gatherUncertainty,
  restrictUncertainty,
  type Uncertainty,
  type UncertaintyWish,
  type UncertainParameter,
} from './gather-uncertainty.ts';
export { plainSpace, spaceOf, type PlainSpace } from './plain-space.ts';
export { boundColumns, boundedEvaluator, limitsOf, type InputLimits } from './bounded-evaluator.ts';
export { plainNumber, significantFigure } from './significant-figure.ts';
export { checkSampling, type Sampling } from './check-sampling.ts';
