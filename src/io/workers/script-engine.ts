import { scriptReading, type ScriptLoop, type VectorPlan, type VectorReading } from '../../formula/index.ts';

/** The reading of a plan in generated JavaScript, compiled by this process. */
export function compileScript(
  plan: VectorPlan,
  options: { readonly blockSize?: number; readonly loopLength?: number } = {},
): VectorReading {
  return scriptReading(plan, compileLoop, options);
}

function compileLoop(body: string): ScriptLoop {
  // oxlint-disable-next-line typescript/no-implied-eval -- the body is made of indices and number literals alone
  return new Function('columns', 'outputs', 'count', body) as ScriptLoop;
}
