import type { IsoMonth } from '../../../document/index.ts';
import type { Exact } from '../../../formula/index.ts';

/** What a forecast says over many paths of what is not known. */
export interface ForecastPaths {
  readonly samples: number;
  readonly seed: number;
  /** The addresses of what differs from path to path. */
  readonly uncertain: readonly string[];
  readonly workloads: readonly PathWorkload[];
  /**
   * Every workload with its option of least present value at the stated figures, and the roadmap, added up path by path; null where
   * the scenario has cases, which are never paid together.
   */
  readonly portfolio: PathPortfolio | null;
}

export interface PathPortfolio {
  readonly npv: Percentiles & { readonly mean: Exact };
  /** The expense of each month. */
  readonly months: readonly PortfolioPathMonth[];
}

export interface PortfolioPathMonth extends Percentiles {
  readonly month: IsoMonth;
  /** How often it is above the budget of a month; null without a budget. */
  readonly overBudget: number | null;
}

export interface PathWorkload {
  readonly id: string;
  readonly options: readonly PathOptionResult[];
  /**
   * What it is worth to keep the reference for some months and to choose then, where the path is known by then; null where there
   * is nothing to choose. It cannot be more, since part of the path is still unknown in truth.
   */
  readonly waiting: {
    readonly months: number;
    readonly reference: string;
    readonly value: Exact;
  } | null;
}

export interface Percentiles {
  readonly p10: Exact;
  readonly p50: Exact;
  readonly p90: Exact;
}

export interface PathOptionResult {
  readonly id: string;
  readonly npv: Percentiles & { readonly mean: Exact };
  /** How often it has the least present value of all. */
  readonly best: number;
  readonly months: readonly PathMonth[];
}

/** The expense of a month. */
export interface PathMonth extends Percentiles {
  readonly month: IsoMonth;
  /** How often it is the cheapest in the month. */
  readonly cheapest: number;
  /** How often it is above the budget of a month; null without a budget. */
  readonly overBudget: number | null;
}
