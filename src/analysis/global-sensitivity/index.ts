/** Which unknown matters: tornado, variance-based indices, and what knowing an input is worth. */
export {
  prepareSensitivity,
  sensitivityEvaluations,
  type Sensitivity,
  type SensitivityQuestion,
} from './prepare-sensitivity.ts';
export { indicesRun, type IndicesRun } from './indices-run.ts';
export { sensitivityResult, summarizeSensitivity } from './sensitivity-result.ts';
export type { SensitivityAnalysis, SensitivityParameter, SensitivityWorkload } from './result.ts';
