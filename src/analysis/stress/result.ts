import type { Exact } from '../../formula/index.ts';
import type { CatalogReference, Finding } from '../result.ts';
import type { Partial } from '../steps.ts';

/** The result of `stress` (`crossover/stress/1`). */
export interface StressResult {
  readonly schema: 'crossover/stress/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** Only where it was ended early. */
  readonly partial?: Partial;
  readonly currency: string;
  /** What each costs without a shock; null for one that there is no way for. */
  readonly plan: StressPlan;
  readonly allBuy: StressPlan | null;
  readonly allBuild: StressPlan | null;
  readonly shocks: readonly ShockResult[];
  readonly warnings: readonly Finding[];
}

export interface StressPlan {
  readonly monthly: Exact;
  readonly choices: readonly { readonly workload: string; readonly option: string }[];
}

export interface ShockResult {
  readonly id: string;
  /** What happens, in words. */
  readonly label: string;
  readonly changes: readonly InputChange[];
  /** Options that are no longer there, as workload and option. */
  readonly without: readonly string[];
  /** The plan as it is: nobody changes an option, and what a contract holds is paid for. */
  readonly plan: HeldPlan;
  readonly allBuy: HeldPlan | null;
  readonly allBuild: HeldPlan | null;
  /** The best plan under the shock, contracts that are left paid to their end; null where there is none. */
  readonly replanned: Replanned | null;
  readonly verdict: 'holds' | 'replan' | 'move' | 'none';
  /** What else has to be known of it. */
  readonly notes: readonly string[];
}

export interface InputChange {
  readonly address: string;
  readonly from: Exact;
  readonly to: Exact;
  readonly unit: string;
}

export interface HeldPlan {
  /** Null where an option of it is no longer there. */
  readonly monthly: Exact | null;
  /** Limits of the plan that it then breaks, by address. */
  readonly broken: readonly string[];
}

export interface Replanned {
  readonly monthly: Exact;
  readonly moves: readonly { readonly workload: string; readonly from: string; readonly to: string }[];
  /** A month, until its term ends, for GPUs that are reserved and no longer used. */
  readonly sunkMonthly: Exact;
  /** What was paid at the start for options that are left: set-up, and GPUs that were bought. */
  readonly spent: Exact;
  /** What the moves cost at the start: switching, set-up, and GPUs that are bought. */
  readonly outlay: Exact;
}
