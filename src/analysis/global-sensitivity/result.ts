import type { Exact } from '../../formula/index.ts';
import type { SamplingMethod } from '../../statistics/index.ts';
import type { CatalogReference } from '../result.ts';
import type { SimulateResult } from '../simulation/index.ts';
import type { Partial } from '../steps.ts';

/**
 * The result of `sensitivity` (`crossover/sensitivity/1`). Money is text in plain decimal, a month; indices are numbers.
 * Keys may be added, never renamed.
 */
export interface SensitivityAnalysis {
  readonly schema: 'crossover/sensitivity/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** Only where it was ended early. */
  readonly partial?: Partial;
  readonly currency: string;
  /** Rows of the design behind the indices; the model is evaluated (inputs + 2) times as often. */
  readonly samples: number;
  /** Samples behind the value of information. */
  readonly informationSamples: number;
  readonly seed: number;
  readonly method: SamplingMethod;
  /** Of the intervals of the indices, by a bootstrap. */
  readonly confidence: number;
  readonly uncertain: SimulateResult['uncertain'];
  readonly correlations: SimulateResult['correlations'];
  readonly workloads: readonly SensitivityWorkload[];
}

export interface SensitivityWorkload {
  readonly id: string;
  /** The option that `run` recommends: the costs and the indices are of it. Null where none can be chosen. */
  readonly option: string | null;
  /** The option of least expected cost: what information is worth is relative to choosing it. */
  readonly best: string | null;
  /** By what it does to the option's cost, the largest effect first. */
  readonly parameters: readonly SensitivityParameter[];
  /** What knowing everything before choosing is worth, a month. */
  readonly perfectInformation: Exact | null;
  readonly notes: readonly string[];
}

export interface SensitivityParameter {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Exact;
  readonly low: Exact;
  readonly high: Exact;
  readonly monthlyLow: Exact | null;
  readonly monthlyHigh: Exact | null;
  /** Shares of the cost's variance; null where the cost does not vary, or where inputs are correlated. */
  readonly firstOrder: number | null;
  readonly total: number | null;
  readonly firstOrderInterval: readonly [number, number] | null;
  readonly totalInterval: readonly [number, number] | null;
  /** What knowing this input alone before choosing is worth, a month. */
  readonly perfectInformation: Exact | null;
}
