import type {
  SensitivityAnalysis,
  SensitivityParameter,
  SensitivityWorkload,
} from '../../../analysis/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  listCodec as list,
  nullable,
  numberCodec as number,
  pairCodec as pair,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, partialKey, scenarioWire } from '../parts.ts';
import { correlationsWire, methodWire, uncertainWire } from '../simulation/wire.ts';

const parameter = record<SensitivityParameter>({
  path: text,
  label: text,
  unit: text,
  value: figure,
  low: figure,
  high: figure,
  monthlyLow: nullable(figure),
  monthlyHigh: nullable(figure),
  firstOrder: nullable(number),
  total: nullable(number),
  firstOrderInterval: nullable(pair(number)),
  totalInterval: nullable(pair(number)),
  perfectInformation: nullable(figure),
});

const workload = record<SensitivityWorkload>({
  id: text,
  option: nullable(text),
  best: nullable(text),
  parameters: list(parameter),
  perfectInformation: nullable(figure),
  notes: list(text),
});

/** `crossover/sensitivity/1`. */
export const sensitivityWire = record<SensitivityAnalysis>({
  schema: word('crossover/sensitivity/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  partial: partialKey,
  currency: text,
  samples: count,
  informationSamples: count,
  seed: number,
  method: methodWire,
  confidence: number,
  uncertain: uncertainWire,
  correlations: correlationsWire,
  workloads: list(workload),
});
