/** What threads of a simulation load: everything that a pool may ask of them. */
export { evaluateRows } from '../workers/index.ts';
export { simulateReplicate } from './worker.ts';
