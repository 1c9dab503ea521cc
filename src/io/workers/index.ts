/** Engines that need the machine: WebAssembly and threads. */
export { chooseEngine, prepareReading } from './engine-choice.ts';
export { evaluateColumns } from './evaluate-columns.ts';
export { entryFor, openPool, type WorkerPool } from './pool.ts';
export { compileScript } from './script-engine.ts';
export { sharedColumns } from './shared-columns.ts';
export { instantiate } from './wasm-engine.ts';
export { evaluateRows, type EvaluateTask } from './worker.ts';
