import type {
  AddressesResult,
  BacktestResult,
  BreakEvenResult,
  CompareResult,
  ExplainResult,
  ForecastCompareResult,
  ForecastResult,
  PlaceResult,
  RunResult,
  SensitivityAnalysis,
  SimulateResult,
  StressResult,
  SweepResult,
} from '../analysis/index.ts';
import type { Exact } from '../formula/index.ts';
import type { Model, Portfolio, VolumeSeries } from '../model/index.ts';
import type { CheckResult } from '../policy/index.ts';
import type { QuotesModel, QuotesResult } from '../quotes/index.ts';
import type { UsageAgainstResult, UsagePriceResult, UsageResult } from '../usage/index.ts';
import type { CatalogResult } from './results/catalog/results.ts';

/** Every result that can be reported; `schema` tells them apart. */
export type ReportableResult =
  | RunResult
  | CatalogResult
  | BreakEvenResult
  | ExplainResult
  | AddressesResult
  | PlaceResult
  | StressResult
  | QuotesResult
  | UsageResult
  | UsagePriceResult
  | UsageAgainstResult
  | CompareResult
  | CheckResult
  | SimulateResult
  | SensitivityAnalysis
  | SweepResult
  | ForecastResult
  | ForecastCompareResult
  | BacktestResult;

/** What tells results apart: `crossover/result/1` for those of `run`, and so on. */
export type ResultSchema = ReportableResult['schema'];

/** The results of one schema, or of several. */
export type ResultOf<S extends ResultSchema> = Extract<ReportableResult, { readonly schema: S }>;

/** What a month costs under uncertainty. */
export interface CostRange {
  readonly p10: Exact;
  readonly p90: Exact;
  /** What the range rests on, in words. */
  readonly basis: string;
}

/** How much of a result is shown: of `run` and `forecast` in a terminal, of `quotes` in any format for people. */
export interface ScreenOptions {
  /** `full`, the default, has every section; `screen` what fits on one; `brief` a line a workload; `page` one page of quotes. */
  readonly detail?: 'brief' | 'screen' | 'page' | 'full';
  /** The file as it was named, for the commands that are suggested. */
  readonly file?: string;
  /** Of the chosen option, by workload. */
  readonly ranges?: ReadonlyMap<string, CostRange>;
}

/** The program of a page, and its digest as a policy names it: `sha256-` and 44 characters. */
export interface PageScript {
  readonly text: string;
  readonly digest: string;
}

/** What a renderer is told of the place that its text is shown in. */
export interface RenderOptions extends ScreenOptions {
  /** How many colors a terminal has: 1 for 16, 2 for 256, 3 for all; 0, the default, writes none. */
  readonly colourLevel?: 0 | 1 | 2 | 3;
  /** In characters; 100 by default. */
  readonly width?: number;
  /** What the result of `run`, `sweep` or `sensitivity` was made of, for formats whose figures can be computed again. */
  readonly model?: Model;
  /** What the result of `place` was made of, for the same. */
  readonly portfolio?: Portfolio;
  /** What a forecast was made of, for the same. */
  readonly forecast?: { readonly model: Model; readonly volumes?: VolumeSeries };
  /** The two scenarios that `compare` was given, for the same. */
  readonly compared?: { readonly before: Model; readonly after: Model };
  /** The formulas that quotes are compared by, for the same. */
  readonly quoted?: QuotesModel;
  /** The program of a page, as `npm run build` makes it; without one, pages are reports to be read. */
  readonly pageScript?: PageScript;
}

/** Written bytes, or text, or parts of a text that together would be larger than a text or the memory may be. */
export type Content = string | Uint8Array | Iterable<string>;

export interface Rendered<Body extends Content = string | Uint8Array> {
  readonly mediaType: string;
  readonly body: Body;
}

/** A pure function: the same result and options give the same bytes on every machine. */
export type Renderer<R extends ReportableResult = ReportableResult> = (
  result: R,
  options: RenderOptions,
) => Rendered<Content>;
