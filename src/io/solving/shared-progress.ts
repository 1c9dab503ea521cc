import type { LinearProgram, Solution } from '../../optimization/index.ts';
import { searchOnce, type Presolve, type SolveLimits } from '../solve-program.ts';

/** How far a search is: the cost of the best plan so far, what no plan costs less than, and nodes looked at. */
export interface SearchProgress {
  readonly cost: number | null;
  readonly bound: number | null;
  readonly nodes: number;
}

const places = { cost: 0, bound: 1, nodes: 2, stop: 3 } as const;

/** What two threads see of a search; NaN where nothing is known. */
export function sharedProgress(): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(4 * Float64Array.BYTES_PER_ELEMENT));
  begin(shared);
  return shared;
}

export function readProgress(shared: Float64Array): SearchProgress {
  const at = (place: number): number | null => {
    const value = shared[place] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  };
  return { cost: at(places.cost), bound: at(places.bound), nodes: shared[places.nodes] ?? 0 };
}

/** Asks the search to end with what it has. */
export function askToStop(shared: Float64Array): void {
  shared[places.stop] = 1;
}

export function isStopped(shared: Float64Array): boolean {
  return shared[places.stop] === 1;
}

export interface SearchTask {
  readonly program: LinearProgram;
  readonly presolve: Presolve;
  readonly nodes: number;
  readonly gap: number;
  readonly shared: Float64Array;
}

/** Runs in a thread, by name. */
export async function searchShared({ program, presolve, nodes, gap, shared }: SearchTask): Promise<Solution> {
  begin(shared);
  const limits: SolveLimits = {
    nodes,
    gap,
    onProgress: (progress) => {
      shared[places.cost] = progress.cost ?? Number.NaN;
      shared[places.bound] = progress.bound;
      shared[places.nodes] = progress.nodes;
      return isStopped(shared) ? 'stop' : 'go on';
    },
  };
  return searchOnce(program, limits, presolve);
}

function begin(shared: Float64Array): void {
  shared.fill(Number.NaN, 0, places.nodes);
  shared[places.nodes] = 0;
}
