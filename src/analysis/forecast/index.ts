/** What options cost month by month over a horizon, what that is worth today, and when to switch. */
export { forecastModel, type ForecastQuestion } from './forecast-model.ts';
export type {
  ComparedFlows,
  ForecastMonth,
  ForecastOption,
  ForecastResult,
  ForecastWorkload,
  ForecastYear,
  ScheduledStint,
} from './result.ts';
