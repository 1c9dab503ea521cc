import type {
  CapacityResult,
  LatencyResult,
  CatalogReference,
  CrossoverResult,
  Finding,
  IntervalResult,
  Partial,
} from '../../analysis/index.ts';
import type { IsoDate } from '../../document/index.ts';
import {
  countCodec as count,
  dateCodec as date,
  figureCodec as figure,
  listCodec as list,
  nullable,
  optionalKey,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';

/** Parts that several results have. */

export const scenarioWire = record<{ readonly name: string; readonly digest: string }>({
  name: text,
  digest: text,
});
export const catalogWire = record<CatalogReference>({ version: text, digest: text, asOf: date });
export const publishedWire = record<{
  readonly version: string;
  readonly date: IsoDate;
  readonly digest: string;
}>({ version: text, date, digest: text });
/** Only of what was ended early. */
export const partialKey = optionalKey(record<Partial>({ done: count, of: count, unit: text }));
export const findingWire = record<Finding>({ code: text, message: text });
export const optionKindWire = word('buy', 'build', 'hybrid');
export const completenessWire = word('proved', 'searched');
export const rangeWire = record<{ readonly from: Exact; readonly to: Exact | null }>({
  from: figure,
  to: nullable(figure),
});
export const alternatesWire = record<{ readonly from: Exact; readonly period: Exact }>({
  from: figure,
  period: figure,
});
export const intervalWire = record<IntervalResult>({ from: figure, to: nullable(figure), cheapest: text });
export const volumeWire = record<{ readonly requests: Exact | null; readonly tokens: Exact }>({
  requests: nullable(figure),
  tokens: figure,
});
export const capacityWire = record<CapacityResult>({
  replicas: count,
  gpus: count,
  nodes: count,
  utilization: figure,
  fullAt: nullable(figure),
  latency: optionalKey(
    record<LatencyResult>({
      byUtilization: count,
      byLatency: count,
      rate: figure,
      peakRate: figure,
      ttft: nullable(figure),
      tpot: nullable(figure),
      at: figure,
    }),
  ),
});
export const crossoverWire = record<CrossoverResult>({
  parameter: text,
  unit: text,
  buy: text,
  build: text,
  intervals: list(intervalWire),
  firstBuild: nullable(figure),
  alwaysBuildFrom: nullable(figure),
  neverBecause: nullable(text),
  alternates: nullable(alternatesWire),
  completeness: completenessWire,
  range: rangeWire,
});
