import type { IsoDate } from '../document/index.ts';
import type { Exact } from '../formula/index.ts';

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
  readonly asOf: IsoDate;
}

/** Something that the reader should know before signing: a contradiction in the data, an idle cluster, a missing price. */
export interface Finding {
  readonly code: string;
  readonly message: string;
}

export interface WorkloadResult {
  readonly id: string;
  readonly volume: {
    readonly requests: Exact | null;
    readonly tokens: Exact;
    /** In which of the two the scenario states it. */
    readonly unit: 'requests' | 'tokens';
  };
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
  readonly monthly: Exact | null;
  readonly perMtok: Exact | null;
  /** Null where the number of requests, or of users, is not stated. */
  readonly perRequest: Exact | null;
  /** Currency per user and month. */
  readonly perUser: Exact | null;
  readonly feasible: boolean;
  readonly excludedBy: readonly Finding[];
  readonly lines: readonly LineResult[];
  readonly capacity: CapacityResult | null;
  readonly hiddenMultiple: Exact | null;
  readonly floorPerMtok: Exact | null;
  /** The weakest kind among the inputs of the total. */
  readonly weakest: string | null;
  /** The oldest and the newest day on which a catalog price in it was retrieved. */
  readonly retrieved: { readonly oldest: IsoDate; readonly newest: IsoDate } | null;
  readonly notes: readonly string[];
  /** Months until a purchase is paid back, against each option that is not one. */
  readonly payback: readonly {
    readonly against: string;
    readonly outlay: Exact;
    readonly months: Exact | null;
  }[];
}

export interface LineResult {
  readonly id: string;
  readonly label: string;
  readonly monthly: Exact;
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
  readonly utilization: Exact;
  /** Tokens a month at which the serving replicas are full; null where there is no load to scale. */
  readonly fullAt: Exact | null;
  /** Where times are asked and known. */
  readonly latency?: LatencyResult;
}

/** What a latency limit asks for, and what is expected at the peak. */
export interface LatencyResult {
  readonly byUtilization: number;
  readonly byLatency: number;
  /** Requests per second of one replica within the limit. */
  readonly rate: Exact;
  /** Requests per second at the peak. */
  readonly peakRate: Exact;
  /** Milliseconds that the share of requests keeps to; null for a time that is not asked. */
  readonly ttft: Exact | null;
  readonly tpot: Exact | null;
  /** The share of requests. */
  readonly at: Exact;
}

export interface CrossoverResult {
  readonly parameter: string;
  readonly unit: string;
  readonly buy: string;
  readonly build: string;
  readonly intervals: readonly IntervalResult[];
  readonly firstBuild: Exact | null;
  readonly alwaysBuildFrom: Exact | null;
  readonly neverBecause: string | null;
  /** Where the two take turns for ever: from which value on, and how often. */
  readonly alternates: { readonly from: Exact; readonly period: Exact } | null;
  /** `proved`: the list is complete. `searched`: every crossing in the range, as far as a search can tell. */
  readonly completeness: 'proved' | 'searched';
  readonly range: { readonly from: Exact; readonly to: Exact | null };
}

export interface IntervalResult {
  readonly from: Exact;
  readonly to: Exact | null;
  readonly cheapest: string;
}

export interface SensitivityResult {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Exact;
  readonly low: Exact;
  readonly high: Exact;
  readonly monthlyLow: Exact;
  readonly monthlyHigh: Exact;
  readonly flipsAt: Exact | null;
}

export interface PlacementResult {
  /** Null where no option is feasible. */
  readonly option: string | null;
  readonly kind: 'buy' | 'build' | 'hybrid' | null;
  readonly verdict: 'clear' | 'too_close' | 'none';
  /** What the choice saves against the next one, as a share of the next one's cost. */
  readonly margin: Exact | null;
  readonly reason: string;
  /** Cheapest allowed minus cheapest of all. */
  readonly costOfConstraints: Exact | null;
  readonly alternatives: readonly {
    readonly option: string;
    readonly monthly: Exact;
    readonly more: Exact;
  }[];
  readonly flips: readonly FlipResult[];
  /** The first of the flips, for whom that is enough: it takes less time. Not in what was read from a file. */
  readonly smallestFlip?: FlipResult | null;
}

/** The smallest change of one parameter, either way, that makes another option the cheapest. */
export interface FlipResult {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly from: Exact;
  readonly to: Exact;
  /** Relative change, -0.25 for a quarter less; null where it starts from zero. */
  readonly change: Exact | null;
  readonly becomes: string;
}

export interface PortfolioResult {
  /** Of all workloads; null where the scenario has cases, which are never paid together. */
  readonly monthly: Exact | null;
  /** Alternatives, each with what is paid together in it. */
  readonly cases: readonly {
    readonly id: string;
    readonly workloads: readonly string[];
    readonly monthly: Exact;
  }[];
  readonly assignments: readonly {
    readonly workload: string;
    readonly option: string | null;
    readonly monthly: Exact | null;
  }[];
  /** One plan for all workloads, as `place` finds it; absent where none was looked for, such as where nothing can be shared. */
  readonly together?: {
    readonly status: 'optimal' | 'infeasible' | 'limit';
    /** Null where no plan was found. */
    readonly monthly: Exact | null;
  };
  /** How much cheaper an unknown plan could at most be, as a share of that of `together`: the solver's; null where none was asked. */
  readonly gap: Exact | null;
  readonly clusters: readonly {
    readonly id: string;
    readonly workload: string;
    readonly replicas: number;
    readonly nodes: number;
    readonly gpus: number;
    readonly utilization: Exact;
  }[];
  readonly teams: readonly { readonly id: string; readonly headcount: Exact; readonly monthly: Exact }[];
}
