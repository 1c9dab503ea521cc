/**
 * The library: the same scenarios, catalogs, model, analyses and reports as the command line. Files or texts enter; models,
 * results and reports leave. What a user can cause is a `Diagnostic`, not an exception.
 */
export {
  listBundledCatalogs,
  listBundledScenarios,
  readCatalog,
  readModel,
  type ReadOptions,
} from './reading.ts';
export { breakEvenOf, sensitivityOf, simulationOf, sweepOf, type SamplingOptions } from './asking.ts';
export { compare, explain, runModel, type ComparedSet, type Subject } from '../analysis/index.ts';
export type {
  BreakEvenResult,
  CompareResult,
  ExplainResult,
  RunResult,
  SensitivityAnalysis,
  SimulateResult,
  SweepResult,
} from '../analysis/index.ts';
export { loadSerializedCatalog, parseCatalog, type Catalog } from '../catalog/index.ts';
export { parseScenario, type Scenario, type ScenarioInput } from '../scenario/index.ts';
export { renderDiagnostics } from '../diagnostics/index.ts';
export type { Diagnostic, DiagnosticCode, Result, Severity, Span } from '../diagnostics/index.ts';
export {
  formatsOf,
  generalFormats,
  loadSavedResult,
  render,
  type FormatOf,
  type Rendered,
  type RenderOptions,
  type ReportableResult,
  type ReportFormat,
} from '../report/index.ts';
export * from './formula.ts';
export * from './model.ts';
