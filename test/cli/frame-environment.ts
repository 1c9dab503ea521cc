import { tmpdir } from 'node:os';
import type { Environment } from '../../src/cli/environment.ts';

export interface Recorded {
  readonly environment: Environment;
  /** What was written to stdout so far. */
  stdout(): string;
  stderr(): string;
}

interface Wishes {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
}

/** The same world on every machine: a pipe, or a terminal with 16 million colours, and a day that does not pass. */
export function recordedEnvironment(wishes: Wishes = {}): Recorded {
  const isTerminal = wishes.isTerminal ?? false;
  const written = { stdout: '', stderr: '' };
  const writer = (to: 'stdout' | 'stderr') => ({
    isTerminal,
    write(content: string | Uint8Array) {
      written[to] += typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
    },
  });
  return {
    environment: {
      cwd: wishes.cwd ?? tmpdir(),
      env: wishes.env ?? {},
      stdout: writer('stdout'),
      stderr: writer('stderr'),
      columns: isTerminal ? (wishes.columns ?? 120) : undefined,
      colourLevel: isTerminal ? 3 : 0,
      today: () => '2026-11-23',
    },
    stdout: () => written.stdout,
    stderr: () => written.stderr,
  };
}
