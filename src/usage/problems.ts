import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that reading a log can cause. */
export const usageProblems: ProblemTable = {
  'usage/unknown-format': {
    means: 'The format of the log is not recognized.',
    remedy: 'Name its format with `--log-format`, or the columns of a table of your own with `--map`.',
  },
  'usage/mixed-formats': {
    means: 'The files of one profile have different formats.',
    remedy: 'Profile each format on its own.',
  },
  'usage/empty': {
    means: 'No row of the log could be counted.',
    remedy: 'See the reasons in the message.',
  },
  'usage/map': {
    means: '`--map` names a field that does not exist, or a column that the table does not have.',
    remedy: 'Write FIELD=COLUMN, such as `input_tokens=prompt_tokens`.',
  },
  'usage/table': {
    means: 'A table of a database needs its name, and a query for others to run its columns too.',
    remedy: 'Name one table, with `--table` where a server is named, and its columns with `--columns`.',
  },
  'usage/answer': {
    means: 'The file is not the result of the query that `usage --sql` prints.',
    remedy: 'Save the answer as CSV with its header.',
  },
  'usage/zone': {
    means: 'There is no such time zone.',
    remedy: 'Use a name such as Europe/Berlin or America/New_York.',
  },
  'usage/workload': {
    means: 'No workload was chosen whose options price the log, or the scenario has no such workload.',
    remedy: 'Name a workload of the scenario with `--workload`.',
  },
  'usage/no-tokens': {
    means: 'The log states amounts and no tokens, so that there is nothing to price or to compare.',
    remedy: 'Use the usage report or the request log of the same vendor.',
  },
  'usage/against': {
    means: 'The log cannot be compared with this scenario or forecast.',
    remedy: 'See the reason in the message.',
  },
  'usage/focus': {
    means: 'The profile of this log cannot be written as rows of a bill.',
    remedy: 'See the reason in the message, or use another format.',
  },
  'usage/too-varied': {
    means: 'The log has more different models, teams or keys than are read.',
    remedy:
      'Where a column of names holds something else, such as an id of each request, name another one with `--map`.',
  },
  'usage/unreadable': {
    means: 'The file is not of the kind that its name or its first bytes say.',
    remedy: 'See the reason in the message.',
  },
  'usage/no-engine': {
    means: 'The database engine that reads logs is not installed on this machine.',
    remedy: 'Install it beside crossover with `npm install @duckdb/node-api`.',
  },
};
