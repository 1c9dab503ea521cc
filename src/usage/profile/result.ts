import { problem, type Diagnostic } from '../../diagnostics/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { Growth } from './growth.ts';
import type { Resolution } from './resolution.ts';
import type { Sums } from './sums.ts';

/** A part of the use: a model, a team, a day. */
export interface UsagePart extends Sums {
  readonly id: string;
}

/** Why a log cannot be priced or held against a scenario: it states no tokens. Undefined where it states some. */
export function withoutTokens({ log, tokens }: Pick<UsageResult, 'log' | 'tokens'>): Diagnostic | undefined {
  return tokens.perMonth > 0
    ? undefined
    : problem('usage/no-tokens', `${log.title} states no tokens: there is nothing to price`, {
        hint: 'use the usage report or the request log of the same vendor',
      });
}

/** What a log says of its workload. `null` is what the log does not say. */
export interface UsageResult {
  readonly schema: 'crossover/usage/1';
  readonly log: {
    readonly format: string;
    readonly title: string;
    /** Why the file was taken for this format. */
    readonly because: string;
    readonly files: readonly string[];
    readonly rules: readonly string[];
  };
  readonly rows: {
    readonly read: number;
    readonly counted: number;
    /** Answers from a gateway's own cache: no model was called. */
    readonly gatewayCache: number;
    readonly leftOut: readonly { readonly reason: string; readonly rows: number }[];
    /** Of those counted, rows whose cost cannot be read and counts as none; only where there are any. */
    readonly costsUnread?: number;
  };
  readonly period: {
    /** The first hour, and the end of the last, as text in UTC. */
    readonly from: string;
    readonly until: string;
    readonly hours: number;
    readonly hoursWithoutTraffic: number;
    readonly zone: string;
    /** What the times are precise to, or how long a row's bucket is: no load is known below it. */
    readonly resolution: Resolution;
  };
  readonly requests: {
    readonly attempts: number;
    readonly delivered: number;
    readonly aborted: number;
    readonly rejected: number;
    readonly timedOut: number;
    readonly failed: number;
    /** Delivered and aborted, at 730 hours a month; null where the log counts none. */
    readonly perMonth: number | null;
    readonly attemptsPerDelivered: number | null;
  };
  readonly tokens: {
    readonly input: Exact;
    readonly cached: Exact;
    readonly cacheWrite: Exact;
    readonly output: Exact;
    readonly reasoning: Exact | null;
    readonly perMonth: number;
    readonly inputPerRequest: number | null;
    readonly outputPerRequest: number | null;
    readonly cachedShare: number | null;
    readonly cacheWriteShare: number | null;
    /** Of the output. */
    readonly reasoningShare: number | null;
    readonly quantiles: readonly {
      readonly share: number;
      readonly input: number;
      readonly output: number;
    }[];
    readonly classes: readonly {
      readonly above: number;
      readonly upTo: number | null;
      readonly share: number;
      readonly input: number;
      readonly output: number;
    }[];
  };
  readonly load: {
    readonly peakToAverageHour: number | null;
    readonly peakToAverageMinute: number | null;
    /** 168 hours from Monday midnight, relative to their mean; null below a week. */
    readonly profile: readonly number[] | null;
  };
  readonly growth: Growth | null;
  readonly cost: {
    readonly currency: string;
    readonly total: Exact;
    readonly perMonth: number;
    /** Currencies of rows whose cost is not in the total. */
    readonly otherCurrencies: readonly string[];
  } | null;
  readonly models: readonly UsagePart[];
  readonly teams: readonly UsagePart[];
  readonly days: readonly UsagePart[];
  /** A scenario with this workload, as a file that `run` accepts; null where the log says nothing of tokens. */
  readonly scenario: string | null;
}
