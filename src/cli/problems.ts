import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that the command line itself can cause. */
export const cliProblems: ProblemTable = {
  'cli/missing-command': {
    means: 'No command was given.',
    remedy: 'See `crossover --help`.',
  },
  'cli/unknown-command': {
    means: 'There is no command of this name.',
    remedy: 'Use the suggested one, or see `crossover --help`.',
  },
  'cli/unknown-option': {
    means: 'There is no such flag.',
    remedy: 'Use the suggested one, or see `crossover COMMAND --help`.',
  },
  'cli/missing-argument': {
    means: 'A word that the command needs was not given, such as a file.',
    remedy: 'Add it; `crossover COMMAND --help` shows where it stands.',
  },
  'cli/excess-arguments': {
    means: 'More words were given than the command takes.',
    remedy: 'Remove them; a name with spaces in it stands in quotation marks.',
  },
  'cli/unused-option': {
    means: 'An option was given that has no effect on this command.',
    remedy: 'Remove it.',
  },
  'cli/conflict': {
    means: 'Two flags were given that exclude each other.',
    remedy: 'Give one of them.',
  },
  'cli/same-scenario': {
    means: 'Two files given to one command are the same scenario.',
    remedy: 'Give each one once.',
  },
  'cli/compare': {
    means: 'The two sides cannot be compared with each other.',
    remedy: 'Compare two scenarios, two catalogs, or two results.',
  },
  'cli/watch': {
    means: '`--watch` cannot be used here.',
    remedy: 'See the reason in the message.',
  },
  'cli/one-scenario': {
    means: 'Several scenarios were given, and the format holds one.',
    remedy: 'Run the command once for each scenario.',
  },
  'cli/not-text': {
    means: 'The format is not text, and the result would be written to a terminal.',
    remedy: 'Name a file with `--out`.',
  },
  'cli/no-terminal': {
    means: '`init` asks questions, and there is no terminal to ask them in.',
    remedy: 'Give `--yes` to take the suggestions, and a flag for each answer of your own.',
  },
  'cli/file-exists': {
    means: 'The file that would be written exists.',
    remedy: 'Name another one, or give `--force` to replace it.',
  },
  'cli/defect': {
    means: 'A bug in crossover, not in your input; exit code 70.',
    remedy: 'Report it with the command and its input.',
  },
  'compare/empty-folder': {
    means: 'A folder to compare holds no scenarios.',
    remedy: 'Name a folder with scenario files.',
  },
  'compare/same-name': {
    means: 'Two scenarios of one side have the same name.',
    remedy: 'Rename one of the files.',
  },
};
