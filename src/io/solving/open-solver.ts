import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LinearProgram, Solution } from '../../optimization/index.ts';
import { packageFolder } from '../bundled.ts';
import { solveProgram } from '../solve-program.ts';
import { openPool, type WorkerPool } from '../workers/index.ts';
import {
  askToStop,
  isStopped,
  readProgress,
  sharedProgress,
  type SearchProgress,
} from './shared-progress.ts';

/** A solver that can be watched and stopped. It has to be closed, or the process stays. */
export interface Solver {
  solve(program: LinearProgram): Promise<Solution>;
  /** Of the search that runs. */
  progress(): SearchProgress;
  /** Ends the search that runs with the best plan that it has; later ones end without one. */
  stop(): void;
  readonly isStopped: boolean;
  close(): Promise<void>;
}

/** Programs with so many columns are solved in a thread of their own, so that somebody can look at the search and end it. */
const columnsForThread = 300;

/** Programs with so many columns are solved until no plan can be cheaper by more than a ten-thousandth. */
const columnsForGap = 600;

/** Opens a solver; a limit of branch-and-bound nodes, not of time, gives the same plan on every machine. */
export function openSolver({ nodes }: { readonly nodes: number }): Solver {
  const shared = sharedProgress();
  let pool: WorkerPool | undefined;
  return {
    async solve(program) {
      if (isStopped(shared)) return { status: 'limit', cost: null, bound: null, values: [], nodes: 0 };
      const gap = program.columns.length < columnsForGap ? 0 : 1e-4;
      if (program.columns.length < columnsForThread) return solveProgram(program, { nodes });
      pool ??= openPool({ threads: 1, module: threadModule() });
      return pool.run('solveShared', { program, nodes, gap, shared });
    },
    progress: () => readProgress(shared),
    stop: () => askToStop(shared),
    get isStopped() {
      return isStopped(shared);
    },
    async close() {
      await pool?.close();
    },
  };
}

/** Beside this file in the sources, a file of its own in the bundle. */
function threadModule(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./thread.ts', import.meta.url)
    : pathToFileURL(join(packageFolder(), 'dist', 'solver-thread.js'));
}
