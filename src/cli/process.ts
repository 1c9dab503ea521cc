import type { ColourLevel, Environment, Writer } from './environment.ts';
import { runCli } from './program.ts';

/** Runs the command line of this process, and leaves its exit code to Node, so that pipes are written to their end. */
export async function runProcess(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  process.exitCode = await runCli(process.argv.slice(2), processEnvironment());
}

function processEnvironment(): Environment {
  const { stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: writerOf(stdout),
    stderr: writerOf(stderr),
    columns: stdout.isTTY ? stdout.columns : undefined,
    colourLevel: colourLevelOf(stdout),
    today: () => new Date().toISOString().slice(0, 10),
    onInterrupt: (handler) => {
      process.once('SIGINT', handler);
      return () => process.off('SIGINT', handler);
    },
    watchFiles: async (paths, onChange) => (await import('../io/index.ts')).watchFiles(paths, onChange),
  };
}

function writerOf(stream: NodeJS.WriteStream): Writer {
  return {
    isTerminal: stream.isTTY,
    write(content) {
      stream.write(content);
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

/** The reader has gone (`| head`). A command that has just written still sets its exit code before this takes effect. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  setImmediate(() => process.exit());
}
