import type { Exact } from '../formula/index.ts';

/** A plan as a gateway sees it: for each workload, where its requests go. */
export interface Routing {
  readonly scenario: string;
  /** What the plan costs a month, in words, for the head of the file. */
  readonly cost: string;
  readonly routes: readonly Route[];
  /** What holds for every gateway, such as work that no gateway does. */
  readonly remarks: readonly Remark[];
}

/** Something that a configuration does not do, or that has to be known of it. */
export interface Remark {
  /** The workload that it is about; null for all of them. */
  readonly workload: string | null;
  readonly text: string;
}

/** The requests that clients send under one model name. */
export interface Route {
  /** What clients ask for: the workload, or one step of it. */
  readonly name: string;
  readonly workload: string;
  readonly option: string;
  /** In the order in which they are tried; those of one priority share the requests by weight. */
  readonly targets: readonly Target[];
  /** Retries after the first attempt, as the scenario states them. */
  readonly retries: number;
}

/** A deployment that answers requests. */
export interface Target {
  /** Unique in the configuration. */
  readonly id: string;
  readonly endpoint: Endpoint;
  /** 0 first; the next ones when those before are down or full. */
  readonly priority: number;
  /** Whether it answers only when the plan's own targets fail. */
  readonly fallback: boolean;
  /** Whole parts of a thousand of the plan's requests; of a fallback, of those that reach it. */
  readonly weight: number;
  /** Most of a minute; null where that is not known. */
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  /** Of a month, in USD; null where none is stated. */
  readonly budget: Exact | null;
}

export type Endpoint =
  | {
      readonly kind: 'api';
      /** Who sells it: `openai`, `azure`, or a vendor of the scenario. */
      readonly channel: string;
      /** As the vendor calls it. */
      readonly model: string;
      /** Null where the price is not in USD or follows the length of requests. */
      readonly rates: TokenRates | null;
    }
  | { readonly kind: 'own'; readonly cluster: string; readonly model: string };

/** USD per million tokens. */
export interface TokenRates {
  readonly input: Exact;
  readonly output: Exact;
  /** Null where reading from the cache costs what input costs. */
  readonly cached: Exact | null;
}

/** A written configuration. */
export interface Configuration {
  readonly text: string;
  /** What it does not do: the same sentences stand in its comments, where the format has any. */
  readonly remarks: readonly Remark[];
}

/** Makes the configuration of one gateway. */
export type Emit = (routing: Routing) => Configuration;
