import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that an answer can cause. */
export const interviewProblems: ProblemTable = {
  'interview/choice': {
    means: 'An answer is not one of the choices of its question.',
    remedy: 'Use one of the choices, or the suggested one.',
  },
  'interview/number': {
    means: 'An answer is not the number that was asked for.',
    remedy: 'Write it as the message shows.',
  },
  'interview/name': {
    means: 'A name has letters that an id or a file name cannot have.',
    remedy: 'Use letters, digits and dashes.',
  },
};
