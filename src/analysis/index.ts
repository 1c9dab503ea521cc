/** Questions asked of the model: what each option costs, where the verdict flips, what a change does. Values in, plain data out. */
export * from './result.ts';
export { runModel } from './run.ts';
export { explain, type ExplainResult, type Explanation } from './explain.ts';
export { breakEven, type AskedRange, type BreakEvenResult, type WorkloadBreakEven } from './break-even.ts';
export * from './compare/index.ts';
export {
  apportion,
  effectGroups,
  type ChangedInput,
  type Effect,
  type EffectGroup,
} from './attribution/index.ts';
export * from './simulation/index.ts';
export { blockRows, replicateSizes } from './estimation/index.ts';
export * from './global-sensitivity/index.ts';
export * from './policy/index.ts';
export * from './sweep/index.ts';
export * from './quotes/index.ts';
