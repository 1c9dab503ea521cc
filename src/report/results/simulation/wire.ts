import type {
  SimulatedCrossover,
  SimulatedOption,
  SimulatedWorkload,
  SimulateResult,
  UncertainInputResult,
} from '../../../analysis/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  numberCodec as number,
  pairCodec as pair,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, optionKindWire, scenarioWire } from '../parts.ts';

export const methodWire = word('sobol', 'random');

export const uncertainWire = list(
  record<UncertainInputResult>({
    path: text,
    label: text,
    unit: text,
    value: figure,
    distribution: text,
    p10: nullable(figure),
    p90: nullable(figure),
    origin: word('scenario', 'default'),
    source: nullable(text),
    bounded: flag,
  }),
);

export const correlationsWire = list(
  record<SimulateResult['correlations'][number]>({ between: pair(text), rank: number }),
);

const option = record<SimulatedOption>({
  id: text,
  kind: optionKindWire,
  mean: nullable(figure),
  p10: nullable(figure),
  p50: nullable(figure),
  p90: nullable(figure),
  cheapest: number,
  histogram: nullable(
    record<NonNullable<SimulatedOption['histogram']>>({
      from: figure,
      to: figure,
      counts: list(number),
      below: number,
      above: number,
    }),
  ),
});

const crossover = record<SimulatedCrossover>({
  buy: text,
  build: text,
  parameter: text,
  unit: text,
  p10: nullable(figure),
  p50: nullable(figure),
  p90: nullable(figure),
  never: number,
  range: record<SimulatedCrossover['range']>({ from: figure, to: figure }),
});

const workload = record<SimulatedWorkload>({
  id: text,
  samples: count,
  options: list(option),
  crossovers: list(crossover),
  crossoverSamples: count,
  regret: record<SimulatedWorkload['regret']>({ option: nullable(text), expected: nullable(figure) }),
  best: nullable(text),
  perfectInformation: nullable(figure),
  error: nullable(number),
  probabilityError: nullable(number),
  convergence: text,
  notes: list(text),
});

/** `crossover/simulate/1`. */
export const simulationWire = record<SimulateResult>({
  schema: word('crossover/simulate/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  currency: text,
  samples: count,
  samplesAsked: count,
  complete: flag,
  seed: number,
  method: methodWire,
  uncertain: uncertainWire,
  correlations: correlationsWire,
  workloads: list(workload),
});
