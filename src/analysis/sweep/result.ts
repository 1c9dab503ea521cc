import type { Exact } from '../../formula/index.ts';
import type { CatalogReference, IntervalResult } from '../result.ts';
import type { Partial } from '../steps.ts';

/**
 * The result of `sweep` (`crossover/sweep/1`). Money is text in plain decimal with at most 12 digits; crossings are exact
 * where they are proved. Keys may be added, never renamed.
 */
export interface SweepResult {
  readonly schema: 'crossover/sweep/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** Only where it was ended early. */
  readonly partial?: Partial;
  readonly currency: string;
  /** The inputs that are varied: one, or two; cells go through the last one first. */
  readonly axes: readonly SweepAxis[];
  readonly workloads: readonly SweepWorkload[];
}

export interface SweepAxis {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  /** What the scenario states. */
  readonly value: Exact;
  readonly scale: 'linear' | 'logarithmic' | 'list';
  readonly values: readonly Exact[];
}

export interface SweepWorkload {
  readonly id: string;
  /** In the order of each cell's costs. */
  readonly options: readonly { readonly id: string; readonly kind: 'buy' | 'build' | 'hybrid' }[];
  readonly cells: readonly SweepCell[];
  /** Where the cheapest option changes along the first axis: one line, or one for each value of the second axis. */
  readonly crossovers: readonly SweepLine[];
}

export interface SweepCell {
  readonly at: readonly Exact[];
  /** A month; null where an option cannot be had. */
  readonly monthly: readonly (Exact | null)[];
  /** Null where none can. */
  readonly cheapest: string | null;
}

export interface SweepLine {
  /** The value of the second axis; null where there is none. */
  readonly at: Exact | null;
  /** Within the range of the first axis, in its unit. */
  readonly intervals: readonly IntervalResult[];
  readonly completeness: 'proved' | 'searched';
}
