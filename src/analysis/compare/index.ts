/** What changed between two states of a scenario, line by line and by cause. */
export { compare, compareSteps, type Comparable, type ComparedSet, type Subject } from './compare.ts';
export { asForecasts, asStatements } from './one-kind.ts';
export { isSameFigure } from './compare-sides.ts';
export { whatItIs } from './identity.ts';
export { readSide } from './read-side.ts';
export type * from './types.ts';
export * from './forecasts/index.ts';
