/** Distributions, sampling and estimation. Knows no money and no model: a model is a function over columns. */
export * from './sampling/index.ts';
export * from './estimation/index.ts';
export type { Distribution } from './distributions/distribution.ts';
