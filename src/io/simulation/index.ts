/** Simulations on this machine: in turn or in threads, with progress, and with an end at any moment. */
export { startHelpers, type Helpers } from './helpers.ts';
export { runSimulation, type RunOptions } from './run-simulation.ts';
export { runSensitivity } from './run-sensitivity.ts';
