import { parentPort } from 'node:worker_threads';
import { openThread, type SimulationOrder, type SummaryOrder } from './worker.ts';

const carryOut = openThread();

/** What a thread of a simulation runs: it answers each order with what it took of it. */
parentPort?.on('message', (order: SimulationOrder | SummaryOrder) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(carryOut(order));
});
