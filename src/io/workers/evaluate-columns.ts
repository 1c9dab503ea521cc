import { availableParallelism } from 'node:os';
import type { VectorPlan } from '../../formula/index.ts';
import { isWorthThreads, prepareReading } from './engine-choice.ts';
import { openPool } from './pool.ts';

/**
 * Evaluates all rows of the columns into the outputs, with as much machinery as the work is worth: a script, a module,
 * or a pool of at most `threads` of them. The outputs are the same bits whichever it is.
 */
export async function evaluateColumns(
  plan: VectorPlan,
  columns: readonly Float64Array[],
  outputs: readonly Float64Array[],
  { threads = availableParallelism() }: { readonly threads?: number } = {},
): Promise<void> {
  const rows = columns[0]?.length ?? outputs[0]?.length ?? 0;
  if (threads < 2 || !isWorthThreads(plan, rows)) {
    prepareReading(plan, rows).evaluate(columns, outputs);
    return;
  }
  const pool = openPool({ threads });
  try {
    await pool.evaluate(plan, columns, outputs);
  } finally {
    await pool.close();
  }
}
