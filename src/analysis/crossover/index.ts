/** Which option is the cheapest at which values of one parameter. */
export * from './types.ts';
export { findCrossovers, provedIntervals } from './find-crossovers.ts';
export { findStructured } from './find-structured.ts';
export { findSteps, type FoundSteps } from './find-steps.ts';
