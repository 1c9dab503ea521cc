/** Formulas for many evaluations at once: a plan of floating-point steps, and its engine in generated JavaScript, as text. */
export type { Instruction, VectorPlan } from './plan.ts';
export { compilePlan } from './compile-plan.ts';
export { scriptReading, type ScriptLoop } from './script.ts';
export { blockwise, defaultBlockSize, type VectorReading } from './reading.ts';
