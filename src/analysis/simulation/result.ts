import type { Exact } from '../../formula/index.ts';
import type { SamplingMethod } from '../../statistics/index.ts';
import type { CatalogReference } from '../result.ts';

/**
 * The result of `simulate` (`crossover/simulate/1`). Money and volumes are texts in plain decimal with at most 12 digits,
 * probabilities and errors are numbers. Keys may be added, never renamed.
 */
export interface SimulateResult {
  readonly schema: 'crossover/simulate/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly currency: string;
  /** Samples that were computed for every workload. */
  readonly samples: number;
  /** More than `samples` where the simulation was interrupted. */
  readonly samplesAsked: number;
  readonly complete: boolean;
  readonly seed: number;
  readonly method: SamplingMethod;
  readonly uncertain: readonly UncertainInputResult[];
  readonly correlations: readonly { readonly between: readonly [string, string]; readonly rank: number }[];
  readonly workloads: readonly SimulatedWorkload[];
}

export interface UncertainInputResult {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  /** What holds in `run`. */
  readonly value: Exact;
  readonly distribution: string;
  readonly p10: Exact | null;
  readonly p90: Exact | null;
  /** `scenario` where the file gives the distribution, `default` where it was assumed. */
  readonly origin: 'scenario' | 'default';
  readonly source: string | null;
  /** Whether the distribution reaches beyond what the input can be; such values count as the bound. */
  readonly bounded: boolean;
}

export interface SimulatedWorkload {
  readonly id: string;
  /** Samples that were computed; 0 where no option can be chosen. */
  readonly samples: number;
  readonly options: readonly SimulatedOption[];
  readonly crossovers: readonly SimulatedCrossover[];
  /** How many of the samples the crossovers are from. */
  readonly crossoverSamples: number;
  /** What the option that `run` recommends is expected to cost more than choosing in full knowledge, a month. */
  readonly regret: { readonly option: string | null; readonly expected: Exact | null };
  /** The option of least expected cost. */
  readonly best: string | null;
  /** What knowing everything before choosing is worth, a month. */
  readonly perfectInformation: Exact | null;
  /** The largest standard error of a cost or a crossover volume relative to it; null where it is not known. */
  readonly error: number | null;
  /** The largest standard error of a probability. */
  readonly probabilityError: number | null;
  readonly convergence: string;
  readonly notes: readonly string[];
}

export interface SimulatedOption {
  readonly id: string;
  readonly kind: 'buy' | 'build' | 'hybrid';
  readonly mean: Exact | null;
  readonly p10: Exact | null;
  readonly p50: Exact | null;
  readonly p90: Exact | null;
  /** The probability that it is the cheapest. */
  readonly cheapest: number;
  /** From the 1st to the 99th percentile, in intervals of equal width. */
  readonly histogram: {
    readonly from: Exact;
    readonly to: Exact;
    readonly counts: readonly number[];
    readonly below: number;
    readonly above: number;
  } | null;
}

/** The lowest volume at which building costs less than buying. Samples in which there is none count as infinite. */
export interface SimulatedCrossover {
  readonly buy: string;
  readonly build: string;
  readonly parameter: string;
  readonly unit: string;
  /** Null where building wins nowhere in more samples than that. */
  readonly p10: Exact | null;
  readonly p50: Exact | null;
  readonly p90: Exact | null;
  /** The probability that building wins at no volume of the range. */
  readonly never: number;
  /** The volumes that were searched. */
  readonly range: { readonly from: Exact; readonly to: Exact };
}
