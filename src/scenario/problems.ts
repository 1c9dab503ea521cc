import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that the content of a scenario file can cause. Each has a file under test/errors. */
export const scenarioProblems = {
  'scenario/version': {
    means:
      'The file does not say `crossover: 1`, so it is not a scenario file, or is one of another version.',
    remedy: 'Add `crossover: 1` as the first key.',
  },
  'scenario/wrong-type': {
    means:
      'A value of the wrong type: a list where a map of keys is expected, text where a number is expected, or nothing.',
    remedy: 'Write the value in the format that the message names.',
  },
  'scenario/wrong-value': {
    means:
      'A text that is not one of the allowed values, or not an id, date or currency where one is expected.',
    remedy: 'Use one of the values that the message lists.',
  },
  'scenario/unknown-key': {
    means: 'A key that is not known here.',
    remedy: 'Correct its spelling, or remove it.',
  },
  'scenario/missing-key': {
    means: 'A required key is missing.',
    remedy: 'Add the key that the message names.',
  },
  'scenario/wrong-quantity': {
    means: 'A value that is not a number, is too large, or has the wrong unit.',
    remedy: 'Write a number with the unit that the message names.',
  },
  'scenario/out-of-range': {
    means: 'A number outside the valid range, such as a share above 100%.',
    remedy: 'Correct the number.',
  },
  'scenario/distribution': {
    means: 'A distribution whose parameters contradict each other or the valid range.',
    remedy: 'Order the parameters from low to high, with a spread above zero.',
  },
  'scenario/profile': {
    means: 'An hourly profile that is not 168 numbers of zero or more.',
    remedy: 'List 168 numbers, Monday 00:00 first.',
  },
  'scenario/conflict': {
    means: 'Two keys that exclude each other, or a key that does not go with the rest.',
    remedy: 'Keep one of the two keys.',
  },
  'scenario/shares': {
    means: 'Shares that must add up to 100%, or to at most 100%, and do not.',
    remedy: 'Correct the shares.',
  },
  'scenario/reference': {
    means: 'A name that the file does not define, or that is of the wrong kind.',
    remedy: 'Use the suggested name, or define the missing entry.',
  },
  'scenario/duplicate-id': {
    means: 'Two entries of one list with the same id.',
    remedy: 'Rename one of the two.',
  },
  'scenario/cycle': {
    means:
      'Files that extend each other in a circle, or options that name each other or fail over to each other.',
    remedy: 'Remove one of the references.',
  },
  'scenario/extends': {
    means: 'A file to extend cannot be read, or too many files extend each other in a row.',
    remedy: 'Check the path of the file to extend.',
  },
  'scenario/set': {
    means: 'An override (`--set`) of an address that the scenario does not have.',
    remedy: 'Use the suggested address.',
  },
  'scenario/too-many': {
    means: 'More problems than are shown.',
    remedy: 'Correct the problems that are shown and run again.',
  },
} as const satisfies ProblemTable;

export type ScenarioCode = keyof typeof scenarioProblems;
