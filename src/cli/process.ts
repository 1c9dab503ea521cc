import { fstatSync } from 'node:fs';
import type { ColourLevel, Environment, Writer } from './environment.ts';
import { runCli } from './program.ts';
import { watchOutput } from './watch-output.ts';

/** Runs the command line of this process, and leaves its exit code to Node, so that pipes are written to their end. */
export async function runProcess(): Promise<void> {
  const hasFailed = watchOutput(process);
  process.exitCode = await runCli(process.argv.slice(2), processEnvironment(hasFailed));
}

function processEnvironment(hasFailed: () => boolean): Environment {
  const { stdout, stderr } = process;
  // Looking at stdin opens it, which takes a while.
  const isInteractive = stdout.isTTY && process.stdin.isTTY;
  return {
    cwd: process.cwd(),
    env: process.env,
    isInputFile: isFileRedirected,
    stdout: writerOf(stdout, hasFailed),
    stderr: writerOf(stderr, hasFailed),
    columns: stdout.isTTY ? stdout.columns : undefined,
    colourLevel: colourLevelOf(stdout),
    today: () => new Date().toISOString().slice(0, 10),
    onInterrupt: (handler) => {
      process.once('SIGINT', handler);
      return () => process.off('SIGINT', handler);
    },
    isInteractive,
    ...(isInteractive
      ? {
          page: async (text: string) =>
            (await import('./pager.ts')).showInPager(text, { env: process.env, rows: stdout.rows }),
        }
      : {}),
    watchFiles: async (paths, onChange) => (await import('../io/index.ts')).watchFiles(paths, onChange),
  };
}

function isFileRedirected(): boolean {
  try {
    return fstatSync(0).isFile();
  } catch {
    return false; // closed
  }
}

function writerOf(stream: NodeJS.WriteStream, hasFailed: () => boolean): Writer {
  return {
    isTerminal: stream.isTTY,
    write(content) {
      if (!hasFailed()) stream.write(content);
    },
    async taken() {
      if (hasFailed() || !stream.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          for (const event of ['drain', 'close', 'error']) stream.off(event, done);
          resolve();
        };
        for (const event of ['drain', 'close', 'error']) stream.on(event, done);
      });
    },
  };
}

function colourLevelOf(stream: NodeJS.WriteStream): ColourLevel {
  if (!stream.isTTY) return 0;
  const depth = stream.getColorDepth();
  if (depth >= 24) return 3;
  if (depth >= 8) return 2;
  return depth >= 4 ? 1 : 0;
}
