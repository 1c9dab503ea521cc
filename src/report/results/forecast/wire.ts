import type {
  CommitmentSizing,
  ComparedFlows,
  CriticalFractile,
  ForecastMonth,
  ForecastOption,
  BestSchedule,
  ForecastPaths,
  ForecastPortability,
  ForecastRoadmap,
  ForecastResult,
  ForecastWorkload,
  ForecastYear,
  PathMonth,
  PathOptionResult,
  PathPortfolio,
  PathWorkload,
  PortfolioPathMonth,
  PortabilityWorkload,
  PortfolioQuarter,
  PortfolioSchedule,
  RoadmapPhaseResult,
  ScheduledStint,
  SizedCommitment,
  SizedMonth,
} from '../../../analysis/index.ts';
import {
  addedKey,
  countCodec as count,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  numberCodec as number,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { catalogWire, findingWire, optionKindWire, partialKey, scenarioWire } from '../parts.ts';

const month = record<ForecastMonth>({
  month: text,
  cash: figure,
  expense: figure,
  capex: figure,
  opex: figure,
  balance: figure,
  gpus: count,
});

const year = record<ForecastYear>({
  year: count,
  cash: figure,
  expense: figure,
  capex: figure,
  opex: figure,
});

const against = record<ComparedFlows>({
  reference: text,
  npv: figure,
  payback: nullable(figure),
  discountedPayback: nullable(figure),
  signChanges: count,
  rates: list(figure),
  ratesAreComplete: flag,
  yearlyRates: list(figure),
  modifiedRate: nullable(figure),
  datedRates: list(figure),
});

const option = record<ForecastOption>({
  id: text,
  kind: optionKindWire,
  title: text,
  feasible: flag,
  excludedBy: list(findingWire),
  months: list(month),
  years: list(year),
  total: figure,
  totalExpense: figure,
  npv: nullable(figure),
  npvAfterTax: nullable(figure),
  equivalentMonthly: nullable(figure),
  lines: list(
    record<{ readonly id: string; readonly label: string; readonly expense: Exact }>({
      id: text,
      label: text,
      expense: figure,
    }),
  ),
  soldAtEnd: figure,
  committed: figure,
  against: nullable(against),
  paybackMonth: nullable(text),
});

const stint = record<ScheduledStint>({ option: text, from: text, to: text, npv: figure });

const workload = record<ForecastWorkload>({
  id: text,
  options: list(option),
  cheapest: list(
    record<{ readonly month: string; readonly option: string | null }>({
      month: text,
      option: nullable(text),
    }),
  ),
  crossoverMonth: nullable(text),
  best: nullable(text),
  schedule: nullable(
    record<NonNullable<ForecastWorkload['schedule']>>({ stints: list(stint), npv: figure, saves: figure }),
  ),
  switchMonth: nullable(text),
  disagreements: list(text),
});

const percentiles = { p10: figure, p50: figure, p90: figure };

const paths = record<ForecastPaths>({
  samples: count,
  seed: number,
  uncertain: list(text),
  workloads: list(
    record<PathWorkload>({
      id: text,
      options: list(
        record<PathOptionResult>({
          id: text,
          npv: record<PathOptionResult['npv']>({ mean: figure, ...percentiles }),
          best: number,
          months: list(
            record<PathMonth>({
              month: text,
              ...percentiles,
              cheapest: number,
              overBudget: nullable(number),
            }),
          ),
        }),
      ),
      waiting: nullable(
        record<NonNullable<PathWorkload['waiting']>>({ months: count, reference: text, value: figure }),
      ),
    }),
  ),
  portfolio: addedKey(
    nullable(
      record<PathPortfolio>({
        npv: record<PathPortfolio['npv']>({ mean: figure, ...percentiles }),
        months: list(
          record<PortfolioPathMonth>({ month: text, ...percentiles, overBudget: nullable(number) }),
        ),
      }),
    ),
    null,
  ),
});

const roadmap = record<ForecastRoadmap>({
  template: nullable(text),
  start: text,
  phases: list(
    record<RoadmapPhaseResult>({
      id: text,
      from: text,
      to: text,
      people: figure,
      oneTime: figure,
      monthly: figure,
      cash: list(figure),
      total: figure,
      after: list(text),
      gate: nullable(text),
    }),
  ),
  months: list(record<ForecastRoadmap['months'][number]>({ month: text, people: figure, cash: figure })),
  total: figure,
  npv: figure,
});

const portfolioSchedule = record<PortfolioSchedule>({
  npv: figure,
  saves: figure,
  proof: word('optimal', 'bound', 'limits'),
  lowerBound: figure,
  gap: number,
  sharing: list(list(text)),
  quarters: list(
    record<PortfolioQuarter>({
      from: text,
      to: text,
      cash: figure,
      gpus: count,
      workloads: list(record<PortfolioQuarter['workloads'][number]>({ id: text, options: list(text) })),
    }),
  ),
});

const sizing = record<CommitmentSizing>({
  id: text,
  onDemand: nullable(text),
  nothing: nullable(text),
  options: list(text),
  step: number,
  paths: count,
  commitments: list(
    record<SizedCommitment>({
      option: text,
      from: text,
      to: text,
      months: count,
      gpus: number,
      isLeftEarly: flag,
    }),
  ),
  cost: figure,
  onDemandCost: figure,
  saves: figure,
  months: list(record<SizedMonth>({ month: text, committed: number, needed: number, short: number })),
  fractiles: list(record<CriticalFractile>({ option: text, fractile: number, gpus: number, cost: figure })),
});

const bestSchedule = record<BestSchedule>({ stints: list(stint), npv: figure });
const portability = record<ForecastPortability>({
  lines: list(
    record<ForecastPortability['lines'][number]>({
      id: text,
      monthly: figure,
      label: nullable(text),
      source: nullable(text),
      note: nullable(text),
    }),
  ),
  monthly: figure,
  total: figure,
  npv: figure,
  switchWith: figure,
  switchWithout: nullable(figure),
  workloads: list(
    record<PortabilityWorkload>({ id: text, without: bestSchedule, with: bestSchedule, worth: figure }),
  ),
  worth: figure,
  net: figure,
});

/** `crossover/forecast/1`. */
export const forecastWire = record<ForecastResult>({
  schema: word('crossover/forecast/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  partial: partialKey,
  currency: text,
  horizon: record<ForecastResult['horizon']>({
    start: text,
    months: count,
    discountRate: figure,
    reinvestmentRate: figure,
    taxRate: nullable(figure),
    trends: list(
      record<{ readonly trend: string; readonly monthly: Exact }>({ trend: text, monthly: figure }),
    ),
  }),
  workloads: list(workload),
  portfolio: nullable(
    record<NonNullable<ForecastResult['portfolio']>>({
      months: list(month),
      years: list(year),
      total: figure,
      totalExpense: figure,
      npv: figure,
    }),
  ),
  roadmap: addedKey(nullable(roadmap), null),
  portability: addedKey(nullable(portability), null),
  paths: nullable(paths),
  portfolioSchedule: addedKey(nullable(portfolioSchedule), null),
  sizing: addedKey(nullable(list(sizing)), null),
  warnings: list(findingWire),
});
