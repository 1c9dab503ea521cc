/** Solving in a thread of its own, where somebody looks at the search and can end it. */
export { openSolver, type Solver } from './open-solver.ts';
export type { SearchProgress } from './shared-progress.ts';
