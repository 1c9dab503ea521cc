import type { IsoDate, IsoMonth } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { CatalogReference } from '../result.ts';

/** The result of `forecast --backtest` (`crossover/backtest/1`). */
export interface BacktestResult {
  readonly schema: 'crossover/backtest/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly currency: string;
  /** The day that the forecast was made on, and the last day of the history. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly months: number;
  /** Sample paths behind the range; null where nothing that moves prices is uncertain, so that no range is stated. */
  readonly samples: number | null;
  readonly workloads: readonly BacktestWorkload[];
  /** Of all months after the first whose cost is known; null where no range is stated. */
  readonly coverage: BacktestCoverage | null;
  /** The same trends on every price of the catalog that held on the first day. */
  readonly series: readonly BacktestSeries[];
}

/** How often what happened lay between P10 and P90, which is to be 80 % of the time. */
export interface BacktestCoverage {
  readonly within: number;
  readonly counted: number;
}

export interface BacktestWorkload {
  readonly id: string;
  readonly options: readonly BacktestOption[];
  /** The option of least expense over the months in which every option's cost is known. */
  readonly forecastBest: string | null;
  readonly actualBest: string | null;
  /** What following the forecast cost more than the option that turned out the cheapest. */
  readonly regret: Exact | null;
}

export interface BacktestOption {
  readonly id: string;
  readonly months: readonly {
    readonly month: IsoMonth;
    readonly forecast: Exact;
    readonly p10: Exact | null;
    readonly p90: Exact | null;
    /** Null where the catalog has no price for the month. */
    readonly actual: Exact | null;
  }[];
  /** Over the months that are known: forecast and actual expense, and the mean of |forecast / actual - 1|. */
  readonly forecast: Exact;
  readonly actual: Exact;
  readonly error: Exact | null;
  readonly coverage: BacktestCoverage | null;
  /** The first month whose price the catalog does not know; null where it knows all. */
  readonly unknownFrom: IsoMonth | null;
}

/** Prices of one kind, so many months after the first day. */
export interface BacktestSeries {
  readonly trend: 'api_price' | 'gpu_price';
  readonly months: number;
  /** Entries with a price on both days, and entries that had one and have none any more. */
  readonly entries: number;
  readonly gone: number;
  /** Entries whose price is the same. */
  readonly unchanged: number;
  /** The price as a multiple of that of the first day: what the trend says, its P10 and P90, and the median that happened. */
  readonly forecast: Exact;
  readonly p10: Exact | null;
  readonly p90: Exact | null;
  readonly median: Exact;
  /** Entries between P10 and P90; null where the trend is no distribution. */
  readonly within: number | null;
}
