import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that importing the price list of others can cause. */
export const importProblems: ProblemTable = {
  'import/shape': {
    means: 'The file does not have the format of this source.',
    remedy: 'Choose the source that the file comes from with `--from`.',
  },
  'import/too-large': {
    means: 'The list has more entries than any known source.',
    remedy: 'Import a part of it.',
  },
  'import/extends': {
    means: 'The target catalog extends another, and the entry belongs to that one.',
    remedy: 'Import into the catalog that has the entry.',
  },
  'import/unknown-benchmark': {
    means: 'The file is not a benchmark result with serving rates.',
    remedy: 'See the known benchmarks in the message, or enter the rates by hand.',
  },
  'import/not-stated': {
    means: 'The benchmark result does not say what its rates refer to.',
    remedy: 'State it with the flags in the message; it is never assumed.',
  },
  'import/invalid-run': {
    means: 'A run is not valid by its own rules, or has no rate.',
    remedy: 'Run the benchmark again.',
  },
  'import/failed-requests': {
    means: 'Some requests of the run failed: its rates are too low.',
    remedy: 'Run it again with less load, or accept the lower rates.',
  },
  'import/no-file': {
    means: 'The target folder has no file for entries of this kind.',
    remedy: 'Add an empty file of the name that the message gives.',
  },
};
