/** What changed between two forecasts: cash, present value, the largest month and years, and by which cause. */
export {
  compareForecasts,
  largestMonth,
  type ForecastSet,
  type ForecastSubject,
} from './compare-forecasts.ts';
export type {
  ForecastAmounts,
  ForecastCause,
  ForecastCompareResult,
  ForecastComparison,
  ForecastEffect,
  ForecastState,
  ForecastWorkloadComparison,
} from './types.ts';
export { forecastCauses } from './types.ts';
