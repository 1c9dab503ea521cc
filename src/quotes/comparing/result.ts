import type { CapacityResult, CatalogReference, CrossoverResult, Finding } from '../../analysis/index.ts';

/** GPU quotes side by side, for one model and one workload: `crossover/quotes/1`. Amounts are in `currency` unless a unit says otherwise. */
export interface QuotesResult {
  readonly schema: 'crossover/quotes/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly currency: string;
  readonly workload: {
    readonly id: string;
    readonly volume: { readonly requests: string | null; readonly tokens: string };
    /** What the GPUs serve. */
    readonly model: string;
    /** Whether the workload is made up of flags and defaults instead of read from a scenario. */
    readonly stand_in: boolean;
  };
  /** What the quotes are held against; null where nothing was named and the workload buys from none. */
  readonly api: {
    readonly id: string;
    readonly title: string;
    readonly monthly: string;
    readonly per_mtok: string | null;
  } | null;
  /** By rank, then those without one by effective price. */
  readonly quotes: readonly QuoteResult[];
  /** Rows that were not taken. */
  readonly rejected: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
  readonly warnings: readonly Finding[];
}

export interface QuoteResult {
  readonly id: string;
  /**
   * By what a month of the workload costs, from 1; null where that is not known, the workload's constraints forbid it, the
   * quote has expired, or it is a spot price without the cost of interruptions.
   */
  readonly rank: number | null;
  readonly vendor: string;
  readonly gpu: string;
  readonly region: string | null;
  readonly file: string;
  readonly line: number;
  /** The price as the row has it: `28 USD/node/hour`. */
  readonly quoted: string;
  readonly term: string;
  readonly minimum_term_months: string | null;
  readonly gpus_per_node: number;
  readonly minimum_gpus: number | null;
  /** A GPU rented all month, what is paid at the start spread over the term, per hour; null without an exchange rate. */
  readonly effective_hourly: string | null;
  /** What the fewest GPUs that are rented cost a month. */
  readonly least_monthly: string | null;
  /** The catalog's offers of the same GPU and term, in effective prices per hour. */
  readonly list: PriceRange | null;
  /** Per Mtok with the GPUs busy all the time, and for the workload as it is. */
  readonly floor_per_mtok: string | null;
  readonly per_mtok: string | null;
  readonly monthly: string | null;
  readonly capacity: CapacityResult | null;
  /** Over volume, against the API. */
  readonly break_even: CrossoverResult | null;
  /** The quote's own price at which it would be the cheapest quote, and at which it would cost less than the API. */
  readonly wins_below: WinningPrice | null;
  readonly beats_api_below: WinningPrice | null;
  /** Of a price for a term: what its GPUs cost over it, and each month of it that they are not used; null without a term. */
  readonly commitment: {
    readonly months: string;
    readonly total: string;
    readonly per_month_left: string;
  } | null;
  /** The weakest kind among the inputs of the monthly cost. */
  readonly weakest: string | null;
  readonly excluded_by: readonly Finding[];
  readonly notes: readonly string[];
}

/** Effective prices per hour of offers in the catalog. */
export interface PriceRange {
  readonly offers: number;
  readonly lowest: { readonly id: string; readonly hourly: string };
  readonly highest: { readonly id: string; readonly hourly: string };
}

/** Null as a price: it would not win even for nothing. */
export interface WinningPrice {
  readonly against: string;
  readonly price: string | null;
  /** Of the price, in the quote's own currency. */
  readonly unit: string;
}
