import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../analysis/index.ts';
import { fail, type Result } from '../diagnostics/index.ts';
import type { LogWatch } from '../io/index.ts';
import type { Environment } from './environment.ts';
import { openProgress } from './progress.ts';

/** Work that can take longer than a second: how far it is, and whether somebody has ended it. */
export interface LongWork {
  /** Says how much is done, of so many in all. */
  readonly update: (done: number) => void;
  /** The same between two steps that block: it lets Ctrl-C be heard, and says whether to go on. */
  pause(done: number): Promise<boolean>;
  /** Ended by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Takes the bar away and gives Ctrl-C back. More than one call does nothing. */
  close(): void;
}

/**
 * Begins work of `total` steps: on a terminal a bar with the time that is left, where it takes a while, and Ctrl-C ends it with what
 * it has instead of ending the process. `unit` is what is counted: `samples`.
 */
export function openLongWork(
  environment: Environment,
  { total, unit }: { readonly total: number; readonly unit: string },
  quiet: boolean,
): LongWork {
  const stop = new AbortController();
  const release = environment.onInterrupt?.(() => stop.abort());
  const progress = openProgress(environment, { total, unit }, quiet);
  let latest = 0;
  let isClosed = false;
  const update = (done: number): void => {
    latest = done;
    progress.update(done);
  };
  return {
    update,
    async pause(done) {
      update(done);
      await setImmediate();
      return !stop.signal.aborted;
    },
    signal: stop.signal,
    close() {
      if (isClosed) return;
      isClosed = true;
      progress.stop();
      release?.();
      if (stop.signal.aborted && !quiet)
        environment.stderr.write(`stopped after ${shown(latest)} of ${shown(total)} ${unit}\n`);
    },
  };
}

/** Milliseconds between two looks at whether somebody presses Ctrl-C: few enough to be felt as at once. */
const glance = 40;

/**
 * Goes through a computation's steps, with a bar where it takes a while, until its end or Ctrl-C: what it has then is its result, or
 * a failure without a problem where that is nothing yet. Between two looks it computes as if nobody watched.
 */
export async function inSteps<R>(
  environment: Environment,
  { unit, quiet, isNothing }: { unit: string; quiet: boolean; isNothing: (result: R) => boolean },
  steps: Steps<Result<R>>,
): Promise<Result<R>> {
  let work: LongWork | undefined;
  try {
    let looked = -Infinity;
    let next = steps.next();
    while (next.done !== true) {
      const { done, of } = next.value;
      work ??= openLongWork(environment, { total: of, unit }, quiet);
      let goesOn = true;
      if (performance.now() - looked >= glance) {
        goesOn = await work.pause(done);
        looked = performance.now();
      }
      next = steps.next(goesOn);
    }
    const { value } = next;
    return work?.signal.aborted === true && value.ok && isNothing(value.value) ? fail() : value;
  } finally {
    work?.close();
  }
}

/** Reads a log, with a bar where it takes a while, until its end or Ctrl-C, which leaves a failure without a problem. */
export async function whileReading<T>(
  environment: Environment,
  quiet: boolean,
  read: (watch: LogWatch) => Promise<Result<T>>,
): Promise<Result<T>> {
  const work = openLongWork(environment, { total: 100, unit: '% of the log' }, quiet);
  try {
    return await read({ update: (percent) => work.update(Math.round(percent)), signal: work.signal });
  } finally {
    work.close();
  }
}

/** Whether work was ended by Ctrl-C before there was anything. */
export function wasEnded(result: Result<unknown>): boolean {
  return !result.ok && result.diagnostics.length === 0;
}

function shown(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
