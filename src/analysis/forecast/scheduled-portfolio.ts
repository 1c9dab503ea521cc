import type { IsoMonth } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';

/** Which option every workload uses when, with purchases and contracts carried over from month to month. */
export interface PortfolioSchedule {
  /** Present value of the best schedules, each workload paying its whole clusters and teams. */
  readonly npv: Exact;
  /** What they save against keeping the option of least present value of each workload. */
  readonly saves: Exact;
  /**
   * `optimal`: the workloads share nothing, so that the best of each is the best of all. `bound`: some may share clusters, teams,
   * platforms or terms of a vendor, so that a common plan may cost less, down to the lower bound. `limits`: the scenario's
   * plan has limits, which these schedules do not look at.
   */
  readonly proof: 'optimal' | 'bound' | 'limits';
  /** No common plan costs less; equal to `npv` where that is proved. */
  readonly lowerBound: Exact;
  /** What of `npv` lies above the lower bound. */
  readonly gap: number;
  /** Workloads that may share something, group by group. */
  readonly sharing: readonly (readonly string[])[];
  readonly quarters: readonly PortfolioQuarter[];
}

export interface PortfolioQuarter {
  readonly from: IsoMonth;
  readonly to: IsoMonth;
  readonly cash: Exact;
  /** GPUs that are held at the most in one of its months. */
  readonly gpus: number;
  /** By workload: the options in use, in their order; none before it starts. */
  readonly workloads: readonly { readonly id: string; readonly options: readonly string[] }[];
}
