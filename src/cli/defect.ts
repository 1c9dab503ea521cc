import { problem } from '../diagnostics/index.ts';
import type { Environment } from './environment.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { reportDiagnostics } from './session.ts';
import { version } from './version.ts';

const advice = `  This is a bug in crossover, not in your input. Please report it where you got crossover from, with
  - this message, and what CROSSOVER_DEBUG=1 adds to it when the same command runs again,
  - the command line, and the smallest scenario or file that still shows it,
  - the versions: crossover ${version}, Node.js ${process.versions.node}, ${process.platform} ${process.arch}.
`;

/** Says what an unexpected exception is and how to report it. The stack is shown only where CROSSOVER_DEBUG=1. */
export function reportDefect(error: unknown, environment: Environment): ExitCode {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  reportDiagnostics(environment, [problem('cli/defect', message.slice(0, 1_000))]);
  environment.stderr.write(advice);
  if (environment.env['CROSSOVER_DEBUG'] === '1' && error instanceof Error) {
    environment.stderr.write(`${error.stack ?? 'no stack'}\n`);
  }
  return exitCodes.defect;
}
