import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that a saved result can cause. */
export const reportProblems: ProblemTable = {
  'report/not-json': {
    means: 'The file is not valid JSON.',
    remedy: 'Save a result with `crossover run FILE --format json --out result.json`.',
  },
  'report/no-schema': {
    means: 'The file does not say which result it is.',
    remedy: 'Save it again; do not remove the `schema` key.',
  },
  'report/unknown-schema': {
    means: 'The result is of a kind or version that this program does not read.',
    remedy: 'Save it with this version, by `run`.',
  },
  'report/wrong-result': {
    means: 'A value of the result is missing or has the wrong type.',
    remedy: 'Do not edit saved results; save it again.',
  },
  'report/too-deep': {
    means: 'The file is nested too deeply to be a result.',
    remedy: 'Save it again with `crossover run`.',
  },
  'report/several-results': {
    means: 'The file holds several results where one is expected.',
    remedy: 'Save each scenario to its own file.',
  },
};
