import type {
  FlipResult,
  LineResult,
  OptionResult,
  PlacementResult,
  PortfolioResult,
  RunResult,
  SensitivityResult,
  WorkloadResult,
} from '../../../analysis/index.ts';
import {
  addedKey,
  optionalKey,
  countCodec as count,
  dateCodec as date,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import {
  capacityWire,
  catalogWire,
  crossoverWire,
  findingWire,
  optionKindWire,
  scenarioWire,
} from '../parts.ts';

const line = record<LineResult>({
  id: text,
  label: text,
  monthly: figure,
  formula: text,
  calculation: text,
  kind: text,
  sources: list(text),
});

const option = record<OptionResult>({
  id: text,
  kind: optionKindWire,
  title: text,
  monthly: nullable(figure),
  perMtok: nullable(figure),
  perRequest: addedKey(nullable(figure), null),
  perUser: addedKey(nullable(figure), null),
  feasible: flag,
  excludedBy: list(findingWire),
  lines: list(line),
  capacity: nullable(capacityWire),
  hiddenMultiple: nullable(figure),
  floorPerMtok: nullable(figure),
  weakest: nullable(text),
  retrieved: nullable(record<NonNullable<OptionResult['retrieved']>>({ oldest: date, newest: date })),
  notes: list(text),
  payback: list(
    record<OptionResult['payback'][number]>({ against: text, outlay: figure, months: nullable(figure) }),
  ),
});

const sensitivity = record<SensitivityResult>({
  path: text,
  label: text,
  unit: text,
  value: figure,
  low: figure,
  high: figure,
  monthlyLow: figure,
  monthlyHigh: figure,
  flipsAt: nullable(figure),
});

const flip = record<FlipResult>({
  path: text,
  label: text,
  unit: text,
  from: figure,
  to: figure,
  change: nullable(figure),
  becomes: text,
});

const placement = record<Omit<PlacementResult, 'smallestFlip'>>({
  option: nullable(text),
  kind: nullable(optionKindWire),
  verdict: word('clear', 'too_close', 'none'),
  margin: nullable(figure),
  reason: text,
  costOfConstraints: nullable(figure),
  alternatives: list(
    record<PlacementResult['alternatives'][number]>({ option: text, monthly: figure, more: figure }),
  ),
  flips: list(flip),
});

const workload = record<WorkloadResult>({
  id: text,
  volume: record<WorkloadResult['volume']>({
    requests: nullable(figure),
    tokens: figure,
    unit: addedKey(word('requests', 'tokens'), 'tokens'),
  }),
  options: list(option),
  crossovers: list(crossoverWire),
  sensitivity: list(sensitivity),
  placement,
});

const portfolio = record<PortfolioResult>({
  monthly: nullable(figure),
  cases: addedKey(
    list(record<PortfolioResult['cases'][number]>({ id: text, workloads: list(text), monthly: figure })),
    [],
  ),
  assignments: list(
    record<PortfolioResult['assignments'][number]>({
      workload: text,
      option: nullable(text),
      monthly: nullable(figure),
    }),
  ),
  together: optionalKey(
    record<NonNullable<PortfolioResult['together']>>({
      status: word('optimal', 'infeasible', 'limit'),
      monthly: nullable(figure),
    }),
  ),
  gap: nullable(figure),
  clusters: list(
    record<PortfolioResult['clusters'][number]>({
      id: text,
      workload: text,
      replicas: count,
      nodes: count,
      gpus: count,
      utilization: figure,
    }),
  ),
  teams: list(record<PortfolioResult['teams'][number]>({ id: text, headcount: figure, monthly: figure })),
});

/** `crossover/result/1`, the result of `run`. */
export const runWire = record<RunResult>({
  schema: word('crossover/result/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  currency: text,
  workloads: list(workload),
  portfolio,
  warnings: list(findingWire),
});
