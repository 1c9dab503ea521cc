import type { IsoDate } from '../document/index.ts';
import type { Span } from '../diagnostics/index.ts';
import type { CertainPriceName, LengthPriceName, PriceName, UsePriceName } from './entries/price-kinds.ts';
import type { Exact } from '../formula/index.ts';

/** How a figure is known, from the firmest to the weakest. A result carries the weakest among its inputs. */
export const kinds = ['contract', 'list', 'quote', 'measured', 'stated', 'default', 'estimated'] as const;
export type Kind = (typeof kinds)[number];

/**
 * How well a source stands for a figure. A: read in a copy of what its owner publishes (price list, official statistics,
 * configuration). B: taken from a document that says it read the owner's page on a day. C: from an article, a guide or
 * common knowledge. D: worked out by us, or an estimate.
 */
export const grades = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof grades)[number];

export interface Source {
  /** An address, or the file and line of `place`. */
  readonly url: string;
  /** Null where a file states the figure of itself and does not say when it was looked up. */
  readonly retrieved: IsoDate | null;
  /** Absent where nobody graded it, as with a price of one's own. */
  readonly grade?: Grade;
  readonly note?: string;
  /** Where a scenario or a quote states the figure itself; absent where it was published elsewhere. */
  readonly place?: { readonly file: string; readonly line: number };
}

/**
 * What every dated row says of itself: when it holds (`from` inclusive, `to` exclusive) and when we learned it. Without
 * `from` it always held, and without `recorded` it was always known, as for a price that a scenario just states.
 */
export interface DatedRow {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly recorded: IsoDate | null;
  readonly status: 'confirmed' | 'scheduled' | 'withdrawn';
  readonly kind: Kind;
  readonly source: Source;
}

type Stated<K extends PriceName> = { readonly [P in Extract<K, CertainPriceName>]: Exact } & {
  readonly [P in Exclude<K, CertainPriceName | UsePriceName>]: Exact | null;
} & { readonly [P in Extract<K, UsePriceName>]?: Exact };

/** Prices by kind in the entry's currency; one that the vendor does not state is null, never zero. */
export type TokenPrices = Stated<LengthPriceName>;

/** What holds above a number of input tokens per request. Whether for the whole request is not always known. */
export interface ContextTier extends TokenPrices {
  readonly above: Exact;
  readonly mode: 'whole_request' | 'part_above' | 'unknown';
}

/** What a condition states by itself, by kind; what it does not state follows from its multiplier. */
export type OwnPrices = Readonly<Partial<Record<LengthPriceName, Exact>>>;

/** A service tier (flex, priority ...) or condition (a residency uplift) on a row: a multiplier on the row's prices. */
export interface ServiceTier {
  readonly id: string;
  readonly multiplier: Exact;
  /** The other conditions that it can be had with, such as `batch`, `cache`. */
  readonly combines: readonly string[];
  /** Prices that it states by themselves, in place of the multiplier. */
  readonly prices?: OwnPrices;
}

/** Capacity that is bought by the hour in units: Azure PTU, Bedrock model units, Vertex GSU. */
export interface ProvisionedTerms {
  /** Entry currency per unit and hour, or per unit and month where `period` says so. */
  readonly rate: Exact;
  readonly period?: 'month';
  /** Weighted tokens per minute that one unit serves. */
  readonly tokensPerMinute: Exact;
  /** How many input tokens one output token weighs. */
  readonly outputWeight: Exact;
  /** How much a cached input token weighs (0 where it does not count). */
  readonly cachedWeight: Exact;
  readonly minimumUnits: Exact;
  readonly increment: Exact;
}

/** Spend committed for a discount; rates are multipliers on monthly spend. */
export interface CommitmentTerms {
  readonly mode: 'graduated' | 'all_units';
  /** Rising: from `above` on (monthly spend in the entry's currency), spend is multiplied by `multiplier`. */
  readonly tiers: readonly { readonly above: Exact; readonly multiplier: Exact }[];
  readonly minimum: Exact;
}

export interface TokenPriceRow extends DatedRow, Stated<PriceName> {
  /** Price multiplier for batch traffic, and whether cache prices hold in it; null where there is no batch. */
  readonly batch: {
    readonly multiplier: Exact;
    readonly combinesWithCache: boolean;
    readonly prices?: OwnPrices;
  } | null;
  readonly tiers: readonly ContextTier[];
  readonly services: readonly ServiceTier[];
  readonly provisioned: ProvisionedTerms | null;
  readonly commitment: CommitmentTerms | null;
}

/** What a model does that writes no text: vectors of texts, or an order of them. */
export const tasks = ['embedding', 'reranking'] as const;
export type Task = (typeof tasks)[number];

export interface TokenEntry {
  readonly id: string;
  readonly channel: string;
  readonly currency: string;
  /** The model behind it, as in `models.yaml`, where it is an open one. */
  readonly model: string | null;
  /** What it does, where that is not to write text. */
  readonly task?: Task;
  /** Largest context in tokens. */
  readonly context: Exact | null;
  /** Most output tokens of a request, where the vendor states it. */
  readonly maxOutput?: Exact;
  /** What the vendor sells in its place by now; absent where nothing is. */
  readonly successor?: string;
  /** Where requests are processed: `us`, `eu` ...; `global` says anywhere; empty where the vendor does not say. */
  readonly residency: readonly string[];
  /** Tokens for the same text relative to the scenario's. */
  readonly tokenMultiplier: Exact | null;
  /** Evaluation score, 0 to 1, as the scenario's `min_score` asks. */
  readonly score: Exact | null;
  readonly rows: readonly TokenPriceRow[];
  readonly span?: Span;
}

/** What owning a GPU costs beside its price; all per GPU. */
export interface OwnershipTerms {
  /** Purchase price. */
  readonly price: Exact;
  /** Share of the price that is left at the end. */
  readonly residual: Exact;
  readonly depreciationMonths: Exact;
  /** Share of the price per year. */
  readonly maintenance: Exact;
  /** Per month. */
  readonly colocation: Exact;
  readonly kilowatts: Exact;
  readonly powerUsageEffectiveness: Exact;
  /** Per kWh. */
  readonly powerPrice: Exact;
  /** Share of full power that an idle GPU draws. */
  readonly idle: Exact;
}

export interface GpuPriceRow extends DatedRow {
  /** Entry currency per GPU and hour; null for an owned one. */
  readonly hourly: Exact | null;
  /** Entry currency per GPU and month, where it is rented by the month; then hourly is null. */
  readonly monthly: Exact | null;
  /** Paid at the start of a reserved term, per GPU. */
  readonly upfront: Exact | null;
  readonly ownership: OwnershipTerms | null;
}

export interface GpuOffer {
  readonly id: string;
  readonly cloud: string;
  readonly gpu: string;
  readonly region: string | null;
  readonly residency: readonly string[];
  readonly currency: string;
  /** GPUs in the smallest unit that can be rented or bought. */
  readonly node: Exact;
  /** The fewest GPUs that are rented at all; absent where one unit can be. */
  readonly minimum?: Exact;
  readonly term: 'on-demand' | 'spot' | 'reserved' | 'owned';
  /** Length of a reserved term; null for the others. */
  readonly termMonths: Exact | null;
  /** Whether it can be switched off, and is then not paid. */
  readonly switchOff: boolean;
  /** Spot: share of work lost to interruptions, and share of hours without spot and the on-demand price paid in them. */
  readonly interruption: {
    readonly waste: Exact;
    readonly unavailable: Exact;
    readonly fallbackHourly: Exact | null;
  } | null;
  readonly rows: readonly GpuPriceRow[];
  readonly span?: Span;
}

/** A replica that was measured, and with what requests. */
export interface MeasuredReplica {
  readonly model: string;
  readonly gpu: string;
  readonly gpusPerReplica: number;
  readonly precision: string;
  readonly engine: string;
  readonly inputLength: number;
  readonly outputLength: number;
  readonly kind: Kind;
  readonly source: Source;
}

/**
 * Tokens per second of one replica (`gpusPerReplica` GPUs) in one run: input and output tokens that went through it at the
 * same time, at these lengths, so that `totalRate` is their sum. They are no saturated rates of prefill and decode alone.
 * Never one figure taken for another: what was not measured is null.
 */
export interface ThroughputEntry extends MeasuredReplica {
  readonly concurrency: number | null;
  readonly inputRate: Exact | null;
  readonly outputRate: Exact | null;
  readonly totalRate: Exact | null;
}

/** Which share of the requests a measured time holds for; a table states some of them, and one never stands for another. */
export const percentiles = ['p50', 'p90', 'p95', 'p99'] as const;
export type Percentile = (typeof percentiles)[number];

/** Milliseconds by percentile; what was not measured is absent. */
export type LatencyFigures = Readonly<Partial<Record<Percentile, Exact>>>;

/** What was measured at one load. */
export interface LatencyPoint {
  /** Requests per second that were sent, and that were answered. */
  readonly offered: Exact;
  readonly completed: Exact;
  /** Time to the first token, with all waiting. */
  readonly firstToken: LatencyFigures;
  /** Time per output token after the first. */
  readonly perToken: LatencyFigures;
  /** Time of the whole request. */
  readonly endToEnd: LatencyFigures;
}

/**
 * The latency of one replica by load: requests of these lengths, each with as many output tokens, that arrive at random times
 * (Poisson) whatever the replica does, so that waiting is part of every time.
 */
export interface LatencyCurve extends MeasuredReplica {
  /** By rising load. */
  readonly points: readonly LatencyPoint[];
}

/** What the licence of a model's weights allows whoever runs them. */
export interface LicenceTerms {
  readonly commercial: boolean;
  /** Regions to whose companies it gives no rights. */
  readonly excluded: readonly string[];
  /** Above so many users a month another licence has to be agreed; null for no such limit. */
  readonly users: Exact | null;
}

export interface ModelEntry {
  readonly id: string;
  readonly parameters: Exact;
  readonly activeParameters: Exact | null;
  /** That its weights are published in: `mxfp4`, `fp8`; null stands for 16 bits. */
  readonly precision: string | null;
  /** Bytes of keys and values that one token of context takes at 16 bits; null where the architecture is not stated. */
  readonly cacheBytesPerToken: Exact | null;
  readonly context: Exact | null;
  readonly licence: string;
  /** Absent where the licence was not read. */
  readonly terms?: LicenceTerms;
  readonly score: Exact | null;
  readonly source: Source;
}

export interface GpuHardware {
  readonly id: string;
  readonly memoryGb: Exact;
  /** GB per second. */
  readonly bandwidth: Exact;
  readonly watts: Exact;
  readonly source: Source;
}

/** One unit of `from` in `to`, on a date. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly date: IsoDate;
  readonly rate: Exact;
  readonly source: Source;
}

/** What facts are about: costs and rules around models and GPUs. */
export const factSubjects = [
  'people',
  'wages',
  'electricity',
  'data-center',
  'colocation',
  'useful-life',
  'platform',
  'service',
  'commitment',
  'price-trend',
  'usage',
] as const;
export type FactSubject = (typeof factSubjects)[number];

/** A figure around models and GPUs: what people, power and platforms cost, and what a vendor's conditions multiply. */
export interface Fact {
  /** Begins with the subject or the vendor: `people/us/atlanta`, `openai/batch`. */
  readonly id: string;
  readonly subject: FactSubject;
  readonly label: string;
  /** Where it holds: `us/atlanta`, `de`, `eu`; null for anywhere. */
  readonly region: string | null;
  readonly value: Exact;
  /** Such as `USD/year`, `EUR/kWh`, `1`. */
  readonly unit: string;
  /** The range around the value, where the source gives one. */
  readonly low: Exact | null;
  readonly high: Exact | null;
  readonly kind: Kind;
  readonly source: Source;
}

export interface Catalog {
  readonly version: string;
  readonly date: IsoDate;
  /** SHA-256 over canonical content: comments and order do not change it. */
  readonly digest: string;
  readonly tokens: ReadonlyMap<string, TokenEntry>;
  readonly offers: ReadonlyMap<string, GpuOffer>;
  readonly throughput: readonly ThroughputEntry[];
  readonly latency: readonly LatencyCurve[];
  readonly models: ReadonlyMap<string, ModelEntry>;
  readonly gpus: ReadonlyMap<string, GpuHardware>;
  readonly exchange: readonly ExchangeRate[];
  readonly facts: ReadonlyMap<string, Fact>;
  /** The catalog that it extends: entries of it that have no other of their name above them are among these. */
  readonly base?: Catalog;
}
