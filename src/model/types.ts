import type { Distribution } from '../statistics/index.ts';
import type { IsoDate } from '../document/index.ts';
import type { Catalog, Fact, GpuOffer, TokenEntry } from '../catalog/index.ts';
import type { Diagnostic, Result } from '../diagnostics/index.ts';
import type { Exact, Graph, InputNode, Node, Overrides } from '../formula/index.ts';
import type {
  BuildOption,
  BuyOption,
  Cluster,
  Option,
  RoadmapPhase,
  Scenario,
  Workload,
} from '../scenario/index.ts';

/** One line of a statement: a named monthly amount in the scenario's currency. */
export interface Line {
  /** As promised in the JSON result: `tokens`, `gpu`, `buy.tokens` ... */
  readonly id: string;
  readonly label: string;
  readonly monthly: Node;
  /** Whether the line follows the volume, as API spend does; the others are fixed or go in steps. */
  readonly variable: boolean;
}

/** What is reserved to serve a workload, as formulas. */
export interface Capacity {
  /** Average load, in replicas running flat out. */
  readonly load: Node;
  /** Replicas that serve, without spare and standby. */
  readonly serving: Node;
  readonly replicas: Node;
  readonly nodes: Node;
  readonly gpus: Node;
  /** Share of what is reserved that the average load uses. */
  readonly utilization: Node;
  /** Tokens a month at which the GPUs that are paid for are full, the load's shape held. */
  readonly fullVolume: Node;
  /** What a latency limit asks; null where none is stated, or nothing is known of it. */
  readonly latency: LatencyCapacity | null;
}

/** The replicas that utilization and latency ask for, and what is expected of the latency at the peak. */
export interface LatencyCapacity {
  readonly byUtilization: Node;
  readonly byLatency: Node;
  /** Requests per second of one replica within the limit. */
  readonly rate: Node;
  /** Requests per second at the peak, of all replicas. */
  readonly peakRate: Node;
  /** Milliseconds, for the share of requests that is asked; null for a time that is not asked. */
  readonly firstToken: Node | null;
  readonly perToken: Node | null;
  /** Requests in flight on a replica at the peak, and at the limit, by the median time of a request; null where that is not known. */
  readonly inFlight: Node | null;
  readonly inFlightAtLimit: Node | null;
  /** The share of requests that is asked. */
  readonly share: Node;
}

/** A purchase, for payback: what is paid at the start, and what a month then costs without depreciation. */
export interface Purchase {
  readonly outlay: Node;
  readonly running: Node;
}

/** What is paid at the start of use and spread over months, such as set-up. */
export interface Spread {
  /** The line that has the spread amount. */
  readonly line: string;
  readonly outlay: Node;
  readonly months: Node;
}

/**
 * GPUs that are rented or owned, apart from how many there are: an amount a month for each that is agreed when it is rented
 * or bought, one that moves with prices, and what follows the load. Of the line's monthly amount they make
 * GPUs · (agreed + moving + upfront / term, or + price · (1 - residual) / months) + following.
 */
export interface Holding {
  readonly line: string;
  readonly offer: string;
  readonly term: GpuOffer['term'];
  /** What the load needs, in whole nodes. */
  readonly gpus: Node;
  readonly agreed: Node;
  readonly moving: Node | null;
  readonly following: Node | null;
  /** Of one GPU, paid when its term begins; null where nothing is. */
  readonly upfront: Node | null;
  /** Months of a contract; null where it can be ended at any time, or nothing is rented. */
  readonly contract: Node | null;
  /** Of one GPU that is bought; null for rented ones. */
  readonly bought: { readonly price: Node; readonly residual: Node; readonly months: Node } | null;
  /** The build option whose terms of buying and leaving hold. */
  readonly option: BuildOption;
}

/** What of a statement is paid at another time than it is used, or cannot be given back from one month to the next. */
export interface Timing {
  readonly spreads: readonly Spread[];
  readonly holdings: readonly Holding[];
}

/** Why an option cannot be taken. `unknown-*` and `memory` leave it without figures; the others are the workload's own constraints. */
export interface Exclusion {
  readonly by:
    | 'unknown-price'
    | 'unknown-throughput'
    | 'unknown-exchange-rate'
    | 'memory'
    | 'needs'
    | 'residency'
    | 'regulated'
    | 'latency'
    | 'differentiated'
    | 'score'
    | 'context'
    | 'task'
    | 'licence'
    | 'retired';
  readonly message: string;
  /** What would mend it, where that is known. */
  readonly hint?: string;
  /** What a scenario's author can state instead; readers of the message see it at its end. */
  readonly remedy?: string;
}

const unknowns: ReadonlySet<string> = new Set<Exclusion['by']>([
  'unknown-price',
  'unknown-throughput',
  'unknown-exchange-rate',
]);

/** Whether the code is that of an option whose figures are not known, rather than of one that is known not to do. */
export function isUnknown(code: string): boolean {
  return unknowns.has(code);
}

/** The reason with its remedy, as it is shown. */
export function exclusionMessage({ message, remedy }: Exclusion): string {
  return remedy === undefined ? message : `${message}; ${remedy}`;
}

/** The figures of an option, all as formulas. */
export interface Statement {
  readonly lines: readonly Line[];
  readonly monthly: Node;
  readonly perMtok: Node;
  /** Null where the number of requests, or of users, is not known. */
  readonly perRequest: Node | null;
  readonly perUser: Node | null;
  /** Per Mtok at full utilization and without fixed lines; null where nothing is built. */
  readonly floorPerMtok: Node | null;
  readonly capacity: Capacity | null;
  /** Total over production tokens; null where no tokens are bought on demand. */
  readonly hiddenMultiple: Node | null;
  readonly purchase: Purchase | null;
  readonly timing: Timing;
}

/** How an amount comes about that is needed at the busiest hour. */
export interface Busy {
  /** Average over the active hours. */
  readonly average: Node;
  /** At the busiest hour. */
  readonly peak: Node;
  /** 168 weights with mean 1; null where only the peak is known. */
  readonly profile: readonly Exact[] | null;
}

/** Load that is bought elsewhere in the hours that have no room for it. */
export interface Overflow {
  /** Volume of one of the load. */
  readonly volumePerLoad: Node;
  /** What one of that volume costs a month, beside spend that a vendor's terms look at. */
  readonly own: Node;
  /** What one of the load costs to buy: the cheapest is bought first. */
  readonly price: Node;
}

/** The load that an option puts on a cluster. */
export interface ClusterUse {
  readonly cluster: Cluster;
  readonly offer: GpuOffer;
  readonly gpusPerReplica: Node;
  /** Replicas that work flat out. */
  readonly load: Busy;
  /** The part of the load that is work; the rest is room that a latency limit asks for. Null where there is none. */
  readonly working: Node | null;
  /** Null where all of it has to be served. */
  readonly overflow: Overflow | null;
  readonly activeHours: Node;
  /** Share that can wait for hours with room; null where nothing does. */
  readonly canWait: Node | null;
  /** Share kept for failover. */
  readonly standby: Node;
}

/** What an option spends with a vendor whose terms look at the spend of a month. */
export interface ChannelUse {
  readonly entry: TokenEntry;
  readonly option: BuyOption;
  /** The option's address. */
  readonly place: string;
  readonly spend: Node;
  /** Whether `spend` is that of the choice, or of one of the volume that overflows. */
  readonly of: 'choice' | 'overflow';
}

/** The provisioned units that an option needs. */
export interface UnitsUse {
  readonly entry: TokenEntry;
  readonly option: BuyOption;
  readonly place: string;
  /** Units before rounding. */
  readonly load: Busy;
  /** Null where there have to be units for all of it. */
  readonly overflow: Overflow | null;
  /** What multi-region failover adds to their cost, as a share. */
  readonly uplift: Node;
}

/** What an option costs by itself, and what it asks of things that several workloads can share. */
export interface Shares {
  /** Monthly cost that no other workload changes. */
  readonly own: Node;
  /** What is paid once at the start for this option alone. */
  readonly setup: Node | null;
  readonly clusters: readonly ClusterUse[];
  readonly teams: readonly string[];
  readonly platforms: readonly string[];
  readonly channels: readonly ChannelUse[];
  readonly units: readonly UnitsUse[];
  /** Channels and clouds that it is bought from. */
  readonly vendors: readonly string[];
  /** Of a burst: the work of how many replicas it puts on its cluster at most; what is above goes to the API. Otherwise null. */
  readonly replicas: Exact | null;
}

export interface OptionModel {
  readonly id: string;
  readonly kind: 'buy' | 'build' | 'hybrid';
  /** What it is, in a few words: `openai/gpt-4o-mini`, `llama-3.1-8b on quote-a`. */
  readonly title: string;
  readonly option: Option;
  /** Null where something is unknown; then `exclusions` says what. */
  readonly statement: Statement | null;
  /** Under what conditions it can be had at other values of the inputs: each slack is not negative. */
  readonly conditions: {
    readonly slacks: readonly Node[];
    /** What it then costs a month; null where it is excluded whatever the inputs are. */
    readonly monthly: Node | null;
  };
  readonly exclusions: readonly Exclusion[];
  /** What the reader should know of how the figures were made. */
  readonly notes: readonly string[];
  /** What it asks of a portfolio, in each of the sizes that a plan can give it; only where there is a statement. */
  readonly shares: () => readonly Shares[];
}

/** The volume of a workload and how it falls into tokens. */
export interface Demand {
  /** The input that is varied when volume is: requests or tokens a month. */
  readonly volume: InputNode;
  readonly requests: Node | null;
  /** Input and output tokens a month together, as the workload states them (no token multiplier). */
  readonly tokens: Node;
  /** Tokens per unit of `volume`, so that a volume can be said in tokens. */
  readonly tokensPerVolume: Node;
  readonly attempts: Node;
}

/** How the options of `options: auto` were found. */
export interface AutoReport {
  /** Price entries, and offers of GPUs, that were looked at. */
  readonly prices: number;
  readonly offers: number;
  /** Clusters of the scenario, and options to build that they make: one for each offer and precision with known throughput. */
  readonly clusters: number;
  readonly built: number;
  readonly kept: { readonly buy: number; readonly build: number };
  /** Options to build of which another costs no more at every volume, and those beyond the `most` cheapest of the others. */
  readonly dominated: number;
  readonly beyond: number;
  readonly most: number;
  /** Options to build, among those kept, whose weights have fewer bits than those that were published. */
  readonly narrow: number;
  /** Options that were left out, by the first reason. */
  readonly left: ReadonlyMap<Exclusion['by'], number>;
}

export interface WorkloadModel {
  readonly id: string;
  readonly workload: Workload;
  readonly demand: Demand;
  readonly options: readonly OptionModel[];
  /** Absent where the options were written out. */
  readonly auto?: AutoReport;
}

/** A platform that makes switching cheap. */
export interface PortabilityModel {
  readonly id: string;
  readonly monthly: Node;
  /** The catalog's, where it is one of it. */
  readonly fact: Fact | null;
}

/** What a phase of a roadmap costs. */
export interface RoadmapPhaseModel {
  readonly phase: RoadmapPhase;
  /** FTE. */
  readonly people: Node;
  /** Of each of its months, people included. */
  readonly monthly: Node;
  /** Paid once. */
  readonly oneTime: Node;
}

export interface Model {
  readonly graph: Graph;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly asOf: IsoDate;
  readonly workloads: readonly WorkloadModel[];
  readonly portability: readonly PortabilityModel[];
  /** The phases of the scenario's roadmap; none where it has none. */
  readonly roadmap: readonly RoadmapPhaseModel[];
  /** Distributions by the address of the input that has one. */
  readonly distributions: ReadonlyMap<string, Distribution>;
  /**
   * Inputs that decide which formulas there are, by address, with what they decide: where one of them is varied, the model
   * has to be built anew.
   */
  readonly structural: ReadonlyMap<string, string>;
  /** Those among them for which no formula holds but that of the present value. */
  readonly selecting: ReadonlySet<string>;
  /** Of a workload that was asked for these alone: what the GPUs of an option cost a month, and how many they are, by its id. */
  readonly rents: ReadonlyMap<string, { readonly monthly: Node; readonly gpus: Node }>;
  /** The model with other values of some inputs; of one workload alone, where its id is given. */
  readonly rebuilt: (figures: Overrides, workload?: string | null) => Result<Model>;
  readonly warnings: readonly Diagnostic[];
}
