import type { SweepAxis, SweepCell, SweepLine, SweepResult, SweepWorkload } from '../../../analysis/index.ts';
import {
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import {
  catalogWire,
  completenessWire,
  intervalWire,
  optionKindWire,
  partialKey,
  scenarioWire,
} from '../parts.ts';

const axis = record<SweepAxis>({
  path: text,
  label: text,
  unit: text,
  value: figure,
  scale: word('linear', 'logarithmic', 'list'),
  values: list(figure),
});

const workload = record<SweepWorkload>({
  id: text,
  options: list(record<SweepWorkload['options'][number]>({ id: text, kind: optionKindWire })),
  cells: list(
    record<SweepCell>({ at: list(figure), monthly: list(nullable(figure)), cheapest: nullable(text) }),
  ),
  crossovers: list(
    record<SweepLine>({
      at: nullable(figure),
      intervals: list(intervalWire),
      completeness: completenessWire,
    }),
  ),
});

/** `crossover/sweep/1`. */
export const sweepWire = record<SweepResult>({
  schema: word('crossover/sweep/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  partial: partialKey,
  currency: text,
  axes: list(axis),
  workloads: list(workload),
});
