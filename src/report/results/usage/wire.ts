import { resolutions, type UsagePart, type UsageResult } from '../../../usage/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  listCodec as list,
  nullable,
  numberCodec as number,
  optionalKey,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';

const part = record<UsagePart>({
  id: text,
  rows: count,
  requests: count,
  input: figure,
  cached: figure,
  cacheWrite: figure,
  output: figure,
  reasoning: nullable(figure),
  cost: nullable(figure),
});

/** `crossover/usage/1`. */
export const usageWire = record<UsageResult>({
  schema: word('crossover/usage/1'),
  log: record<UsageResult['log']>({
    format: text,
    title: text,
    because: text,
    files: list(text),
    rules: list(text),
  }),
  rows: record<UsageResult['rows']>({
    read: count,
    counted: count,
    gatewayCache: count,
    leftOut: list(record<UsageResult['rows']['leftOut'][number]>({ reason: text, rows: count })),
    costsUnread: optionalKey(count),
  }),
  period: record<UsageResult['period']>({
    from: text,
    until: text,
    hours: count,
    hoursWithoutTraffic: count,
    zone: text,
    resolution: word(...resolutions),
  }),
  requests: record<UsageResult['requests']>({
    attempts: count,
    delivered: count,
    aborted: count,
    rejected: count,
    timedOut: count,
    failed: count,
    perMonth: nullable(number),
    attemptsPerDelivered: nullable(number),
  }),
  tokens: record<UsageResult['tokens']>({
    input: figure,
    cached: figure,
    cacheWrite: figure,
    output: figure,
    reasoning: nullable(figure),
    perMonth: number,
    inputPerRequest: nullable(number),
    outputPerRequest: nullable(number),
    cachedShare: nullable(number),
    cacheWriteShare: nullable(number),
    reasoningShare: nullable(number),
    quantiles: list(
      record<UsageResult['tokens']['quantiles'][number]>({ share: number, input: count, output: count }),
    ),
    classes: list(
      record<UsageResult['tokens']['classes'][number]>({
        above: count,
        upTo: nullable(count),
        share: number,
        input: number,
        output: number,
      }),
    ),
  }),
  load: record<UsageResult['load']>({
    peakToAverageHour: nullable(number),
    peakToAverageMinute: nullable(number),
    profile: nullable(list(number)),
  }),
  growth: nullable(
    record<NonNullable<UsageResult['growth']>>({ monthly: number, low: number, high: number, weeks: count }),
  ),
  cost: nullable(
    record<NonNullable<UsageResult['cost']>>({
      currency: text,
      total: figure,
      perMonth: number,
      otherCurrencies: list(text),
    }),
  ),
  models: list(part),
  teams: list(part),
  days: list(part),
  scenario: nullable(text),
});
