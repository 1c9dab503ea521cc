/**
 * Problems as values. Everything a user can cause is a `Diagnostic`: a code, a place, what was expected, a hint. A problem
 * and the texts that it points into enter; the lines that a person reads leave. Nothing in this folder throws, and nothing
 * here knows what the checked files are about.
 */
export type { Diagnostic, DiagnosticCode, ProblemTable, Result, Severity, Span } from './diagnostic.ts';
export { fail, hasErrors, ok, problem, sortDiagnostics, warning } from './diagnostic.ts';
export { renderDiagnostics } from './render.ts';
export { withoutSecrets } from './secrets.ts';
export { withoutUnsafe, withoutUnsafeInLines, withUnsafeEscaped } from './unsafe-text.ts';
export { nearest } from './nearest.ts';
export { nearestNames } from './nearest-names.ts';
