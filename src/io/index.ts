/**
 * The only folder, with the command line, that touches files, threads and the network. Paths and addresses enter; whole
 * texts leave, or a diagnostic with a code `io/...`. It writes whole files or none.
 */
export { keptCatalogs, keptTexts, type KeptTexts } from './kept-text.ts';
export {
  listBundledCatalogs,
  listBundledScenarios,
  locateBundledCatalog,
  locateBundledScenario,
  packageFolder,
  readPageScript,
  type BundledCatalog,
} from './bundled.ts';
export { decodeText } from './decode-text.ts';
export { failedFile } from './failure.ts';
export { fetchBounded, type Fetched, type FetchOptions } from './fetch-bounded.ts';
export { defaultSizeLimit, findFile, readFileBytes, readTextFile, type ReadLimits } from './read-file.ts';
export { readKeptLines, type KeptLines } from './read-kept-lines.ts';
export { readStandardInput } from './read-input.ts';
export { listFileNames, readFolder, type FolderLimits } from './read-folder.ts';
export { resolveInside } from './resolve-inside.ts';
export { watchFiles } from './watch-files.ts';
export { writeFileAtomically, type WriteOptions } from './write-file.ts';
export { tidyFolder, wholeFolder, writeFolderAtomically } from './write-folder.ts';
export {
  discardLogs,
  findLogFiles,
  isWebAddress,
  remoteLimits,
  isServerAddress,
  openLogs,
  openServer,
  type LogFile,
  type LogWatch,
  type OpenLogs,
} from './database/index.ts';
export { findConflict } from './find-conflict.ts';
export { solveProgram, type SolveLimits } from './solve-program.ts';
export { openSolver, type SearchProgress, type Solver } from './solving/index.ts';
export { prepareEngine, runSensitivity, runSimulation, startHelpers } from './run-simulation.ts';
