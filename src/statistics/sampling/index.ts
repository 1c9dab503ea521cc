/**
 * Points of the unit cube (scrambled Sobol, pseudo-random), and uncertain inputs at such points: distributions by their
 * inverse distribution functions, rank correlations by a Gaussian copula. Everything is a function of a seed and an
 * index. Knows no money and no model.
 */
export type { UncertaintyCode } from './problems.ts';
export { mostSobolDimensions } from './direction-numbers.ts';
export { keyOf, threefry, type Key, type Purpose } from './threefry.ts';
export { publishedSobol, uniformSource, type SamplingMethod, type UniformSource } from './uniform-source.ts';
export { mostCorrelated, type RankCorrelation } from './rank-correlation.ts';
export { fillInputs, inputSpace, type InputSpace, type UncertainInput } from './input-space.ts';
