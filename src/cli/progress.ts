import type { Environment } from './environment.ts';

/** Shorter runs need no bar. */
const patience = 700;

export interface Progress {
  readonly update: (done: number) => void;
  readonly stop: () => void;
}

/** A bar with the time left on stderr, where that is a terminal and the run takes a while; else nothing. */
export function openProgress(
  { stderr, columns }: Environment,
  { total, unit }: { readonly total: number; readonly unit: string },
  quiet: boolean,
): Progress {
  if (!stderr.isTerminal || quiet) return { update: () => undefined, stop: () => undefined };
  let stopped = false;
  let bar: { update(value: number): void; stop(): void } | undefined;
  let latest = 0;
  const show = async (): Promise<void> => {
    const { default: library } = await import('cli-progress');
    if (stopped) return;
    const stream = {
      isTTY: true,
      columns: columns ?? 80,
      write: (text: string): boolean => {
        stderr.write(text);
        return true;
      },
    };
    const made = new library.SingleBar({
      format: `{bar} {percentage} %  {value} of {total} ${unit}, {eta_formatted} left; Ctrl-C stops`,
      stream,
      clearOnComplete: true,
      hideCursor: true,
      etaBuffer: 30,
    });
    made.start(total, latest);
    bar = made;
  };
  const timer = setTimeout(() => void show(), patience);
  return {
    update: (done) => {
      latest = Math.min(done, total);
      bar?.update(latest);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      bar?.stop();
    },
  };
}
