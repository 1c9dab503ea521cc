import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that a policy file can cause. */
export const policyProblems: ProblemTable = {
  'policy/version': {
    means: 'The file does not say `crossover_policy: 1`.',
    remedy: 'Add the line.',
  },
  'policy/empty': {
    means: 'The policy has no rules, or none for its baseline.',
    remedy: 'Add a rule.',
  },
  'policy/impossible': {
    means: 'Two limits contradict each other, so that nothing could pass.',
    remedy: 'Correct one of them.',
  },
  'policy/unknown-key': {
    means: 'A key that is not known here.',
    remedy: 'Correct its spelling, or remove it.',
  },
  'policy/missing-key': {
    means: 'A required key is missing.',
    remedy: 'Add the key that the message names.',
  },
  'policy/wrong-type': {
    means: 'A value of the wrong type.',
    remedy: 'Write the value in the format that the message names.',
  },
  'policy/wrong-value': {
    means: 'A text that is not one of the allowed values.',
    remedy: 'Use one of the values that the message lists.',
  },
  'policy/wrong-quantity': {
    means: 'A value that is not a number, or has the wrong unit.',
    remedy: 'Write a number with the unit that the message names.',
  },
  'policy/out-of-range': {
    means: 'A number outside the valid range, such as a margin above 100%.',
    remedy: 'Correct the number.',
  },
  'policy/currency': {
    means: 'A budget is in another currency than the results.',
    remedy: 'Use the currency of the scenario.',
  },
  'policy/unknown-workload': {
    means: 'A rule names a workload that no scenario has.',
    remedy: 'Correct the name.',
  },
  'policy/no-date': {
    means: 'The policy limits the age of prices without a reference date.',
    remedy: 'Add `on: DATE`, or pass `--on DATE`.',
  },
  'policy/baseline': {
    means: 'The baseline result cannot be used.',
    remedy:
      'Save one with `crossover run FILE --format json --out main.json`, or with `crossover forecast` for the rules about forecasts.',
  },
};
