/** What can be wrong with the uncertainty that a user describes. */
const uncertaintyProblems = {
  'uncertainty/distribution':
    'A distribution whose parameters contradict each other, or are too large for sampling.',
  'uncertainty/correlation':
    'Rank correlations that name something unknown, are given twice, are not within -1 and 1, or that no joint distribution has.',
  'uncertainty/too-many': 'More uncertain inputs, or more correlated ones, than can be sampled.',
  'uncertainty/none': 'A simulation of a scenario in which everything is certain.',
  'uncertainty/samples': 'A number of samples that is no whole number, is zero, or is too large.',
  'uncertainty/seed': 'A seed that is no whole number from 0 to 2^53 - 1.',
} as const;

export type UncertaintyCode = keyof typeof uncertaintyProblems;
