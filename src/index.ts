/** The library: the same scenarios, catalogs, model, analyses and reports as the command line, without files or network. */
export * from './analysis/index.ts';
export * from './catalog/index.ts';
export type { Diagnostic, DiagnosticCode, Result, Severity, Span } from './diagnostics/index.ts';
export { renderDiagnostics } from './diagnostics/index.ts';
export { Exact } from './formula/index.ts';
export * from './model/index.ts';
export * from './report/index.ts';
export * from './scenario/index.ts';
