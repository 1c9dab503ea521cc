import type { Dialect, Sql } from '../sql/dialect.ts';
import type { Meaning } from '../relation.ts';
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
 * threads gives the same digits. With two
 * scans the sums by hour and the counts of lengths read the log on their own, which is faster where columns that are not needed
 * are not read and nothing has to be parsed.
 */
export function profileQuery(
  { rows, absent, isAttempt }: Meaning,
  sql: Dialect,
  scope: ProfileScope,
  scans: 1 | 2 = 1,
): Sql {
  const { zone } = scope;
  const hour = keys.hour.filter((key) => !absent.has(key.slice(0, -1)));
  const requests = isAttempt ? sql.text('count(*)') : sql.sumText('requests');
  const sums = allSums(sql, absent, requests);
  const grouped = (set: keyof typeof keys): Sql =>
    scans === 2 && set === 'hour'
      ? `(SELECT ${hour.join(', ')}, ${sums} FROM lengths GROUP BY ${hour.join(', ')}) AS sums WHERE true`
      : `sums WHERE grouping_ = ${String(marks[set])}`;
  const inline = scans === 1 ? '' : 'NOT MATERIALIZED ';
  const length = (column: Sql): Sql => `CASE WHEN finished THEN ${column} END`;
  const classOf = `CASE WHEN total_input IS NULL OR requests <> 1 THEN NULL ${classEnds.map((end, index) => `WHEN total_input <= ${String(end)} THEN ${String(index)}`).join(' ')} ELSE ${String(classEnds.length)} END`;
  return `WITH ${judgedRows(rows, sql, scope, inline)}, rows_ AS ${inline}(
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
), lengths AS ${inline}(
  SELECT *, ${length('total_input')} AS input_length, ${length('output')} AS output_length FROM rows_
), sums AS (${scans === 1 ? allSets(hour, sums) : countsAlone(requests)})
${[
  `SELECT ${list(sql, {
    about: `CASE WHEN problem IS NULL THEN 'hour' ELSE 'problem' END`,
    rows: sql.text('rows_'),
    ...Object.fromEntries(summed.flatMap(([name]) => (absent.has(name) ? [] : [[name, `${name}_`]]))),
    problem: 'problem',
    hour: sql.instantText('hour_'),
    local: sql.localText('hour_', zone),
    ...(absent.has('model') ? {} : { model: 'model_' }),
    outcome: 'outcome_',
    class: sql.text('class_'),
    ...(absent.has('team') ? {} : { team: 'team_' }),
    ...(absent.has('currency') ? {} : { currency: 'currency_' }),
    ...(absent.has('until_at') ? {} : { until: sql.instantText('until_') }),
  })} FROM ${grouped('hour')} AND rows_ > 0`,
  `SELECT ${list(sql, { about: sql.literal('minute'), requests: sql.text(`max(${sql.whole('requests_')})`), length: sql.text(`max(${fineness(sql.instantText('minute_'))})`) })} FROM ${grouped('minute')} AND minute_ IS NOT NULL`,
  ...(['input', 'output'] as const).map(
    (about) =>
      `SELECT ${list(sql, { about: sql.literal(about), requests: 'requests_', length: sql.text(`${about}_length`) })} FROM ${grouped(about)} AND ${about}_length IS NOT NULL`,
  ),
].join('\nUNION ALL\n')}`;
}

/** How fine the text of a minute is: 2 for one that is no multiple of five, 1 for others off the hour, 0 on it. */
const fineness = (minute: Sql): Sql =>
  `CASE WHEN substr(${minute}, 16, 1) NOT IN ('0', '5') THEN 2 WHEN substr(${minute}, 15, 2) <> '00' THEN 1 ELSE 0 END`;

const keys = {
  hour: ['problem', 'hour_', 'model_', 'outcome_', 'team_', 'currency_', 'class_'],
  minute: ['minute_'],
  input: ['input_length'],
  output: ['output_length'],
} as const;
/** What GROUPING says of a set: a bit for each key of the four that is not in it. */
const marks = { hour: 7, minute: 11, input: 13, output: 14 } as const;

const summed = [
  ['requests', 'requests'],
  ['input', 'total_input'],
  ['cached', 'cached'],
  ['cache_write', 'cache_write'],
  ['output', 'output'],
  ['reasoning', 'reasoning'],
  ['cost', 'cost'],
] as const;

/** Which set a row of the sums belongs to. */
const grouping = (names: readonly string[]): Sql =>
  names.map((name, index) => `${String(2 ** (names.length - 1 - index))} * GROUPING(${name})`).join(' + ');

/** All sets in one scan. */
function allSets(hour: readonly string[], sums: Sql): Sql {
  const all = { ...keys, hour };
  const sets = Object.values(all).map((set) => `(${set.join(', ')})`);
  return `SELECT ${Object.values(all).flat().join(', ')}, ${sums}, ${grouping(['hour_', 'minute_', 'input_length', 'output_length'])} AS grouping_ FROM lengths GROUP BY GROUPING SETS (${sets.join(', ')})`;
}

/** The sets of which only requests are asked, with the marks that they have among all. */
function countsAlone(requests: Sql): Sql {
  return `SELECT minute_, input_length, output_length, ${requests} AS requests_, 8 + ${grouping(['minute_', 'input_length', 'output_length'])} AS grouping_ FROM lengths GROUP BY GROUPING SETS ((minute_), (input_length), (output_length))`;
}

function allSums(sql: Dialect, absent: ReadonlySet<string>, requests: Sql): Sql {
  const sums = summed.flatMap(([name, column]) =>
    absent.has(name) ? [] : [`${name === 'requests' ? requests : sql.sumText(column)} AS ${name}_`],
  );
  const until = absent.has('until_at') ? [] : ['max(until_at) AS until_'];
  return ['count(*) AS rows_', ...until, ...sums].join(', ');
}

type Columns = Partial<Record<(typeof answerColumns)[number], Sql>>;

function list(sql: Dialect, values: Columns): Sql {
  return answerColumns.map((name) => `${values[name] ?? 'NULL'} AS ${sql.name(name)}`).join(', ');
}
