import type { Exact } from '../../formula/index.ts';
import type { PriceKey } from './query.ts';

/** Why what the log cost is not what `run` says of the log's means. */
export type PriceCause = 'context_tiers' | 'failed_attempts' | 'peaks';

/** What the log would have cost under an option. */
export interface OptionPrice {
  readonly id: string;
  readonly title: string;
  /** Each row by itself; or the log's own hours one after the other, where capacity is reserved. */
  readonly method: 'rows' | 'hours';
  /** Tokens of the whole log; null where they are not priced by row. */
  readonly tokens: Exact | null;
  /** Rows with a length for which no price is known: they are not in the amounts. */
  readonly unknownRows: number;
  /** Everything, for a month like the log's period. */
  readonly monthly: Exact | null;
  /** What `run` says of the log's means. */
  readonly run: Exact | null;
  /** How `monthly` comes out of `run`; the amounts add up to the difference. */
  readonly causes: readonly { readonly cause: PriceCause; readonly monthly: Exact }[];
  /** Why there is no figure, or why the option may not be taken. */
  readonly excludedBy: readonly string[];
  readonly notes: readonly string[];
}

/** A part of the log and what it would have cost; `costs` has the options of `priced`, in their order. */
export interface PricePart {
  readonly id: string;
  readonly rows: number;
  /** Finished or not. */
  readonly attempts: number;
  readonly costs: readonly (Exact | null)[];
}

/** What a log would have cost under the options of a scenario. */
export interface UsagePriceResult {
  readonly schema: 'crossover/usage-price/1';
  readonly log: { readonly title: string; readonly files: readonly string[] };
  readonly period: {
    readonly from: string;
    readonly until: string;
    readonly hours: number;
    readonly zone: string;
  };
  readonly rows: { readonly counted: number; readonly leftOut: number };
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: { readonly version: string; readonly digest: string; readonly asOf: string };
  readonly workload: string;
  readonly currency: string;
  readonly options: readonly OptionPrice[];
  /** The least monthly amount among the options that may be taken. */
  readonly cheapest: string | null;
  readonly by: PriceKey;
  /** The options whose costs the parts have. */
  readonly priced: readonly string[];
  readonly parts: readonly PricePart[];
}
