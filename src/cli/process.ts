import { fstatSync } from 'node:fs';
import type { ColourLevel, Environment } from './environment.ts';
import { openOutput } from './outputs.ts';
import { runCli } from './program.ts';
import { endWithFailure, reportOutputFailure } from './watch-output.ts';

/** Runs the command line of this process, and leaves its exit code to Node, so that pipes are written to their end. */
export async function runProcess(): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2), processEnvironment());
}

function processEnvironment(): Environment {
  const { writer: stdout, terminal } = openOutput(1, (error) => void reportOutputFailure(error));
  // Nothing can be said anywhere of a failure of stderr.
  const { writer: stderr } = openOutput(2, endWithFailure);
  // Looking at stdin opens it, which takes a while.
  const isInteractive = terminal?.isTTY === true && process.stdin.isTTY;
  return {
    cwd: process.cwd(),
    env: process.env,
    isInputFile: isFileRedirected,
    stdout,
    stderr,
    columns: terminal?.isTTY === true ? terminal.columns : undefined,
    colourLevel: terminal === undefined ? 0 : colourLevelOf(terminal),
    today: () => new Date().toISOString().slice(0, 10),
    onInterrupt: (handler) => {
      process.once('SIGINT', handler);
      return () => process.off('SIGINT', handler);
    },
    isInteractive,
    ...(isInteractive
      ? {
          page: async (text: string) =>
            (await import('./pager.ts')).showInPager(text, { env: process.env, rows: terminal.rows }),
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

function colourLevelOf(stream: NodeJS.WriteStream): ColourLevel {
  if (!stream.isTTY) return 0;
  const depth = stream.getColorDepth();
  if (depth >= 24) return 3;
  if (depth >= 8) return 2;
  return depth >= 4 ? 1 : 0;
}
