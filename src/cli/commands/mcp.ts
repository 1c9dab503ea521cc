import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { problem } from '../../diagnostics/index.ts';
import { exitCodes } from '../exit-code.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const help = `
Tools: run, breakeven, place, forecast, explain, addresses, catalog_search. Each answers with the JSON
of the command, whose schema is published. Nothing is written, nothing is fetched, and only files below
the folder are read.

Examples:
  crossover mcp                            for a client that starts it in the folder of the scenarios
  crossover mcp --folder scenarios --seconds 20

In the configuration of a client:
  { "mcpServers": { "crossover": { "command": "crossover", "args": ["mcp", "--folder", "/path/to/scenarios"] } } }`;

/** Bounds of the output and of the heap of one call. */
const [bytes, megabytes] = [8_000_000, 1_000];
const longestCall = 3_600;

interface Flags {
  readonly folder: string;
  readonly seconds: number;
}

/** `crossover mcp`: the commands as tools for an assistant, over standard input and output. */
export function addMcp(command: Command, session: Session): void {
  command
    .description(
      'Serve the commands as tools over the Model Context Protocol, on standard input and output, for an AI assistant.',
    )
    .option('--folder <folder>', 'the only folder from which scenarios and catalogs are read', '.')
    .addOption(
      new Option('--seconds <n>', 'time limit of one call, in seconds').default(60).argParser(parseSeconds),
    )
    .addHelpText('after', help);
  command.action(
    session.action(async (flags: Flags) => {
      const { environment } = session;
      const folder = resolve(environment.cwd, flags.folder);
      if (!isFolder(folder))
        return reportDiagnostics(environment, [
          problem('io/not-a-folder', `--folder ${flags.folder}: expected a folder`, {
            hint: 'name the folder that holds your scenarios',
          }),
        ]);
      const [{ serveStdio }, { createServer }] = await Promise.all([
        import('@modelcontextprotocol/server/stdio'),
        import('../mcp/server.ts'),
      ]);
      const limits = { seconds: flags.seconds, bytes, megabytes };
      await new Promise<void>((done) => {
        serveStdio(() => createServer({ folder, limits }));
        process.stdin.once('close', done);
        process.stdin.once('end', done);
      });
      return exitCodes.done;
    }),
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= longestCall))
    throw new InvalidArgumentError(`Expected a number of seconds up to ${longestCall}.`);
  return seconds;
}
