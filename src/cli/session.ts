import type { Command } from 'commander';
import { type Diagnostic, renderDiagnostics } from '../diagnostics/index.ts';
import type { Environment } from './environment.ts';
import { exitCodeFor, type ExitCode } from './exit-code.ts';

/** What a command is given when it adds itself to the program. */
export interface Session {
  readonly environment: Environment;
  /** Makes a handler that returns an exit code into what commander calls; the code becomes that of the run. */
  action<Parameters extends unknown[]>(
    handler: (...parameters: Parameters) => Promise<ExitCode>,
  ): (...parameters: Parameters) => Promise<void>;
  /** The program with every command loaded, for what describes all of them. */
  wholeProgram(): Promise<Command>;
}

/** Adds one command, with its arguments, options and action, to the program. */
export type AddCommand = (program: Command, session: Session) => void;

interface Shown {
  /** The text of each file that diagnostics point into, by the name that they give it. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Leaves the warnings out. */
  readonly quiet?: boolean;
}

/** Prints diagnostics to stderr, and returns the exit code that they call for (done where there are only warnings). */
export function reportDiagnostics(
  environment: Environment,
  diagnostics: readonly Diagnostic[],
  shown: Shown = {},
): ExitCode {
  const visible =
    shown.quiet === true ? diagnostics.filter((each) => each.severity === 'error') : diagnostics;
  if (visible.length > 0) {
    environment.stderr.write(`${renderDiagnostics(visible, shown.sources ?? new Map())}\n`);
  }
  return exitCodeFor(diagnostics);
}
