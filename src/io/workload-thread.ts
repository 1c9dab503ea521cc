import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageFolder } from './bundled.ts';

/** Which items of a list are taken: two threads take them, one from the front and one from the back, until they meet. */
export type Claims = Int32Array<SharedArrayBuffer>;

/** More items than these have no room in the one number in which both ends are told. */
const mostItems = 0x7fff;

export function openClaims(): Claims {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** The next item from the front or the back; undefined where all are taken. */
export function take(claims: Claims, end: 'front' | 'back', count: number): number | undefined {
  for (;;) {
    const before = Atomics.load(claims, 0);
    const [front, back] = [before & mostItems, before >>> 16];
    if (front + back >= Math.min(count, mostItems)) return undefined;
    const after = end === 'front' ? before + 1 : before + 0x1_0000;
    if (Atomics.compareExchange(claims, 0, before, after) === before)
      return end === 'front' ? front : count - 1 - back;
  }
}

/** Leaves nothing to take. */
function endClaims(claims: Claims): void {
  Atomics.store(claims, 0, mostItems);
}

/** What the thread says: which inputs it has read, then the text of each workload that it has taken. */
export type WorkloadMessage =
  { readonly digest: string } | { readonly index: number; readonly text: Uint8Array };

/** A thread that computes and writes workloads of a scenario. It has to be closed, or the process stays. */
export interface WorkloadThread {
  readonly claims: Claims;
  /** Called with each message from now on, and with null when no more will come. */
  listen(listener: (message: WorkloadMessage | null) => void): void;
  close(): Promise<void>;
}

/** Starts such a thread on what `loadModel` takes; undefined where the program is not built. */
export function startWorkloadThread(inputs: object): WorkloadThread | undefined {
  const script = join(packageFolder(), 'bin', 'workload-thread.js');
  if (availableParallelism() < 2) return undefined;
  if (!existsSync(script) || !existsSync(join(packageFolder(), 'dist', 'commands', 'run.cjs')))
    return undefined;
  const claims = openClaims();
  const worker = new Worker(script, { workerData: { ...inputs, claims } });
  const early: (WorkloadMessage | null)[] = [];
  let tell = (message: WorkloadMessage | null): void => void early.push(message);
  worker.on('message', (message: WorkloadMessage) => tell(message));
  // What fails here the other thread does, too, and says.
  worker.on('error', () => tell(null));
  worker.on('exit', () => tell(null));
  return {
    claims,
    listen(listener) {
      tell = listener;
      for (const message of early.splice(0)) listener(message);
    },
    async close() {
      endClaims(claims);
      await worker.terminate();
    },
  };
}
