import type { BreakEvenResult, WorkloadBreakEven } from '../../../analysis/index.ts';
import {
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import {
  alternatesWire,
  catalogWire,
  completenessWire,
  crossoverWire,
  intervalWire,
  partialKey,
  rangeWire,
  scenarioWire,
} from '../parts.ts';

const workload = record<WorkloadBreakEven>({
  id: text,
  unit: text,
  value: figure,
  stated: nullable(record<NonNullable<WorkloadBreakEven['stated']>>({ unit: text, value: figure })),
  intervals: list(intervalWire),
  range: rangeWire,
  completeness: completenessWire,
  searchedBecause: nullable(text),
  alternates: nullable(alternatesWire),
  crossovers: list(crossoverWire),
});

/** `crossover/breakeven/1`. */
export const breakEvenWire = record<BreakEvenResult>({
  schema: word('crossover/breakeven/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  partial: partialKey,
  currency: text,
  parameter: text,
  label: text,
  workloads: list(workload),
});
