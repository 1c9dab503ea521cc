import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that the content of a scenario file can cause. Each has a file under test/errors. */
export const scenarioProblems = {
  'scenario/version': {
    means: 'The file does not say `crossover: 1`, so it is no scenario file or one of another version.',
    remedy: 'Add `crossover: 1` as the first key.',
  },
  'scenario/wrong-type': {
    means:
      'A value of the wrong form: a list where a map of keys is expected, a text where a number is, or nothing.',
    remedy: 'Write the value in the form that the message names.',
  },
  'scenario/wrong-value': {
    means:
      'A text that is none of those that are known at its place, or no id, date or currency where one is expected.',
    remedy: 'Use one of the values that the message lists.',
  },
  'scenario/unknown-key': {
    means: 'A key that has no meaning at its place.',
    remedy: 'Correct its spelling, or remove it.',
  },
  'scenario/missing-key': {
    means: 'A key that has to be there is not.',
    remedy: 'Add the key that the message names.',
  },
  'scenario/wrong-quantity': {
    means: 'A value that is no number, is too large, or has a unit that does not fit its place.',
    remedy: 'Write a number with the unit that the message names.',
  },
  'scenario/out-of-range': {
    means: 'A number outside of what makes sense at its place, such as a share above 100%.',
    remedy: 'Correct the number.',
  },
  'scenario/distribution': {
    means: 'A distribution whose parameters contradict each other or its place.',
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
    means: 'Shares that have to make up 100%, or stay within it, and do not.',
    remedy: 'Correct the shares.',
  },
  'scenario/reference': {
    means: 'The name of something that the file does not have, or that is of the wrong kind.',
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
    means: 'A file to extend that cannot be had, or too many of them in a row.',
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
