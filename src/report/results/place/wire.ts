import type {
  Against,
  AgainstWorkload,
  Assignment,
  Conflict,
  InputRange,
  NearPlan,
  PlacedCluster,
  PlacedPortfolio,
  PlaceResult,
  RangeEnd,
  SharedSaving,
} from '../../../analysis/index.ts';
import {
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  optionalKey,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, findingWire, optionKindWire, scenarioWire } from '../parts.ts';

const assignment = record<Assignment>({
  workload: text,
  option: text,
  kind: optionKindWire,
  replicas: nullable(figure),
  monthly: figure,
  shapley: nullable(figure),
  alone: record<Assignment['alone']>({ option: text, monthly: figure }),
  otherwise: nullable(record<NonNullable<Assignment['otherwise']>>({ option: text, more: figure })),
});

const limit = record<Conflict>({
  limit: text,
  message: text,
  place: nullable(text),
  relaxedMonthly: nullable(figure),
});

const rangeEnd = record<RangeEnd>({
  at: figure,
  monthly: figure,
  changes: list(record<RangeEnd['changes'][number]>({ workload: text, option: text })),
});

const portfolio = record<PlacedPortfolio>({
  monthly: nullable(figure),
  separateMonthly: nullable(figure),
  aloneMonthly: nullable(figure),
  status: word('optimal', 'infeasible', 'limit'),
  apart: list(text),
  gap: nullable(figure),
  othersKept: flag,
  assignments: list(assignment),
  clusters: list(
    record<PlacedCluster>({
      id: text,
      replicas: figure,
      nodes: figure,
      gpus: figure,
      utilization: figure,
      kept: list(record<PlacedCluster['kept'][number]>({ offer: text, nodes: figure })),
      monthly: figure,
    }),
  ),
  teams: list(record<PlacedPortfolio['teams'][number]>({ id: text, headcount: figure, monthly: figure })),
  sharing: list(
    record<SharedSaving>({
      kind: word('cluster', 'team', 'platform', 'commitment', 'provisioned'),
      id: text,
      workloads: list(text),
      monthly: figure,
      apart: figure,
    }),
  ),
  near: list(
    record<NearPlan>({
      monthly: figure,
      changes: list(
        record<NearPlan['changes'][number]>({ workload: text, option: text, replicas: nullable(figure) }),
      ),
    }),
  ),
  amounts: list(record<PlacedPortfolio['amounts'][number]>({ address: text, label: text, count: figure })),
  ranges: list(
    record<InputRange>({
      address: text,
      label: text,
      unit: text,
      value: figure,
      lower: nullable(rangeEnd),
      upper: nullable(rangeEnd),
      proved: flag,
    }),
  ),
  limits: list(limit),
  conflicts: list(limit),
});

const against = record<Against>({
  scenario: scenarioWire,
  catalog: catalogWire,
  monthly: nullable(figure),
  keptMonthly: nullable(figure),
  more: nullable(figure),
  broken: list(text),
  holds: flag,
  workloads: list(
    record<AgainstWorkload>({
      workload: text,
      option: nullable(text),
      monthly: nullable(figure),
      keptMonthly: nullable(figure),
      best: nullable(text),
      bestMonthly: nullable(figure),
      cause: word('none', 'inputs', 'better-option', 'option-gone', 'workload-new', 'workload-gone'),
    }),
  ),
  shared: list(
    record<Against['shared'][number]>({
      name: text,
      monthly: nullable(figure),
      keptMonthly: nullable(figure),
    }),
  ),
});

/** `crossover/place/1`. */
export const placeWire = record<PlaceResult>({
  schema: word('crossover/place/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  currency: text,
  portfolio,
  against: optionalKey(against),
  warnings: list(findingWire),
});
