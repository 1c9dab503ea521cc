import type { Command } from 'commander';
import { type Diagnostic, renderDiagnostics } from '../diagnostics/index.ts';
import type { Environment } from './environment.ts';
import { exitCodeFor, type ExitCode } from './exit-code.ts';

/** What a command is given when it adds itself to the program. */
export interface Session {
  readonly environment: Environment;
  /** Whether results may be shown in a pager: not with --no-pager, and not again and again with --watch. */
  readonly mayPage?: () => boolean;
  /** Makes a handler that returns an exit code into what commander calls; the code becomes that of the run. */
  action<Parameters extends unknown[]>(
    handler: (...parameters: Parameters) => Promise<ExitCode>,
  ): (...parameters: Parameters) => Promise<void>;
  /** The program with every command loaded, for what describes all of them. */
  wholeProgram(): Promise<Command>;
}

/** Gives a command of the registry its description, arguments, options and action. */
export type AddCommand = (command: Command, session: Session) => void;

/** A command, as a registry lists it. */
export interface CommandEntry {
  /** One line, shown in the list of commands and in the completion scripts. */
  readonly summary: string;
  /** Imports the command's file: only the one that is asked for is loaded. */
  readonly load: () => Promise<AddCommand>;
}

/** The commands of a program, or of a group, in the order of the help. */
export type Registry = Readonly<Record<string, CommandEntry>>;

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
