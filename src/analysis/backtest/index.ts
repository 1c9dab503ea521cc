/** A forecast made as of a day in the past, against what prices did since by the catalog's own history. */
export { backtest, type BacktestQuestion } from './backtest.ts';
export type {
  BacktestCoverage,
  BacktestOption,
  BacktestResult,
  BacktestSeries,
  BacktestWorkload,
} from './result.ts';
