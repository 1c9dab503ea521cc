/** What the thread of a solver loads: everything that its pool may ask of it. */
export { evaluateRows } from '../workers/index.ts';
export { searchShared } from './shared-progress.ts';
