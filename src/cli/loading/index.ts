/** From a file name on the command line to a model: scenario, what it extends, catalog. */
export {
  datedBy,
  loadInputs,
  loadModel,
  quickStart,
  type LoadedInputs,
  type LoadedModel,
} from './load-model.ts';
export { loadCatalog, parseFiles } from './load-catalog.ts';
export { prepareLock, writeLock, type PreparedLock } from './lock-file.ts';
export { Sources } from './sources.ts';
export { loadSubjects, savedSizeLimit, type LoadedSubjects } from './load-subjects.ts';
export { loadCheck, type LoadedCheck } from './load-policy.ts';
