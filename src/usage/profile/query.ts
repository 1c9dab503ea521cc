import type { Dialect, Sql } from '../sql/dialect.ts';
import { judgedRows, type ProfileScope } from './judged.ts';

/** Input lengths at which vendors change prices, or engines their plans: the classes of a profile end there. */
export const classEnds = [8_000, 32_000, 128_000, 200_000] as const;

/** What a row of the answer is about. */
const sets = ['problem', 'hour', 'minute', 'input', 'output'] as const;
export type ProfileSet = (typeof sets)[number];

/** The columns of the answer, all of them text or null. */
export const answerColumns = [
  'about',
  'problem',
  'hour',
  'local',
  'model',
  'outcome',
  'class',
  'length',
  'rows',
  'requests',
  'input',
  'cached',
  'cache_write',
  'output',
  'reasoning',
  'cost',
  'team',
  'until',
  'currency',
] as const;

/**
 * One query over all rows of a log, whose answer is small: sums by hour, model, outcome and class of length; the
 * busiest minute; how many requests there are of each length; and what could not be counted, by reason. Only these
 * aggregates leave the database. Sums are exact whole numbers and decimals, so that every database and every number of
 * threads gives the same digits.
 */
export function profileQuery(meaning: Sql, sql: Dialect, scope: ProfileScope): Sql {
  const { zone } = scope;
  const length = (column: Sql): Sql => `CASE WHEN finished THEN ${column} END`;
  const sums = [
    ['rows', 'count(*)'],
    ['requests', sql.sumText('requests')],
    ['input', sql.sumText('total_input')],
    ['cached', sql.sumText('cached')],
    ['cache_write', sql.sumText('cache_write')],
    ['output', sql.sumText('output')],
    ['reasoning', sql.sumText('reasoning')],
    ['cost', sql.sumText('cost')],
  ];
  const classOf = `CASE WHEN total_input IS NULL OR requests <> 1 THEN NULL ${classEnds.map((end, index) => `WHEN total_input <= ${String(end)} THEN ${String(index)}`).join(' ')} ELSE ${String(classEnds.length)} END`;
  return `WITH ${judgedRows(meaning, sql, scope)}, rows_ AS (
  SELECT problem, until_at, requests, total_input, cached, cache_write, output, reasoning, cost,
    CASE WHEN problem IS NULL THEN ${sql.hourOf('called_at')} END AS hour_,
    CASE WHEN problem IS NULL AND outcome <> 'gateway_cache' THEN ${sql.minuteOf('called_at')} END AS minute_,
    CASE WHEN problem IS NULL THEN model END AS model_,
    CASE WHEN problem IS NULL THEN outcome END AS outcome_,
    CASE WHEN problem IS NULL THEN team END AS team_,
    CASE WHEN problem IS NULL THEN currency END AS currency_,
    CASE WHEN problem IS NULL THEN ${classOf} END AS class_,
    problem IS NULL AND outcome IN ('delivered', 'aborted') AND requests = 1 AS finished
  FROM judged
), lengths AS (
  SELECT *, ${length('total_input')} AS input_length, ${length('output')} AS output_length FROM rows_
), sums AS (
  SELECT GROUPING(hour_, minute_, input_length, output_length) AS grouping_, problem, hour_, model_, outcome_, team_, currency_, class_,
    minute_, input_length, output_length, max(until_at) AS until_, ${sums.map(([name, value]) => `${value ?? ''} AS ${name ?? ''}_`).join(', ')}
  FROM lengths
  GROUP BY GROUPING SETS ((problem, hour_, model_, outcome_, team_, currency_, class_), (minute_), (input_length), (output_length))
)
${[
  part(sql, 'problem', 7, { problem: 'problem' }, 'problem IS NOT NULL'),
  part(
    sql,
    'hour',
    7,
    {
      hour: sql.instantText('hour_'),
      local: sql.localText('hour_', zone),
      model: 'model_',
      outcome: 'outcome_',
      class: sql.text('class_'),
      team: 'team_',
      currency: 'currency_',
      until: sql.instantText('until_'),
    },
    'hour_ IS NOT NULL',
  ),
  busiest(sql),
  part(sql, 'input', 13, { length: sql.text('input_length') }, 'input_length IS NOT NULL'),
  part(sql, 'output', 14, { length: sql.text('output_length') }, 'output_length IS NOT NULL'),
].join('\nUNION ALL\n')}`;
}

type Columns = Partial<Record<(typeof answerColumns)[number], Sql>>;

const summed = ['requests', 'input', 'cached', 'cache_write', 'output', 'reasoning', 'cost'] as const;

function part(sql: Dialect, about: ProfileSet, grouping: number, own: Columns, where: Sql): Sql {
  const all: Columns = {
    about: sql.literal(about),
    rows: sql.text('rows_'),
    ...Object.fromEntries(summed.map((name) => [name, `${name}_`])),
    ...own,
  };
  return `SELECT ${list(all)} FROM sums WHERE grouping_ = ${String(grouping)} AND ${where}`;
}

/** The minute with the most attempts. */
function busiest(sql: Dialect): Sql {
  const most = `max(${sql.whole('requests_')})`;
  return `SELECT ${list({ about: sql.literal('minute'), requests: sql.text(most) })} FROM sums WHERE grouping_ = 11 AND minute_ IS NOT NULL`;
}

function list(values: Columns): Sql {
  return answerColumns.map((name) => `${values[name] ?? 'NULL'} AS "${name}"`).join(', ');
}
