import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RunResult } from '../../analysis/index.ts';
import { fileSize, startWorkloadThread, take, type WorkloadThread } from '../../io/index.ts';
import { standardInput, type LoadOptions } from '../../loading/index.ts';
import type { Model } from '../../model/index.ts';
import { keepWorkloadText, workloadText } from '../../report/index.ts';
import type { Environment } from '../environment.ts';
import { inputDigest } from './write-workloads.ts';

/** Scenarios of fewer bytes are done before another thread has begun. */
const sizeForThread = 50_000;

/** Starts a thread for the JSON of a large scenario file; undefined where it would not pay, or there can be none. */
export function startSharing(
  { cwd, mayStartThreads }: Environment,
  file: string,
  options: LoadOptions,
): WorkloadThread | undefined {
  if (mayStartThreads !== true || file === standardInput) return undefined;
  const size = fileSize(resolve(cwd, file));
  if (size < sizeForThread) return undefined;
  const { set, catalog, asOf, knownAt, locked } = options;
  return startWorkloadThread({ file, cwd, options: { set, catalog, asOf, knownAt, locked } });
}

/** So many workloads are written between two looks at what the other thread has handed over. */
const atATime = 4;

/**
 * Writes the workloads of a result, those that another thread takes excepted, and keeps their texts for the JSON that is made of
 * it: the same bytes as one thread writes.
 */
export async function writeShared(result: RunResult, model: Model, thread: WorkloadThread): Promise<void> {
  const { workloads } = result;
  const texts: (Uint8Array | undefined)[] = workloads.map(() => undefined);
  const digest = inputDigest(model);
  const other = { isAlike: false, isEnded: false, wake: (): void => undefined };
  let count = 0;
  thread.listen((message) => {
    if (message === null) other.isEnded = true;
    else if ('digest' in message) other.isAlike = message.digest === digest;
    else if (other.isAlike) {
      texts[message.index] = message.text;
      count += 1;
    }
    other.wake();
  });
  const encoder = new TextEncoder();
  const write = (index: number): void => {
    const workload = workloads[index];
    if (workload === undefined || texts[index] !== undefined) return;
    texts[index] = encoder.encode(workloadText(workload));
    count += 1;
  };
  for (let index = take(thread.claims, 'front', workloads.length); index !== undefined;) {
    write(index);
    if (index % atATime === 0) await setImmediate();
    index = take(thread.claims, 'front', workloads.length);
  }
  await setImmediate();
  // The last that it has taken are on their way, if it reads what this thread has read.
  while (other.isAlike && !other.isEnded && count < workloads.length)
    await new Promise<void>((heard) => (other.wake = heard));
  for (const [index, workload] of workloads.entries()) {
    write(index);
    keepWorkloadText(workload, texts[index] ?? new Uint8Array());
  }
}
