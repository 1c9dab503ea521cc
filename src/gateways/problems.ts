import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that writing a gateway's configuration can cause. */
export const gatewayProblems: ProblemTable = {
  'gateway/not-set-up': {
    means:
      'The configuration of a gateway leaves something out, or has to be completed; the file says the same.',
    remedy: 'Do what the message names where the gateway is run.',
  },
};
