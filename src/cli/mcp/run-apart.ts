import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { packageFolder } from '../../io/index.ts';

/** Bounds of one call. */
export interface Limits {
  readonly seconds: number;
  /** Of its output. */
  readonly bytes: number;
  /** Of its heap. */
  readonly megabytes: number;
}

export type Outcome =
  | { readonly is: 'done'; readonly code: number; readonly output: string; readonly problems: string }
  | { readonly is: 'stopped'; readonly why: string };

/**
 * Runs a command line in a process of its own that may read below `folder` and this package, and nothing else; it may write
 * nothing and start nothing. Node itself holds it to that.
 */
export async function runApart(
  argv: readonly string[],
  folder: string,
  input: string | undefined,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Outcome> {
  const own = packageFolder();
  const readable = [folder, own, ...solverFolder(own)].map((each) => `--allow-fs-read=${each}${sep}`);
  const node = [
    '--no-warnings',
    permission(),
    ...readable,
    '--allow-worker',
    `--max-old-space-size=${limits.megabytes}`,
    join(own, 'bin', 'crossover.js'),
    ...argv,
  ];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, node, {
      cwd: folder,
      // Nothing of the environment is needed, and what it holds is nobody else's.
      env: { CROSSOVER_COMPILED_CACHE: 'off' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const taken = { output: [] as Buffer[], problems: [] as Buffer[] };
    let size = 0;
    let stopped: string | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const take = (into: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.bytes) stop(`the result is larger than ${limits.bytes} bytes: ask for less`);
      else into.push(chunk);
    };
    const timer = setTimeout(
      () => stop(`it took longer than ${limits.seconds} seconds`),
      limits.seconds * 1000,
    );
    signal?.addEventListener('abort', () => stop('it was canceled'), { once: true });
    child.stdout.on('data', take(taken.output));
    child.stderr.on('data', take(taken.problems));
    child.stdin.on('error', () => undefined); // it may end before it has read all
    child.on('error', (error) => stop(`it could not be started: ${error.message}`));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (stopped !== undefined || code === null)
        resolve({ is: 'stopped', why: stopped ?? 'it ran out of memory' });
      else resolve({ is: 'done', code, ...texts(taken) });
    });
    child.stdin.end(input ?? '');
  });
}

function texts(taken: { readonly output: readonly Buffer[]; readonly problems: readonly Buffer[] }): {
  readonly output: string;
  readonly problems: string;
} {
  return {
    output: Buffer.concat(taken.output).toString('utf8'),
    problems: Buffer.concat(taken.problems).toString('utf8'),
  };
}

/** Node 20 has it under another name. */
function permission(): string {
  return process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
}

/** Where the solver was installed: beside this package, or within it. */
function solverFolder(own: string): readonly string[] {
  try {
    return [dirname(createRequire(join(own, 'package.json')).resolve('highs/package.json'))];
  } catch {
    return [];
  }
}
