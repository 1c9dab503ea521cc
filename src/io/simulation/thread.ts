import { parentPort } from 'node:worker_threads';
import { carryOut, type SimulationOrder } from './worker.ts';

/** What a thread of a simulation runs: it answers each order with its tallies. */
parentPort?.on('message', (order: SimulationOrder) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(carryOut(order));
});
