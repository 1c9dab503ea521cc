import { withoutSecrets } from './secrets.ts';

export type Severity = 'error' | 'warning';

/** `area/what`, such as `scenario/unknown-key`: stable, documented, each with a file under test/errors that causes it. */
export type DiagnosticCode = `${string}/${string}`;

/** A place in a text: lines and columns count from 1; `length` is in characters on that line (0 where only a point is known). */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: the address, what is wrong, and what was expected. Passwords in addresses are left out when it is made. */
  readonly message: string;
  readonly span?: Span;
  /** One short remedy, shown under the excerpt. */
  readonly hint?: string;
}

/** A value with the warnings met on the way, or the problems that kept it from being made. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function ok<T>(value: T, diagnostics: readonly Diagnostic[] = []): Result<T> {
  return { ok: true, value, diagnostics };
}

export function fail(...diagnostics: readonly Diagnostic[]): Result<never> {
  return { ok: false, diagnostics };
}

/** What the codes of a room mean, and what a user can do about them; docs/errors.md lists all. */
export type ProblemTable = Readonly<
  Record<DiagnosticCode, { readonly means: string; readonly remedy: string }>
>;

interface Details {
  readonly span?: Span | undefined;
  readonly hint?: string | undefined;
}

function diagnostic(severity: Severity, code: DiagnosticCode, message: string, details: Details): Diagnostic {
  return {
    code,
    severity,
    message: withoutSecrets(message),
    ...(details.span === undefined ? {} : { span: details.span }),
    ...(details.hint === undefined ? {} : { hint: withoutSecrets(details.hint) }),
  };
}

/** An error: the run cannot go on with this input. */
export function problem(code: DiagnosticCode, message: string, details: Details = {}): Diagnostic {
  return diagnostic('error', code, message, details);
}

/** Something the user should know of; the run goes on. */
export function warning(code: DiagnosticCode, message: string, details: Details = {}): Diagnostic {
  return diagnostic('warning', code, message, details);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error');
}

/** By file, line and column; those without a place come last, in the order they were found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => {
    if (a.span === undefined || b.span === undefined) {
      return Number(a.span === undefined) - Number(b.span === undefined);
    }
    return (
      (a.span.file < b.span.file ? -1 : Number(a.span.file > b.span.file)) ||
      a.span.line - b.span.line ||
      a.span.column - b.span.column
    );
  });
}
