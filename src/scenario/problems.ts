/** Every code that the content of a scenario file can cause, with what it means. Each has a file under test/errors. */
export const scenarioProblems = {
  'scenario/version': 'The file does not say `crossover: 1`, so it is no scenario file or one of another version.',
  'scenario/wrong-type': 'A value of the wrong form: a list where a map of keys is expected, a text where a number is, or nothing.',
  'scenario/wrong-value': 'A text that is none of those that are known at its place, or no id, date or currency where one is expected.',
  'scenario/unknown-key': 'A key that has no meaning at its place.',
  'scenario/missing-key': 'A key that has to be there is not.',
  'scenario/wrong-quantity': 'A value that is no number, is too large, or has a unit that does not fit its place.',
  'scenario/out-of-range': 'A number outside of what makes sense at its place, such as a share above 100%.',
  'scenario/distribution': 'A distribution whose parameters contradict each other or its place.',
  'scenario/profile': 'An hourly profile that is not 168 numbers of zero or more.',
  'scenario/conflict': 'Two keys that exclude each other, or a key that does not go with the rest.',
  'scenario/shares': 'Shares that have to make up 100%, or stay within it, and do not.',
  'scenario/reference': 'The name of something that the file does not have, or that is of the wrong kind.',
  'scenario/duplicate-id': 'Two entries of one list with the same id.',
  'scenario/cycle': 'Files that extend each other in a circle, or hybrid options that name each other.',
  'scenario/extends': 'A file to extend that cannot be had, or too many of them in a row.',
  'scenario/set': 'An override (`--set`) of an address that the scenario does not have.',
  'scenario/too-many': 'More problems than are shown.',
} as const; // prettier-ignore

export type ScenarioCode = keyof typeof scenarioProblems;

/** What a user can do about each of them. */
export const scenarioRemedies: Readonly<Record<ScenarioCode, string>> = {
  'scenario/version': 'Add `crossover: 1` as the first key.',
  'scenario/wrong-type': 'Write the value in the form that the message names.',
  'scenario/wrong-value': 'Use one of the values that the message lists.',
  'scenario/unknown-key': 'Correct its spelling, or remove it.',
  'scenario/missing-key': 'Add the key that the message names.',
  'scenario/wrong-quantity': 'Write a number with the unit that the message names.',
  'scenario/out-of-range': 'Correct the number.',
  'scenario/distribution': 'Order the parameters from low to high, with a spread above zero.',
  'scenario/profile': 'List 168 numbers, Monday 00:00 first.',
  'scenario/conflict': 'Keep one of the two keys.',
  'scenario/shares': 'Correct the shares.',
  'scenario/reference': 'Use the suggested name, or define the missing entry.',
  'scenario/duplicate-id': 'Rename one of the two.',
  'scenario/cycle': 'Remove one of the references.',
  'scenario/extends': 'Check the path of the file to extend.',
  'scenario/set': 'Use the suggested address.',
  'scenario/too-many': 'Correct the problems that are shown and run again.',
};
