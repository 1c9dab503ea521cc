import type {
  HeldPlan,
  InputChange,
  Replanned,
  ShockResult,
  StressPlan,
  StressResult,
} from '../../../analysis/index.ts';
import {
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, findingWire, partialKey, scenarioWire } from '../parts.ts';

const plan = record<StressPlan>({
  monthly: figure,
  choices: list(record<StressPlan['choices'][number]>({ workload: text, option: text })),
});

const held = record<HeldPlan>({ monthly: nullable(figure), broken: list(text) });

const shock = record<ShockResult>({
  id: text,
  label: text,
  changes: list(record<InputChange>({ address: text, from: figure, to: figure, unit: text })),
  without: list(text),
  plan: held,
  allBuy: nullable(held),
  allBuild: nullable(held),
  replanned: nullable(
    record<Replanned>({
      monthly: figure,
      moves: list(record<Replanned['moves'][number]>({ workload: text, from: text, to: text })),
      sunkMonthly: figure,
      spent: figure,
      outlay: figure,
    }),
  ),
  verdict: word('holds', 'replan', 'move', 'none'),
  notes: list(text),
});

/** `crossover/stress/1`. */
export const stressWire = record<StressResult>({
  schema: word('crossover/stress/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  partial: partialKey,
  currency: text,
  plan,
  allBuy: nullable(plan),
  allBuild: nullable(plan),
  shocks: list(shock),
  warnings: list(findingWire),
});
