/**
 * The result of `run`, as it is written to JSON (`crossover/result/1`). Money and exact figures are texts in plain
 * decimal, counts are numbers; keys may be added, never renamed.
 */
export interface RunResult {
  readonly schema: 'crossover/result/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly currency: string;
  readonly workloads: readonly WorkloadResult[];
  readonly portfolio: PortfolioResult;
  readonly warnings: readonly Finding[];
}

export interface CatalogReference {
  readonly version: string;
  readonly digest: string;
  /** Which price of each entry's history holds. */
  readonly as_of: string;
}

/** Something that the reader should know before signing: a contradiction in the data, an idle cluster, a missing price. */
export interface Finding {
  readonly code: string;
  readonly message: string;
}

export interface WorkloadResult {
  readonly id: string;
  readonly volume: { readonly requests: string | null; readonly tokens: string };
  readonly options: readonly OptionResult[];
  readonly crossovers: readonly CrossoverResult[];
  readonly sensitivity: readonly SensitivityResult[];
  readonly placement: PlacementResult;
}

export interface OptionResult {
  readonly id: string;
  readonly kind: 'buy' | 'build' | 'hybrid';
  readonly title: string;
  /** Null where an input is unknown. */
  readonly monthly: string | null;
  readonly per_mtok: string | null;
  readonly feasible: boolean;
  readonly excluded_by: readonly Finding[];
  readonly lines: readonly LineResult[];
  readonly capacity: CapacityResult | null;
  readonly hidden_multiple: string | null;
  readonly floor_per_mtok: string | null;
  /** The weakest kind among the inputs of the total. */
  readonly weakest: string | null;
  /** The oldest and the newest day on which a catalog price in it was retrieved. */
  readonly retrieved: { readonly oldest: string; readonly newest: string } | null;
  readonly notes: readonly string[];
  /** Months until a purchase is paid back, against each option that is not one. */
  readonly payback: readonly {
    readonly against: string;
    readonly outlay: string;
    readonly months: string | null;
  }[];
}

export interface LineResult {
  readonly id: string;
  readonly label: string;
  readonly monthly: string;
  /** The formula in words, and with its numbers. */
  readonly formula: string;
  readonly calculation: string;
  readonly kind: string;
  readonly sources: readonly string[];
}

export interface CapacityResult {
  readonly replicas: number;
  readonly gpus: number;
  readonly nodes: number;
  readonly utilization: string;
  /** Tokens a month at which the serving replicas are full; null where there is no load to scale. */
  readonly full_at: string | null;
}

export interface CrossoverResult {
  readonly parameter: string;
  readonly unit: string;
  readonly buy: string;
  readonly build: string;
  readonly intervals: readonly IntervalResult[];
  readonly first_build: string | null;
  readonly always_build_from: string | null;
  readonly never_because: string | null;
  /** Where the two take turns for ever: from which value on, and how often. */
  readonly alternates: { readonly from: string; readonly period: string } | null;
  /** `proved`: the list is complete. `searched`: every crossing in the range, as far as a search can tell. */
  readonly completeness: 'proved' | 'searched';
  readonly range: { readonly from: string; readonly to: string | null };
}

export interface IntervalResult {
  readonly from: string;
  readonly to: string | null;
  readonly cheapest: string;
}

export interface SensitivityResult {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly monthly_low: string;
  readonly monthly_high: string;
  readonly flips_at: string | null;
}

export interface PlacementResult {
  /** Null where no option is feasible. */
  readonly option: string | null;
  readonly kind: 'buy' | 'build' | 'hybrid' | null;
  readonly verdict: 'clear' | 'too_close' | 'none';
  /** What the choice saves against the next one, as a share of the next one's cost. */
  readonly margin: string | null;
  readonly reason: string;
  /** Cheapest allowed minus cheapest of all. */
  readonly cost_of_constraints: string | null;
  readonly alternatives: readonly {
    readonly option: string;
    readonly monthly: string;
    readonly more: string;
  }[];
  readonly flips: readonly FlipResult[];
}

/** The smallest change of one parameter, either way, that makes another option the cheapest. */
export interface FlipResult {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  /** Relative change, -0.25 for a quarter less; null where it starts from zero. */
  readonly change: string | null;
  readonly becomes: string;
}

export interface PortfolioResult {
  readonly monthly: string;
  readonly assignments: readonly {
    readonly workload: string;
    readonly option: string | null;
    readonly monthly: string | null;
  }[];
  /** How far the total may be from the least possible one; null where nothing was optimized, each workload standing alone. */
  readonly gap: string | null;
  readonly clusters: readonly {
    readonly id: string;
    readonly workload: string;
    readonly replicas: number;
    readonly nodes: number;
    readonly gpus: number;
    readonly utilization: string;
  }[];
  readonly teams: readonly { readonly id: string; readonly headcount: string; readonly monthly: string }[];
}
