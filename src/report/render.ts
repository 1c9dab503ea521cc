import type {
  BreakEvenResult,
  CompareResult,
  ExplainResult,
  RunResult,
  SensitivityAnalysis,
  SimulateResult,
  SweepResult,
} from '../analysis/index.ts';
import type { CheckResult } from '../policy/index.ts';
import type { QuotesResult } from '../quotes/index.ts';
import type { CatalogResult } from './results/catalog/results.ts';

/** Every result that can be reported; `schema` tells them apart. */
export type ReportableResult =
  | RunResult
  | CatalogResult
  | BreakEvenResult
  | ExplainResult
  | QuotesResult
  | CompareResult
  | CheckResult
  | SimulateResult
  | SensitivityAnalysis
  | SweepResult;

/** What a renderer is told of the place that its text is shown in. */
export interface RenderOptions {
  /** As chalk counts it; 0, the default, writes no colours. */
  readonly colourLevel?: 0 | 1 | 2 | 3;
  /** In characters; 100 where nothing is said. */
  readonly width?: number;
}

export interface Rendered {
  readonly mediaType: string;
  readonly body: string | Uint8Array;
}

/** A pure function: the same result and options give the same bytes on every machine. */
export type Renderer = (result: ReportableResult, options: RenderOptions) => Rendered;

/** Every format, loaded when it is asked for. */
export const renderers = {
  table: async (): Promise<Renderer> => (await import('./formats/table/index.ts')).renderTable,
  markdown: async (): Promise<Renderer> => (await import('./formats/markdown/index.ts')).renderMarkdown,
  csv: async (): Promise<Renderer> => (await import('./formats/csv.ts')).renderCsv,
  json: async (): Promise<Renderer> => (await import('./formats/json.ts')).renderJson,
  focus: async (): Promise<Renderer> => (await import('./formats/focus/render-focus.ts')).renderFocus,
  junit: async (): Promise<Renderer> => (await import('./formats/junit/render-junit.ts')).renderJunit,
  sarif: async (): Promise<Renderer> => (await import('./formats/sarif/render-sarif.ts')).renderSarif,
} as const;

export type ReportFormat = keyof typeof renderers;

/** The formats that any result can be written in; the others are for one kind of result. */
export const generalFormats = ['table', 'markdown', 'csv', 'json'] as const satisfies readonly ReportFormat[];

/** A result in one of the formats. */
export async function render(
  result: ReportableResult,
  { format, ...options }: RenderOptions & { readonly format: ReportFormat },
): Promise<Rendered> {
  const renderer = await renderers[format]();
  return renderer(result, options);
}
