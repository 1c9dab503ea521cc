import type { Diagnostic } from '../diagnostics/index.ts';

/** How every command ends. */
export const exitCodes = {
  done: 0,
  checkFailed: 1,
  wrongInput: 2,
  notReadOrWritten: 3,
  defect: 70,
  /** Ctrl-C during a simulation: the result is of what was done until then, and says so. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Warnings alone are no failure; what could not be read or written (`io/...`) weighs more than what is wrong in it. */
export function exitCodeFor(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter((each) => each.severity === 'error');
  if (errors.length === 0) return exitCodes.done;
  return errors.some((each) => each.code.startsWith('io/'))
    ? exitCodes.notReadOrWritten
    : exitCodes.wrongInput;
}
