/** What options cost month by month over a horizon, what that is worth today, and when to switch. */
export { readVolumes } from './read-volumes.ts';
export { forecastModel, forecastSteps, type ForecastQuestion } from './forecast-model.ts';
export type { CommitmentSizing, CriticalFractile, SizedCommitment, SizedMonth } from './sizing/index.ts';
export type {
  ForecastPaths,
  PathMonth,
  PathOptionResult,
  PathPortfolio,
  PathWorkload,
  PortfolioPathMonth,
} from './paths/result.ts';
export type { BestSchedule, ForecastPortability, PortabilityWorkload } from './portability.ts';
export type { ScheduledStint } from './scheduled-stint.ts';
export type { ForecastRoadmap, RoadmapPhaseResult } from './roadmap.ts';
export type {
  ComparedFlows,
  ForecastMonth,
  ForecastOption,
  ForecastResult,
  ForecastWorkload,
  ForecastYear,
} from './result.ts';
export type { PortfolioQuarter, PortfolioSchedule } from './scheduled-portfolio.ts';
