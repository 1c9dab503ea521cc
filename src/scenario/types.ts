import type { UsePriceName } from '../catalog/index.ts';
import type { StatedShock } from './fields/stress.ts';
import type { ScenarioEvent } from './fields/horizon.ts';
import type { Portability } from './fields/portability.ts';
import type { Roadmap } from './fields/roadmap.ts';
import type { IsoDate, IsoMonth, LocatedMap, LocatedNode, Quantity } from '../document/index.ts';
import type { Distribution } from '../statistics/index.ts';
import type { GpuOffer, TokenEntry } from '../catalog/index.ts';
import type { Span } from '../diagnostics/index.ts';
import type { Exact, Provenance } from '../formula/index.ts';
import type { Overheads } from './fields/overheads.ts';
import type { StatedRate } from './fields/rates.ts';
import type { CatalogName } from './names.ts';

/** Spearman's rank correlation of two numbers that are distributions. */
export interface Correlation {
  /** Addresses. */
  readonly first: string;
  readonly second: string;
  /** From -1 to 1. */
  readonly rank: number;
  readonly span?: Span;
}

export interface Team {
  readonly id: string;
  /** FTE. */
  readonly headcount: Quantity;
  /** Currency per FTE and year. */
  readonly loadedCost: Quantity;
  /** People who are added with what the team runs. */
  readonly steps: readonly TeamStep[];
}

/** So many people more for each begun `every` of something. */
export interface TeamStep {
  readonly add: Quantity;
  readonly every: Quantity;
  readonly of: 'workloads' | 'clusters' | 'gpus';
}

/** What one plan for all workloads has to meet; null and empty where nothing is asked. */
export interface Plan {
  readonly budget: Quantity | null;
  readonly outlay: Quantity | null;
  readonly vendors: Quantity | null;
  readonly largestShare: Quantity | null;
  /** Workloads with a second vendor behind them. */
  readonly twoVendors: readonly string[];
  /** Most GPUs, by offer. */
  readonly quotas: ReadonlyMap<string, Quantity>;
  /** Most people, by team. */
  readonly headcount: ReadonlyMap<string, Quantity>;
  readonly span?: Span;
}

/** Tokens per second of one replica: two saturated rates (without decode for what writes no text), or one at the workload's own mix, of all tokens or of output alone. */
export type Throughput =
  | { readonly prefill: Quantity; readonly decode: Quantity | null }
  | { readonly mixed: Quantity }
  | { readonly output: Quantity };

export interface Cluster {
  readonly id: string;
  readonly model: string;
  readonly offer: string;
  /** Offers that a portfolio can keep all month below what runs on `offer`. */
  readonly fleet: readonly string[];
  readonly gpusPerReplica: Quantity | null;
  readonly utilization: Quantity;
  readonly minimumReplicas: Quantity;
  readonly spare: Quantity;
  /** Null takes the workload's cached share, as engines cache prefixes unless told not to. */
  readonly prefixCache: Quantity | null;
  readonly failureRate: Quantity;
  readonly precision: string | null;
  /** Null where times fitted to the measurements of the catalog are to be used. */
  readonly throughput: Throughput | null;
  /** Null where the measurements of the catalog are to be used. */
  readonly latency: MeasuredLatency | null;
  /** Currency a month, and per request. */
  readonly platform: { readonly fixed: Quantity; readonly perRequest: Quantity };
  /** Observability, storage, egress: currency a month. */
  /** Platforms that are paid once for all clusters that use them. */
  readonly platforms: readonly string[];
  readonly operations: Quantity;
  /** Traffic that leaves, where it is priced apart: currency a month, GB a month, and currency per GB. */
  readonly egress?: { readonly fixed: Quantity; readonly volume: Quantity; readonly price: Quantity };
  readonly span?: Span;
}

/** Requests that are the turns of a conversation: each carries the turns before it. */
export interface Conversation {
  readonly turns: Quantity;
  /** Tokens per request: the system prompt, and what the user and the answer add in a turn. */
  readonly system: Quantity;
  readonly user: Quantity;
  readonly answer: Quantity;
  /** Share read from cache of what the turn before carried. */
  readonly cached: Quantity;
}

/** A step of a pipeline beside the model call that the options compete for. */
export interface PipelineStep {
  readonly id: string;
  /** Price entry; null where a call has one price. */
  readonly buy: string | null;
  readonly price: Quantity | null;
  readonly calls: Quantity;
  /** Tokens per call. */
  readonly input: Quantity;
  readonly output: Quantity;
  readonly residency: string | null;
  readonly regulated: boolean | null;
  readonly span?: Span;
}

export interface RequestClass {
  readonly share: Quantity;
  /** Tokens per request. */
  readonly input: Quantity;
  readonly output: Quantity;
}

/** Retries with one rate and billed shares, or by cause, each with its rate. */
export type Retries = {
  /** Retries allowed after the first attempt. */
  readonly maximum: Quantity;
} & (
  | {
      readonly by: 'rate';
      readonly failureRate: Quantity;
      readonly billedInput: Quantity;
      readonly billedOutput: Quantity;
    }
  | {
      readonly by: 'cause';
      readonly rejected: Quantity;
      readonly timedOut: Quantity;
      readonly badOutput: Quantity;
    }
);

/** Milliseconds that a share of requests keeps to, at least one of the two; null for a time that is not stated. */
export interface LatencyFigure {
  readonly firstToken: Quantity | null;
  readonly perToken: Quantity | null;
  readonly share: Quantity;
}

/** What was measured of one replica at so many requests per second. */
export interface MeasuredLatency extends LatencyFigure {
  readonly rate: Quantity;
}

export interface Constraints {
  readonly residency: string | null;
  readonly regulated: boolean;
  /** `dedicated`: no shared endpoint meets the latency bound. */
  readonly latency: 'any' | 'dedicated' | LatencyFigure;
  readonly differentiated: boolean;
  /** `commercial`: weights that one runs oneself may be used for business, by as many users as there are, where they are. */
  readonly licence: 'any' | 'commercial';
  /** Until when what is bought has to be sold; null for no such day. */
  readonly availableUntil: IsoDate | null;
  readonly minimumScore: Quantity | null;
  /** Tokens. */
  readonly context: Quantity | null;
}

interface OptionBase {
  readonly id: string;
  /** Tokens for the same text relative to the workload's; null takes the catalog's, or 1. */
  readonly tokenMultiplier: Quantity | null;
  /** What a contract or a set-up of one's own guarantees beyond what the catalog says. */
  readonly residency: string | null;
  readonly regulated: boolean | null;
  readonly score: Quantity | null;
  /** What switching to the option takes: money, and months. */
  readonly switching: {
    readonly cost: Quantity;
    /** Months in which the earlier option is paid too. */
    readonly parallel: Quantity;
    /** Months from the order to the first use. */
    readonly lead: Quantity;
    /** Months for which people are paid before the first use. */
    readonly hireAhead: Quantity;
  };
  /** The option that takes over when this one is down. */
  readonly failover: string | null;
  readonly span?: Span;
}

export interface BuyOption extends OptionBase {
  readonly kind: 'buy';
  readonly price: string;
  readonly mode: 'on-demand' | 'provisioned';
  /** Share of traffic that can run as batch. */
  readonly batch: Quantity;
  /** A service tier of the price entry, such as `flex`. */
  readonly service: string | null;
  /** Units already reserved, at the reserved rate; the excess is paid by the hour. */
  readonly reserved: { readonly units: Quantity; readonly rate: Quantity } | null;
  /** Share added to peak before rounding to units (provisioned mode). */
  readonly headroom: Quantity;
  /** Whether what the units have no room for in an hour is bought on demand (provisioned mode). */
  readonly spillover: boolean;
  /** Share added to lines 1 to 8 for a region. */
  readonly regionUplift: Quantity;
  readonly monthlyMinimum: Quantity;
  /** What a contract guarantees, or was measured; null where that is not stated. */
  readonly latency: LatencyFigure | null;
}

export interface BuildOption extends OptionBase {
  readonly kind: 'build';
  readonly cluster: string;
  /** Null where no people are needed beyond those already counted. */
  readonly team: string | null;
  readonly setup: Quantity;
  readonly amortize: Quantity;
  /** Currency a month. */
  readonly retraining: Quantity;
  /** Share of the remaining payments that leaving a contract early costs. */
  readonly earlyExit: Quantity;
  /** GPUs bought or reserved at a time; null takes what is missing. */
  readonly lot: Quantity | null;
  /** How what is bought is written off over the months. */
  readonly depreciation: 'straight_line' | 'double_declining' | 'macrs_5';
}

/** `replicas` fixes the base; null lets the model pick the cheapest. */
export interface BurstOption extends OptionBase {
  readonly kind: 'hybrid';
  readonly form: 'burst';
  readonly base: string;
  readonly overflow: string;
  readonly replicas: Quantity | null;
}

/** All traffic goes to `small`; the share that it does not settle also goes to `large`. */
export interface CascadeOption extends OptionBase {
  readonly kind: 'hybrid';
  readonly form: 'cascade';
  readonly small: string;
  readonly large: string;
  /** Share answered by the small model. */
  readonly settled: Quantity;
}

export type Option = BuyOption | BuildOption | BurstOption | CascadeOption;

export interface Workload {
  readonly id: string;
  /** Requests a month with tokens per request, or tokens a month with a ratio. */
  readonly volume:
    | { readonly by: 'requests'; readonly requests: Quantity }
    | {
        readonly by: 'tokens';
        readonly tokens: Quantity;
        readonly ratio: { readonly input: Quantity; readonly output: Quantity };
        /** Needed for whatever is charged per request. */
        readonly tokensPerRequest: Quantity | null;
      };
  /** One class with share 1 where the file gives none; empty where volume is by tokens. */
  readonly classes: readonly RequestClass[];
  /** In place of classes. */
  readonly conversation: Conversation | null;
  /** Further steps of a pipeline, which every option pays for. */
  readonly steps: ReadonlyMap<string, PipelineStep>;
  /** Who use it; null where that is not stated. */
  readonly users: Quantity | null;
  /** Share of input tokens read from, and written to, the vendor's cache. */
  readonly cached: Quantity;
  /** In place of these shares: tokens of a request. */
  readonly cachedTokens: Quantity | null;
  readonly cacheWriteTokens: Quantity | null;
  /** Reasoning tokens for each output token; null where the output has them. */
  readonly reasoning: Quantity | null;
  /** What a request uses beside its text, by kind; only what is stated. */
  readonly uses: ReadonlyMap<UsePriceName, Quantity>;
  readonly cacheWrite: Quantity;
  readonly cacheLifetime: 'short' | 'long';
  readonly growth: Quantity;
  /** From a month on the volume is that, in the unit of `volume`, and grows from there. */
  readonly volumes: ReadonlyMap<IsoMonth, Quantity>;
  /** Of the months of the year, January first, relative to the volume. */
  readonly seasons: readonly Quantity[] | null;
  /** Hours a month; null means all of them. */
  readonly activeHours: Quantity | null;
  readonly peakToAverage: Quantity;
  /** 168 hourly weights with mean 1, or null. Peak to average is then their largest. */
  readonly profile: readonly Exact[] | null;
  /** Share of the load that can wait for hours with room. */
  readonly canWait: Quantity;
  readonly retries: Retries;
  readonly failover: { readonly uplift: Quantity; readonly standby: Quantity };
  readonly overheads: Overheads;
  readonly constraints: Constraints;
  readonly options: readonly Option[] | 'auto';
  readonly span?: Span;
}

/** An input that nobody stated and that has a figure of the catalog. */
export interface SourcedDefault {
  readonly address: string;
  /** What it is, in words. */
  readonly label: string;
  readonly value: Exact;
  readonly unit: string;
  /** What it would be without: the model's own default. */
  readonly without: Exact;
}

/** A fact of a catalog in the place of what an owned offer of it says. */
export interface SourcedFigure {
  readonly value: Exact;
  readonly currency: string;
  readonly provenance: Provenance;
}

/** Power of a country: its price per kWh, and the power usage effectiveness of its data centers. */
export interface SourcedPower {
  readonly price: SourcedFigure;
  readonly effectiveness: SourcedFigure | null;
}

/** `defaults: sourced`. */
export interface SourcedDefaults {
  /** Where people are paid: `us/atlanta`, `de`; null takes the United States. */
  readonly region: string | null;
  /** Inputs that have figures of the catalog; null until a catalog is at hand. */
  readonly filled: readonly SourcedDefault[] | null;
  /** What power costs, and what data centers draw, where GPUs of the catalog stand; null where it is as the catalog has it. */
  readonly power: SourcedPower | null;
  /** Teams whose loaded cost the file leaves to the catalog. */
  readonly teams: readonly string[];
  readonly span?: Span;
}

/** An alternative: what it says is paid together, and never beside another case. */
export interface ScenarioCase {
  readonly id: string;
  /** Ids of its workloads; one that no case changes is among those of every case. */
  readonly workloads: readonly string[];
}

/** An address, and the value that is set there: a text as `--set` has it, or what stands in a file. */
export type SetValue = readonly [address: string, value: string | LocatedNode];

export interface Scenario {
  readonly name: string;
  /** Alternatives side by side; empty where all workloads are paid together. */
  readonly cases: readonly ScenarioCase[];
  /** Null where what is not stated has the model's own defaults. */
  readonly sourced: SourcedDefaults | null;
  /** SHA-256 over canonical content. */
  readonly digest: string;
  readonly catalog: string | null;
  readonly asOf: IsoDate | null;
  readonly knownAt: IsoDate | null;
  readonly currency: string;
  readonly hoursPerMonth: Quantity;
  /** Within it a verdict is too close to call. */
  readonly margin: Quantity;
  readonly horizon: {
    /** Null takes the month of the prices. */
    readonly start: IsoMonth | null;
    readonly months: Quantity;
    readonly discountRate: Quantity;
    /** `catalog`: what the prices of the APIs that the scenario buys did, see `catalogTrend`. */
    readonly apiPriceTrend: Quantity | 'catalog';
    readonly gpuPriceTrend: Quantity;
    readonly purchasePriceTrend: Quantity;
    readonly wageTrend: Quantity;
    readonly powerPriceTrend: Quantity;
    /** Currency a month; null where none is stated. */
    readonly budget: Quantity | null;
    /** Null leaves taxes out. */
    readonly taxRate: Quantity | null;
    /** Null takes the discount rate. */
    readonly reinvestmentRate: Quantity | null;
  };
  /** Dated changes, in the order of the file. */
  readonly events: readonly ScenarioEvent[];
  /** Phases on the way to production; null where none are stated. */
  readonly roadmap: Roadmap | null;
  /** What being able to switch costs; null where it is not asked. */
  readonly portability: Portability | null;
  /** Exchange rates of the file, which come before the catalog's. */
  readonly rates: readonly StatedRate[];
  readonly teams: ReadonlyMap<string, Team>;
  /** What a platform costs a month. */
  readonly platforms: ReadonlyMap<string, Quantity>;
  readonly prices: ReadonlyMap<string, TokenEntry>;
  readonly offers: ReadonlyMap<string, GpuOffer>;
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly plan: Plan;
  /** Shocks of the scenario's own, by id. */
  readonly stress: ReadonlyMap<string, StatedShock>;
  readonly correlations: readonly Correlation[];
  /**
   * Distributions given for figures of `prices` and `offers`, by address (`offers.quote-a.hourly`), and figures set from
   * outside (`--set`) for entries of the catalog.
   */
  readonly priceDistributions: ReadonlyMap<string, Distribution>;
  readonly priceOverrides: ReadonlyMap<string, Quantity>;
  /** What the file names and a catalog has to know. */
  readonly names: readonly CatalogName[];
  /** Its files merged, and what is set over them, for who writes it down again. */
  readonly content: { readonly root: LocatedMap; readonly set: readonly SetValue[] };
}
