import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that importing the price list of others can cause. */
export const importProblems: ProblemTable = {
  'import/shape': {
    means: 'The file does not have the shape that this source has.',
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
  'import/no-file': {
    means: 'The target folder has no file for entries of this kind.',
    remedy: 'Add an empty file of the name that the message gives.',
  },
};
