import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LinearProgram, Solution } from '../../optimization/index.ts';
import { packageFolder } from '../bundled.ts';
import { agreed, solveProgram, type Presolve } from '../solve-program.ts';
import { openPool, type WorkerPool } from '../workers/index.ts';
import {
  askToStop,
  isStopped,
  readProgress,
  sharedProgress,
  type SearchProgress,
  type SearchTask,
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

/** Programs with so many columns are searched in threads, both ways at once, so that somebody can look at it and end it. */
const columnsForThread = 300;

/** Programs with so many columns are solved until no plan can be cheaper by more than a ten-thousandth. */
const columnsForGap = 600;

/** Opens a solver; a limit of branch-and-bound nodes, not of time, gives the same plan on every machine. */
export function openSolver({ nodes }: { readonly nodes: number }): Solver {
  const searches: readonly { readonly presolve: Presolve; readonly shared: Float64Array }[] = [
    { presolve: 'off', shared: sharedProgress() },
    { presolve: 'on', shared: sharedProgress() },
  ];
  const isEnded = (): boolean => searches.some(({ shared }) => isStopped(shared));
  let pool: WorkerPool | undefined;
  return {
    async solve(program) {
      if (isEnded()) return { status: 'limit', cost: null, bound: null, values: [], nodes: 0 };
      const gap = program.columns.length < columnsForGap ? 0 : 1e-4;
      if (program.columns.length < columnsForThread) return solveProgram(program, { nodes });
      const threads = (pool ??= openPool({ threads: searches.length, module: threadModule() }));
      const found = await Promise.all(
        searches.map(({ presolve, shared }) => {
          const task: SearchTask = { program, presolve, nodes, gap, shared };
          return threads.run<Solution>('searchShared', task);
        }),
      );
      return found.reduce(agreed);
    },
    progress: () => together(searches.map(({ shared }) => readProgress(shared))),
    stop: () => {
      for (const { shared } of searches) askToStop(shared);
    },
    get isStopped() {
      return isEnded();
    },
    async close() {
      await pool?.close();
    },
  };
}

/** What two searches say together: the cheaper plan, the lower bound. */
function together(all: readonly SearchProgress[]): SearchProgress {
  const known = (of: 'cost' | 'bound'): readonly number[] =>
    all.flatMap(({ [of]: value }) => (value === null ? [] : [value]));
  const [costs, bounds] = [known('cost'), known('bound')];
  return {
    cost: costs.length === 0 ? null : Math.min(...costs),
    bound: bounds.length === 0 ? null : Math.min(...bounds),
    nodes: all.reduce((sum, { nodes }) => sum + nodes, 0),
  };
}

/** Beside this file in the sources, a file of its own in the bundle. */
function threadModule(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./thread.ts', import.meta.url)
    : pathToFileURL(join(packageFolder(), 'dist', 'solver-thread.js'));
}
