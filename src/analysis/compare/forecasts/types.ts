import type { IsoMonth } from '../../../document/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Change, ComparedState, OneSided } from '../types.ts';

/** The result of `compare` where both sides are forecasts (`crossover/compare-forecasts/1`). */
export interface ForecastCompareResult {
  readonly schema: 'crossover/compare-forecasts/1';
  /** How the two states were named. */
  readonly before: string;
  readonly after: string;
  /** Whether any figure or best option is not the same. */
  readonly changed: boolean;
  /** Workloads for which another option has the least present value. */
  readonly flips: number;
  /** Workloads whose best option still has its name and is another model, price or offer. */
  readonly swaps: number;
  readonly scenarios: readonly ForecastComparison[];
  /** Forecasts that one side lacks, with their cash over all months, null where they have cases. */
  readonly oneSided: readonly (Omit<OneSided, 'monthly'> & { readonly total: Exact | null })[];
}

export interface ForecastComparison {
  readonly name: string;
  readonly currency: string;
  readonly before: ForecastState;
  readonly after: ForecastState;
  readonly changed: boolean;
  /** Of all workloads, each at its best option; null where a side has cases, which are never paid together. */
  readonly whole: ForecastAmounts | null;
  /** The change of the whole by cause; null where it is not known. */
  readonly effects: readonly ForecastEffect[] | null;
  /** `average_of_orders`: each cause is averaged over all orders; `in_order`: one after the other, as listed. */
  readonly method: EffectMethod | null;
  readonly notAttributedBecause: string | null;
  readonly workloads: readonly ForecastWorkloadComparison[];
}

export type EffectMethod = 'average_of_orders' | 'in_order';

export interface ForecastState extends ComparedState {
  readonly start: IsoMonth;
  readonly months: number;
  /** By the month. */
  readonly discountRate: Exact;
}

/** What is compared of months: all amounts in the currency. */
export interface ForecastAmounts {
  /** Cash over all months. */
  readonly total: Change;
  readonly totalExpense: Change;
  readonly npv: Change;
  /** The month in which the most cash is paid. */
  readonly largestMonth: Change & {
    readonly monthBefore: IsoMonth | null;
    readonly monthAfter: IsoMonth | null;
  };
  /** Twelve months from the first one of each side. */
  readonly years: readonly {
    readonly year: number;
    readonly cash: Change;
    readonly expense: Change;
  }[];
}

export interface ForecastWorkloadComparison {
  readonly id: string;
  /** Null where the side has no such workload. */
  readonly before: BestState | null;
  readonly after: BestState | null;
  readonly flipped: boolean;
  readonly swapped: boolean;
  readonly changed: boolean;
  /** Of the best option. */
  readonly amounts: ForecastAmounts;
  /** What is used up over all months, by line of the best options. */
  readonly lines: readonly (Change & { readonly id: string; readonly label: string })[];
  /** The present value of every option; null where a side lacks it, or it has no figures. */
  readonly options: readonly (Change & { readonly id: string })[];
}

/** The option of least present value that is kept over the whole horizon, and when the best schedule switches. */
export interface BestState {
  readonly option: string | null;
  readonly title: string | null;
  readonly switchMonth: IsoMonth | null;
}

/** What may differ between two scenarios, in the order in which it is put in place. */
export const forecastCauses = [
  'prices',
  'volume',
  'people',
  'trends',
  'events',
  'roadmap',
  'horizon',
  'discounting',
  'inputs',
] as const;

export type ForecastCause = (typeof forecastCauses)[number];

/** What one cause contributes; all effects add up to the change exactly. */
export interface ForecastEffect {
  readonly cause: ForecastCause;
  readonly npv: Exact;
  readonly total: Exact;
  /** The keys that say something else, as they are written. */
  readonly keys: readonly {
    readonly address: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}
