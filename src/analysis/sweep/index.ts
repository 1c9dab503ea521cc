/** One or two inputs over a range: what each option costs at every value, and who is the cheapest where. */
export { parseVary, type VariedInput } from './parse-vary.ts';
export { sweepModel, sweepSteps, type SweepQuestion } from './sweep-model.ts';
export type { SweepAxis, SweepCell, SweepLine, SweepResult, SweepWorkload } from './result.ts';
