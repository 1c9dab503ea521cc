import type { VectorPlan, VectorReading } from '../../formula/index.ts';
import { compileScript } from './script-engine.ts';
import { instantiate } from './wasm-engine.ts';

/** Steps (instructions times rows) from which compiling a module pays. */
const stepsForWasm = 1_000_000;
/** Steps from which starting threads pays: about a tenth of a second of one. */
const stepsForThreads = 1_000_000_000;
/** V8 takes at most 50,000 locals in a function. */
const longestWasmPlan = 45_000;

/** Which engine evaluates a plan that many times: by the size of the work, never by a clock, though the bits are the same. */
export function chooseEngine(plan: VectorPlan, rows: number): VectorReading['engine'] {
  const fits = plan.instructions.length <= longestWasmPlan;
  return fits && plan.instructions.length * rows >= stepsForWasm ? 'wasm' : 'script';
}

/** Whether that many evaluations are worth a pool of workers. */
export function isWorthThreads(plan: VectorPlan, rows: number): boolean {
  return plan.instructions.length * rows >= stepsForThreads;
}

/** The plan ready to run, on the engine that suits so many rows. */
export function prepareReading(
  plan: VectorPlan,
  rows: number,
  options: { readonly blockSize?: number } = {},
): VectorReading {
  return chooseEngine(plan, rows) === 'wasm' ? instantiate(plan, options) : compileScript(plan, options);
}
