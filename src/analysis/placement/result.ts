import type { Exact } from '../../formula/index.ts';
import type { CatalogReference, Finding } from '../result.ts';

/** The result of `place` (`crossover/place/1`): one plan for all workloads. */
export interface PlaceResult {
  readonly schema: 'crossover/place/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly currency: string;
  readonly portfolio: PlacedPortfolio;
  /** A saved plan beside this one, where one was given. */
  readonly against?: Against;
  readonly warnings: readonly Finding[];
}

export interface PlacedPortfolio {
  /** What the plan costs; null where there is none. */
  readonly monthly: Exact | null;
  /** What the choices made one by one cost together, with what they share paid once; null where one has no choice. */
  readonly separateMonthly: Exact | null;
  /** The sum of the statements of these choices, each paying the whole of what it uses. */
  readonly aloneMonthly: Exact | null;
  readonly status: 'optimal' | 'infeasible' | 'limit';
  /** Burst options, as workload and option: the plan chooses their sizes in steps, and one between two steps could cost less. */
  readonly apart: readonly string[];
  /** How much cheaper an unknown plan could at most be, as a share of this one's cost; null where there is no plan. */
  readonly gap: Exact | null;
  /** Whether `otherwise` and `near` leave the other workloads where the plan has them, as they do for many workloads. */
  readonly othersKept: boolean;
  readonly assignments: readonly Assignment[];
  readonly clusters: readonly PlacedCluster[];
  readonly teams: readonly { readonly id: string; readonly headcount: Exact; readonly monthly: Exact }[];
  /** What sharing brings: each shared thing with what it costs, and what its users would pay for it one by one. */
  readonly sharing: readonly SharedSaving[];
  /** The next best plans that cost no more than the scenario's margin above this one. */
  readonly near: readonly NearPlan[];
  /** What else the plan decides: nodes, replicas and increments of units that are kept, by address. */
  readonly amounts: readonly { readonly address: string; readonly label: string; readonly count: Exact }[];
  /** How far main inputs can move before another plan costs less; empty where that was not asked. */
  readonly ranges: readonly InputRange[];
  /** Limits that make the plan dearer: what the best plan would cost without each. */
  readonly limits: readonly Conflict[];
  /** Limits of the plan that cannot hold together; none of them can be left out. */
  readonly conflicts: readonly Conflict[];
}

/** A saved plan with today's inputs. */
export interface Against {
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** What it cost when it was saved; null where it was none. */
  readonly monthly: Exact | null;
  /** What it costs today if nobody changes an option; null where one of its options is gone. */
  readonly keptMonthly: Exact | null;
  /** How much more that is than the best plan of today. */
  readonly more: Exact | null;
  /** Limits that it breaks today, by address. */
  readonly broken: readonly string[];
  /** Whether it can be kept: it breaks no limit and costs no more than the scenario's margin above the best plan. */
  readonly holds: boolean;
  readonly workloads: readonly AgainstWorkload[];
  /** Clusters and teams that cost something else than in the saved plan. */
  readonly shared: readonly {
    readonly name: string;
    readonly monthly: Exact | null;
    readonly keptMonthly: Exact | null;
  }[];
}

/** Why a workload costs something else than in a saved plan, or would take another option. */
export type AgainstCause =
  'none' | 'inputs' | 'better-option' | 'option-gone' | 'workload-new' | 'workload-gone';

export interface AgainstWorkload {
  readonly workload: string;
  /** As saved; null for a workload that the saved plan does not have. */
  readonly option: string | null;
  readonly monthly: Exact | null;
  readonly keptMonthly: Exact | null;
  /** In the best plan of today. */
  readonly best: string | null;
  readonly bestMonthly: Exact | null;
  readonly cause: AgainstCause;
}

export interface Assignment {
  readonly workload: string;
  readonly option: string;
  readonly kind: 'buy' | 'build' | 'hybrid';
  /** Of a burst: the work of how many replicas it puts on its cluster at most, before it overflows; otherwise null. */
  readonly replicas: Exact | null;
  /** What the workload pays by its share of the load. */
  readonly monthly: Exact;
  /** What it pays by its Shapley value; null where more workloads share one thing than are gone through. */
  readonly shapley: Exact | null;
  /** The cheapest option of the workload by itself, and its cost. */
  readonly alone: { readonly option: string; readonly monthly: Exact };
  /** The best plan in which the workload takes another option, and how much more that costs; null where there is none. */
  readonly otherwise: { readonly option: string; readonly more: Exact } | null;
}

export interface PlacedCluster {
  readonly id: string;
  readonly replicas: Exact;
  readonly nodes: Exact;
  readonly gpus: Exact;
  readonly utilization: Exact;
  /** Where the cluster has a fleet: how many nodes of each of its offers are kept all month. */
  readonly kept: readonly { readonly offer: string; readonly nodes: Exact }[];
  readonly monthly: Exact;
}

export interface SharedSaving {
  readonly kind: 'cluster' | 'team' | 'platform' | 'commitment' | 'provisioned';
  readonly id: string;
  readonly workloads: readonly string[];
  readonly monthly: Exact;
  readonly apart: Exact;
}

export interface NearPlan {
  readonly monthly: Exact;
  readonly changes: readonly {
    readonly workload: string;
    readonly option: string;
    /** Of a burst, as in an assignment; null where it is not decided. */
    readonly replicas: Exact | null;
  }[];
}

export interface Conflict {
  readonly limit: string;
  readonly message: string;
  /** File, line and column. */
  readonly place: string | null;
  /** What the best plan costs without this limit; null where there is still none. */
  readonly relaxedMonthly: Exact | null;
}

/** An input, and how far it can move before another plan costs less, from a tenth to ten times its value. */
export interface InputRange {
  readonly address: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Exact;
  /** Null where no plan costs less as far as was looked. */
  readonly lower: RangeEnd | null;
  readonly upper: RangeEnd | null;
  /** Whether costs are straight lines of it, so that the plan is the best in all of between; otherwise the ends alone are solved. */
  readonly proved: boolean;
}

export interface RangeEnd {
  /** From here on another plan costs less. */
  readonly at: Exact;
  /** What both cost there. */
  readonly monthly: Exact;
  /** What the other plan takes; empty where it only keeps another number of nodes, replicas or units. */
  readonly changes: readonly { readonly workload: string; readonly option: string }[];
}
