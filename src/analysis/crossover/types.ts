import type {
  Dependence,
  Exact,
  InputNode,
  Node,
  Overrides,
  PieceProblem,
  Unit,
} from '../../formula/index.ts';

/** One of the ways to run a workload, with its total cost. */
export interface CrossoverOption {
  readonly id: string;
  /** Each `buy` is compared with each `build` one by one; an option without a kind only together with all others. */
  readonly kind?: 'buy' | 'build' | 'hybrid';
  readonly total: Node;
}

export interface CrossoverQuestion {
  /** What is varied. Its own minimum (or 0) and maximum bound it. */
  readonly parameter: InputNode;
  readonly options: readonly CrossoverOption[];
  /** In the parameter's unit; without it, all values that the parameter can have. `to` null is without end. */
  readonly range?: { readonly from: Exact; readonly to: Exact | null };
  readonly overrides?: Overrides;
  /** How many pieces of cost are gone through for a comparison before it is given up as `searched`; default 20,000. */
  readonly pieceLimit?: number;
  /** Which steps of the totals, in the order of the options, depend on which input: where that is known already. */
  readonly dependence?: Dependence;
}

/** Where one option is the cheapest. Of options that cost the same it is the first in the list. */
export interface Interval {
  readonly from: Exact;
  /** Null: for ever. */
  readonly to: Exact | null;
  readonly cheapest: string;
  /** Whether costs are equal where it begins, or jump past each other; null for the first. */
  readonly enters: 'equal' | 'jump' | null;
}

/** Which option is the cheapest where. */
export interface Comparison {
  /** Without gaps, from low to high. */
  readonly intervals: readonly Interval[];
  /** What the intervals cover. */
  readonly range: { readonly from: Exact; readonly to: Exact | null };
  /** `proved`: complete on the range. `searched`: crossings found on a grid and refined, or the list was cut at `range.to`. */
  readonly completeness: 'proved' | 'searched';
  /** From here on the same options take turns for ever, after the pattern of one period; the intervals cover the first. */
  readonly alternates: { readonly from: Exact; readonly period: Exact } | null;
  /** Why the list is not proved: the step that is not piecewise linear or has too many pieces. */
  readonly searchedBecause: SearchReason | null;
}

export interface SearchReason {
  readonly reason: PieceProblem['reason'] | 'unknown-tail' | 'structure';
  readonly step: { readonly address: string; readonly label: string } | null;
  /** Of a `structure`: what the parameter decides. */
  readonly decides?: string;
}

/** Why building never wins, wherever the parameter can be. */
export type NeverBecause =
  /** In the long run each further unit of the parameter costs more to build than to buy: money per unit of the parameter. */
  | { readonly kind: 'unit-cost'; readonly buy: Exact; readonly build: Exact }
  /** A unit costs the same, and the rest is never cheaper. */
  | { readonly kind: 'fixed-cost'; readonly buy: Exact; readonly build: Exact }
  /** Within the values that the parameter can have. */
  | { readonly kind: 'bounds'; readonly from: Exact; readonly to: Exact | null };

/** One option to buy against one to build. Where they cost the same, it is bought. */
export interface PairComparison extends Comparison {
  readonly buy: string;
  readonly build: string;
  /** The lowest value in the range above which building wins; null where it does not. */
  readonly firstBuild: Exact | null;
  /** From here on building wins wherever the parameter can be; null where that is not so or not proved. */
  readonly alwaysBuildFrom: Exact | null;
  /** Null where building wins somewhere, or where a search cannot tell. */
  readonly neverBecause: NeverBecause | null;
  /** It never wins in the range asked, but does elsewhere. */
  readonly isOutsideRange: boolean;
}

export interface Crossovers {
  readonly parameter: string;
  readonly unit: Unit;
  /** All options together. */
  readonly all: Comparison;
  readonly pairs: readonly PairComparison[];
}
