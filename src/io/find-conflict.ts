import type { LinearProgram } from '../optimization/index.ts';
import { solveProgram } from './solve-program.ts';

/**
 * Of the rows that may be given up (all, unless `candidates` names some), a smallest set that cannot hold together with
 * the rest: without any one of them there is a plan. Found by leaving out one row after the other, each time for good
 * where there is still no plan. Throws where the program can be met.
 */
export async function findConflict(
  program: LinearProgram,
  candidates: readonly number[] = program.rows.map((_, index) => index),
): Promise<readonly number[]> {
  const feasibility = {
    ...program,
    offset: 0,
    columns: program.columns.map((each) => ({ ...each, cost: 0 })),
  };
  const isMet = async (leftOut: ReadonlySet<number>): Promise<boolean> => {
    const rows = program.rows.filter((_, index) => !leftOut.has(index));
    return (await solveProgram({ ...feasibility, rows })).status !== 'infeasible';
  };
  if (await isMet(new Set())) throw new Error('the program can be met: it has no conflict');
  const leftOut = new Set<number>();
  const conflict: number[] = [];
  for (const row of candidates) {
    leftOut.add(row);
    // Each question depends on the answer to the one before.
    // oxlint-disable-next-line no-await-in-loop
    if (await isMet(leftOut)) {
      conflict.push(row);
      leftOut.delete(row);
    }
  }
  return conflict;
}
