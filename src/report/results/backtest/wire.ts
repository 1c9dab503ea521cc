import type {
  BacktestCoverage,
  BacktestOption,
  BacktestResult,
  BacktestSeries,
  BacktestWorkload,
} from '../../../analysis/index.ts';
import {
  countCodec as count,
  dateCodec as date,
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, scenarioWire } from '../parts.ts';

const coverage = record<BacktestCoverage>({ within: count, counted: count });

const option = record<BacktestOption>({
  id: text,
  months: list(
    record<BacktestOption['months'][number]>({
      month: text,
      forecast: figure,
      p10: nullable(figure),
      p90: nullable(figure),
      actual: nullable(figure),
    }),
  ),
  forecast: figure,
  actual: figure,
  error: nullable(figure),
  coverage: nullable(coverage),
  unknownFrom: nullable(text),
});

/** `crossover/backtest/1`. */
export const backtestWire = record<BacktestResult>({
  schema: word('crossover/backtest/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  currency: text,
  from: date,
  until: date,
  months: count,
  samples: nullable(count),
  workloads: list(
    record<BacktestWorkload>({
      id: text,
      options: list(option),
      forecastBest: nullable(text),
      actualBest: nullable(text),
      regret: nullable(figure),
    }),
  ),
  coverage: nullable(coverage),
  series: list(
    record<BacktestSeries>({
      trend: word('api_price', 'gpu_price'),
      months: count,
      entries: count,
      gone: count,
      unchanged: count,
      forecast: figure,
      p10: nullable(figure),
      p90: nullable(figure),
      median: figure,
      within: nullable(count),
    }),
  ),
});
