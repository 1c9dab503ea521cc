/** How a search ended. `limit` is a plan that a limit stopped before it was proved to be the best. */
export type SolveStatus = 'optimal' | 'infeasible' | 'unbounded' | 'limit';

export interface Solution {
  readonly status: SolveStatus;
  /** Cost of the plan; null where there is none. */
  readonly cost: number | null;
  /** No plan costs less than this; null where nothing is known. */
  readonly bound: number | null;
  /** By the numbers of the columns; empty where there is no plan. Whole columns are rounded to whole numbers. */
  readonly values: readonly number[];
  /** Branch-and-bound nodes that were looked at. */
  readonly nodes: number;
}

/** (cost - bound) / |cost|: how much cheaper an unknown plan could at most be. Null where there is no plan. */
export function gapOf({ cost, bound }: Solution): number | null {
  if (cost === null || bound === null) return null;
  return cost === bound ? 0 : Math.max(0, cost - bound) / Math.max(Math.abs(cost), 1e-10);
}
