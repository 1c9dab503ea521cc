import type { UsageFormat } from '../formats/index.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

/** Input lengths at which vendors change prices, or engines their plans: the classes of a profile end there. */
export const classEnds = [8_000, 32_000, 128_000, 200_000] as const;

/**
 * The kinds of rows whose input does not hold the cached tokens: an input below them proves it.
 */
export function proofQuery(meaning: Sql): Sql {
  return `SELECT DISTINCT kind FROM (
${meaning}
) AS meaning WHERE within IS NULL AND input < coalesce(cached, 0) + coalesce(cache_write, 0)`;
}

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

export interface ProfileScope {
  /** Kinds of rows whose input was found to be without cached tokens. */
  readonly proved: readonly string[];
  readonly grain: UsageFormat['grain'];
  /** The time zone of the hours of the week, such as Europe/Berlin. */
  readonly zone: string;
  /** The first instant that counts, and the first that counts no more, as text such as `2026-11-01 00:00:00+00`; null for no bound. */
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * One query over all rows of a log, whose answer is small: sums by hour, model, outcome and class of length; the
 * busiest minute; how many requests there are of each length; and what could not be counted, by reason. Only these
 * aggregates leave the database. Sums are exact whole numbers and decimals, so that every database and every number of
 * threads gives the same digits.
 */
export function profileQuery(
  meaning: Sql,
  sql: Dialect,
  { from, until, zone, grain, proved }: ProfileScope,
): Sql {
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
  const isWithin =
    proved.length === 0
      ? 'coalesce(within, true)'
      : `coalesce(within, kind NOT IN (${proved.map(sql.literal).join(', ')}))`;
  return `WITH counted AS (
  SELECT *, CASE WHEN ${isWithin} THEN input ELSE input + coalesce(cached, 0) + coalesce(cache_write, 0) END AS total_input
  FROM (
${meaning}
  ) AS meaning
), judged AS (
  SELECT *, CASE
      WHEN called_at IS NULL THEN 'no time that can be read'
      WHEN input < 0 OR output < 0 OR cached < 0 OR cache_write < 0 OR requests < 0 THEN 'a negative count'
      WHEN total_input < coalesce(cached, 0) + coalesce(cache_write, 0) THEN 'more cached tokens than input tokens; where the input does not hold the cached tokens, say --cached beside'
      ${from === null ? '' : `WHEN called_at < ${sql.instant(sql.literal(from))} THEN 'before the period'`}
      ${until === null ? '' : `WHEN called_at >= ${sql.instant(sql.literal(until))} THEN 'after the period'`}
      WHEN outcome = 'gateway_cache' THEN NULL
      ${grain === 'bucket' ? '' : "WHEN outcome = 'delivered' AND input IS NULL AND output IS NULL THEN 'no tokens stated'"}
    END AS problem
  FROM counted
), rows_ AS (
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
