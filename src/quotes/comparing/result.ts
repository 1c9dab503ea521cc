import type { Exact } from '../../formula/index.ts';
import type {
  CapacityResult,
  CatalogReference,
  CrossoverResult,
  Finding,
  Partial,
} from '../../analysis/index.ts';

/** GPU quotes side by side, for one model and one workload: `crossover/quotes/1`. Amounts are in `currency` unless a unit says otherwise. */
export interface QuotesResult {
  readonly schema: 'crossover/quotes/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** Only where it was ended early. */
  readonly partial?: Partial;
  readonly currency: string;
  readonly workload: {
    readonly id: string;
    readonly volume: { readonly requests: Exact | null; readonly tokens: Exact };
    /** What the GPUs serve. */
    readonly model: string;
    /** Whether the workload is made up of flags and defaults instead of read from a scenario. */
    readonly standIn: boolean;
  };
  /** What the quotes are held against; null where nothing was named and the workload buys from none. */
  readonly api: {
    readonly id: string;
    readonly title: string;
    readonly monthly: Exact;
    readonly perMtok: Exact | null;
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
  readonly minimumTermMonths: Exact | null;
  readonly gpusPerNode: number;
  readonly minimumGpus: number | null;
  /** A GPU rented all month, what is paid at the start spread over the term, per hour; null without an exchange rate. */
  readonly effectiveHourly: Exact | null;
  /** What the fewest GPUs that are rented cost a month. */
  readonly leastMonthly: Exact | null;
  /** The catalog's offers of the same GPU and term, in effective prices per hour. */
  readonly list: PriceRange | null;
  /** Per Mtok with the GPUs busy all the time, and for the workload as it is. */
  readonly floorPerMtok: Exact | null;
  readonly perMtok: Exact | null;
  readonly monthly: Exact | null;
  readonly capacity: CapacityResult | null;
  /** Over volume, against the API. */
  readonly breakEven: CrossoverResult | null;
  /** The quote's own price at which it would be the cheapest quote, and at which it would cost less than the API. */
  readonly winsBelow: WinningPrice | null;
  readonly beatsApiBelow: WinningPrice | null;
  /** Of a price for a term: what is owed for its GPUs, whether they are used or not; null without a term. */
  readonly commitment: {
    readonly months: Exact;
    /** What its GPUs cost over the term: what leaving on the first day costs. */
    readonly total: Exact;
    /** Each month of the term in which they are not used. */
    readonly perMonthLeft: Exact;
    /** What leaving after half of the term still costs, or has cost in advance. */
    readonly leavingHalfway: Exact;
    /** All that the workload costs over the term at its volume: GPUs, people and everything else in `monthly`. */
    readonly ownership: Exact;
  } | null;
  /** The weakest kind among the inputs of the monthly cost. */
  readonly weakest: string | null;
  readonly excludedBy: readonly Finding[];
  readonly notes: readonly string[];
}

/** Effective prices per hour of offers in the catalog. */
export interface PriceRange {
  readonly offers: number;
  readonly lowest: { readonly id: string; readonly hourly: Exact };
  readonly highest: { readonly id: string; readonly hourly: Exact };
}

/** Null as a price: it would not win even for nothing. */
export interface WinningPrice {
  readonly against: string;
  readonly price: Exact | null;
  /** Of the price, in the quote's own currency. */
  readonly unit: string;
}
