import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReplicateTally } from '../../analysis/index.ts';
import { packageFolder } from '../bundled.ts';
import { entryFor } from '../workers/index.ts';
import type { Answer, NumberedSummary, SimulationOrder, SummaryOrder } from './worker.ts';

/** Threads that help this one with a simulation. They have to be closed, or the process stays. */
export interface Helpers {
  /** What the threads did of an order, all of them together. */
  readonly carryOut: (order: SimulationOrder) => Promise<readonly ReplicateTally[]>;
  /** The same of what follows it. */
  readonly sumUp: (order: SummaryOrder) => Promise<readonly NumberedSummary[]>;
  readonly close: () => Promise<void>;
}

/** Starts that many threads. They load while the caller goes on, so it pays to start them before there is an order. */
export function startHelpers(count: number): Helpers {
  const threads = Array.from({ length: count }, () => startThread());
  return {
    carryOut: async (order) => {
      const tallies = await Promise.all(threads.map(async (thread) => thread.carryOut(order)));
      return tallies.flatMap((each) => each.tallies);
    },
    sumUp: async (order) => {
      const answers = await Promise.all(threads.map(async (thread) => thread.carryOut(order)));
      return answers.flatMap((each) => each.summaries);
    },
    close: async () => {
      await Promise.all(threads.map(async ({ worker }) => worker.terminate()));
    },
  };
}

function startThread(): {
  readonly worker: Worker;
  readonly carryOut: (order: SimulationOrder | SummaryOrder) => Promise<Answer>;
} {
  const isCommand = import.meta.url.endsWith('.cjs');
  const worker = new Worker(new URL(entryFor(threadModule())), { workerData: { isCommand } });
  // What goes wrong before there is an order is told to who gives one.
  let failure: Error | null = null;
  // Orders are carried out in turn. Not all answers are waited for, so that a later order can be given before an earlier one is done.
  const open: {
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  worker.on('error', (error: Error) => {
    failure = error;
    for (const each of open.splice(0)) each.reject(error);
  });
  worker.on('message', (answer: Answer) => open.shift()?.resolve(answer));
  return {
    worker,
    carryOut: async (order) =>
      new Promise((resolve, reject) => {
        if (failure !== null) {
          reject(failure);
          return;
        }
        open.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(order);
      }),
  };
}

/** The thread's module: beside this file in the sources, else what loads it from the bundle of commands. */
function threadModule(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./thread.ts', import.meta.url)
    : pathToFileURL(join(packageFolder(), 'bin', 'simulation-thread.js'));
}
