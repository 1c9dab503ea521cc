/**
 * Questions asked of a model: what each option costs, where the answer changes, what a change does. A model and a question
 * enter; plain data leaves, or the reason why there is no answer. No formula of a cost line is written here.
 */
export * from './result.ts';
export { runModel } from './run/run.ts';
export { allSteps, partialOf, type Partial, type Progressed, type Steps } from './steps.ts';
export { listAddresses, type AddressedInput, type AddressesResult } from './run/addresses.ts';
export { explain, type ExplainResult, type Explanation } from './run/explain.ts';
export {
  breakEven,
  breakEvenSteps,
  type AskedRange,
  type BreakEvenResult,
  type WorkloadBreakEven,
} from './crossover/break-even.ts';
export * from './compare/index.ts';
export {
  apportion,
  shapleyValues,
  effectGroups,
  type ChangedInput,
  type Effect,
  type EffectGroup,
  type Replaced,
} from './attribution/index.ts';
export * from './simulation/index.ts';
export * from './global-sensitivity/index.ts';
export * from './placement/index.ts';
export { stressPortfolio } from './stress/index.ts';
export type * from './stress/result.ts';
export * from './sweep/index.ts';
export { loadCosts, type LoadCost, type LoadCosts } from './load-cost.ts';
export * from './forecast/index.ts';
export * from './backtest/index.ts';
export { requiredFigure, figure } from './run/figures.ts';
export { exchangeRates } from './run/findings.ts';
export { feasibleOptions } from './run/placement.ts';
export { catalogReference } from './run/run.ts';
export { optionResult, readOptions, type OptionReading } from './run/statements.ts';
export { findCrossovers, provedIntervals } from './crossover/index.ts';
export { crossoverResult, ParameterScale } from './crossover/volume-crossovers.ts';
