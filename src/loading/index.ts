/**
 * From a name to a model: a scenario with what it extends, its catalog and its lock, a policy with what it is held
 * against. A file's name, or that of a bundled scenario, enters; values leave, and the texts that problems point into.
 */
export type { LoadOptions, Setting } from './load-options.ts';
export {
  datedBy,
  loadInputs,
  loadModel,
  quickStart,
  type LoadedInputs,
  type LoadedModel,
} from './load-model.ts';
export { answerOf, profileOfAnswer } from './answered-profile.ts';
export { withProfile, yetToCome, type LogQuestion, type ProfiledLog } from './load-profile.ts';
export { loadPortfolio, type LoadedPortfolio } from './load-portfolio.ts';
export { keptOrParsed, loadCatalog, parseFiles } from './load-catalog.ts';
export { prepareLock, writeLock, type PreparedLock } from './lock-file.ts';
export { standardInput } from './name-files.ts';
export { scenarioFilesOf } from './scenario-files.ts';
export { Sources } from './sources.ts';
export { loadSubjects, savedSizeLimit, type LoadedSubjects } from './load-subjects.ts';
export { loadCheck, type LoadedCheck } from './load-policy.ts';
