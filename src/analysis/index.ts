/** Questions asked of the model: what each option costs, where the verdict flips, what a change does. Values in, plain data out. */
export * from './result.ts';
export { runModel } from './run.ts';
export { explain, type ExplainResult, type Explanation } from './explain.ts';
export { breakEven, type AskedRange, type BreakEvenResult, type WorkloadBreakEven } from './break-even.ts';
