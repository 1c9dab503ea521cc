import type { IsoMonth } from '../../../document/index.ts';
import type { Exact } from '../../../formula/index.ts';

/** How many GPUs to reserve or to buy, of which options and for how long, with the rest rented on demand. */
export interface CommitmentSizing {
  /** The workload. */
  readonly id: string;
  /** The option that rents what is not committed, and what it takes to be compared: null where there is nothing to size. */
  readonly onDemand: string | null;
  /** Why there is nothing to size; null where there is. */
  readonly nothing: string | null;
  /** The options that can be committed to and need as many GPUs as the one on demand in every month. */
  readonly options: readonly string[];
  /** GPUs are committed in multiples of it. */
  readonly step: number;
  /** Paths that the answer is the best for: 1 where the scenario is taken as stated. */
  readonly paths: number;
  readonly commitments: readonly SizedCommitment[];
  /** Expected present values of what GPUs cost: under these commitments, all on demand, and the difference. */
  readonly cost: Exact;
  readonly onDemandCost: Exact;
  readonly saves: Exact;
  readonly months: readonly SizedMonth[];
  /** Of each option, one commitment for its whole term from the first month on, by the rule of a single period. */
  readonly fractiles: readonly CriticalFractile[];
}

export interface SizedCommitment {
  readonly option: string;
  readonly from: IsoMonth;
  /** The last month. */
  readonly to: IsoMonth;
  readonly months: number;
  readonly gpus: number;
  /** Whether it is left before its term or its life ends, at its exit terms. */
  readonly isLeftEarly: boolean;
}

export interface SizedMonth {
  readonly month: IsoMonth;
  readonly committed: number;
  /** GPUs that are needed, on average over the paths. */
  readonly needed: number;
  /** How often more is needed than is committed. */
  readonly short: number;
}

export interface CriticalFractile {
  readonly option: string;
  /** What renting a GPU costs more than committing to it, of what renting it costs. */
  readonly fractile: number;
  /** The need of the term's months that is not exceeded with that share. */
  readonly gpus: number;
  /** Expected present value of so many for a term from the start, and of renting the rest. */
  readonly cost: Exact;
}
