/**
 * Distributions, sampling and estimation. Distributions, seeds and functions over columns of numbers enter; samples and
 * estimates with their errors leave. Knows no money and no model.
 */
export * from './sampling/index.ts';
export * from './estimation/index.ts';
export * from './distributions/index.ts';
