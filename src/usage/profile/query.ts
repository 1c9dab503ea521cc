import type { Dialect, Sql } from '../sql/dialect.ts';
import type { Meaning } from '../relation.ts';
import { did, outcomeWord } from '../formats/index.ts';
import { firstProblem, judgedRows, problemWords, type ProfileScope } from './judged.ts';

/** Input lengths at which vendors change prices, or engines their plans: the classes of a profile end there. */
export const classEnds = [8_000, 32_000, 128_000, 200_000] as const;

/** The columns of the answer, all of them text or null; `about` says what a row is about, which is one of the columns. */
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
  'unread_costs',
] as const;

/**
 * One query over all rows of a log, whose answer is small: sums by hour, by model, by team and by class of length, each by outcome; the
 * busiest minute; how many requests there are of each length; and what could not be counted, by reason. Only these
 * aggregates leave the database. Sums are exact whole numbers and decimals, so that every database and every number of
 * threads gives the same digits.
 */
export function profileQuery(meaning: Meaning, sql: Dialect, scope: ProfileScope): Sql {
  const all = { ...keys, hour: hourKeys(meaning) };
  const sets = Object.values(all).map((set) => `(${set.join(', ')})`);
  const length = (column: Sql): Sql => `CASE WHEN ${isFinished(meaning)} THEN ${column} END`;
  const from = (set: keyof typeof keys): Sql => `sums WHERE grouping_ = ${markOf(ownKeys, keys[set][0])}`;
  return `WITH ${judgedRows(meaning, sql, scope)}, rows_ AS (
  SELECT ${rowColumns(meaning, sql, (value) => `CASE WHEN problem IS NULL THEN ${value} END`)},
    CASE WHEN ${isCalled(meaning)} THEN ${sql.minuteOf('called_at')} END AS minute_,
    ${length('total_input')} AS input_length,
    ${length('output')} AS output_length
  FROM judged
), sums AS (SELECT ${Object.values(all).flat().join(', ')}, ${allSums(meaning, sql)}, ${grouping(ownKeys)} AS grouping_ FROM rows_ GROUP BY GROUPING SETS (${sets.join(', ')}))
${[
  sumsAnswer(meaning, sql, scope, from('hour')),
  minuteAnswer(sql, `${from('minute')} AND minute_ IS NOT NULL`),
  ...lengths.map((about) => lengthAnswer(sql, about, from(about))),
].join('\nUNION ALL\n')}`;
}

/**
 * Queries that together answer what `profileQuery` does, with a scan for each kind of answer: faster where columns that are
 * not needed are not read and nothing has to be parsed. `never` are the judgments that are known to hold for no row.
 */
export function scanQueries(
  meaning: Meaning,
  sql: Dialect,
  scope: ProfileScope,
  never: readonly boolean[],
): { readonly hours: Sql; readonly counts: Sql; readonly problems: Sql } {
  const rows = `WITH ${judgedRows(meaning, sql, scope, inline, never)}`;
  const by = hourKeys(meaning).join(', ');
  const requests = requestsOf(meaning, sql);
  const counted = (name: string, value: Sql, condition: Sql): Sql =>
    `(SELECT ${name}, ${requests} AS requests_ FROM (SELECT requests, ${value} AS ${name} FROM judged WHERE ${condition}) AS chosen GROUP BY ${name}) AS counts`;
  const values = { input: 'total_input', output: 'output' } as const;
  return {
    hours: `${rows}, rows_ AS ${inline}(
  SELECT ${rowColumns(meaning, sql, (value) => value)}
  FROM judged WHERE problem IS NULL
)
${sumsAnswer(meaning, sql, scope, `(SELECT ${by}, ${allSums(meaning, sql)} FROM rows_ GROUP BY ${by}) AS sums WHERE true`)}`,
    counts: `${rows}
${[
  minuteAnswer(sql, counted('minute_', sql.minuteOf('called_at'), isCalled(meaning))),
  ...lengths.map((about) =>
    lengthAnswer(sql, about, `${counted(`${about}_length`, values[about], isFinished(meaning))} WHERE true`),
  ),
].join('\nUNION ALL\n')}`,
    problems: `${rows}
SELECT ${list(sql, {
      about: sql.literal('problem'),
      problem: problemWords('problem', meaning, sql, scope),
      rows: sql.text('rows_'),
    })} FROM (SELECT problem, count(*) AS rows_ FROM judged WHERE problem IS NOT NULL GROUP BY problem) AS sums`,
  };
}

/** Keeps the database from storing rows in between. */
const inline = 'NOT MATERIALIZED ';
const lengths = ['input', 'output'] as const;

/**
 * The sums by each key on its own: there are as many rows as hours, models, teams and classes together, not as there are of all
 * of them combined. What could not be counted is among those by hour.
 */
function sumsAnswer(meaning: Meaning, sql: Dialect, scope: ProfileScope, from: Sql): Sql {
  const { absent } = meaning;
  const by = (['hour', 'model', 'team', 'class'] as const).filter((key) => !absent.has(key));
  const keyed = by.map((key) => `${key}_`);
  const all = ['ending_', ...(absent.has('currency') ? [] : ['currency_'])];
  const sets = keyed.map((key) => `(${[key, ...all].join(', ')})`);
  const sums = summed.flatMap(([name]) =>
    absent.has(name) ? [] : [`${sql.sumText(`${name}_`)} AS ${name}_text`],
  );
  const until = absent.has('until_at') ? [] : ['max(until_) AS latest_'];
  const is = (key: (typeof by)[number]): Sql => `set_ = ${markOf(keyed, `${key}_`)}`;
  const only = (key: (typeof by)[number], value: Sql): Sql => `CASE WHEN ${is(key)} THEN ${value} END`;
  const isProblem = `ending_ >= ${String(firstProblem)}`;
  const values: Columns = {
    about: `CASE WHEN ${isProblem} THEN 'problem' ${by.map((key) => `WHEN ${is(key)} THEN '${key}'`).join(' ')} END`,
    rows: sql.text('row_count'),
    ...Object.fromEntries(summed.flatMap(([name]) => (absent.has(name) ? [] : [[name, `${name}_text`]]))),
    problem: `CASE WHEN ${isProblem} THEN ${problemWords('ending_', meaning, sql, scope)} END`,
    hour: only('hour', sql.instantText(sql.hourStart('hour_'))),
    local: only('hour', sql.localText(sql.hourStart('hour_'), scope.zone)),
    outcome: `CASE WHEN NOT ${isProblem} THEN ${outcomeWord('ending_')} END`,
    class: only('class', sql.text('class_')),
    ...(absent.has('model') ? {} : { model: only('model', 'model_') }),
    ...(absent.has('team') ? {} : { team: only('team', 'team_') }),
    ...(absent.has('currency') ? {} : { currency: 'currency_' }),
    ...(absent.has('until_at') ? {} : { until: only('hour', sql.instantText('latest_')) }),
    ...(meaning.hasUnreadCost ? { unread_costs: sql.text('unread_count') } : {}),
  };
  return `SELECT ${list(sql, values)} FROM (SELECT ${[...keyed, ...all].join(', ')}, sum(rows_) AS row_count, ${[...(meaning.hasUnreadCost ? ['sum(unread_costs_) AS unread_count'] : []), ...until, ...sums, `${grouping(keyed)} AS set_`].join(', ')} FROM ${from} AND rows_ > 0 GROUP BY GROUPING SETS (${sets.join(', ')})) AS totals WHERE row_count > 0 AND (${is('hour')} OR NOT ${isProblem})`;
}

function minuteAnswer(sql: Dialect, from: Sql): Sql {
  return `SELECT ${list(sql, { about: sql.literal('minute'), requests: sql.text(`max(${sql.whole('requests_')})`), length: sql.text(`max(${fineness(sql.minuteWithin('minute_'))})`) })} FROM ${from}`;
}

function lengthAnswer(sql: Dialect, about: (typeof lengths)[number], from: Sql): Sql {
  return `SELECT ${list(sql, { about: sql.literal(about), requests: sql.text('requests_'), length: sql.text(`${about}_length`) })} FROM ${from} AND ${about}_length IS NOT NULL`;
}

const requestsOf = ({ isAttempt }: Meaning, sql: Dialect): Sql =>
  isAttempt ? 'count(*)' : sql.sum('requests');

/** Whether a row counts and called a model. */
const isCalled = ({ hasGatewayCache }: Meaning): Sql =>
  `problem IS NULL${hasGatewayCache ? ` AND outcome <> ${did.gateway_cache}` : ''}`;

/** Whether a row is one request that was answered. */
const isFinished = ({ isAttempt }: Meaning): Sql =>
  `problem IS NULL AND outcome IN (${did.delivered}, ${did.aborted})${isAttempt ? '' : ' AND requests = 1'}`;

/** What the sums by hour are grouped by and add up. */
function rowColumns({ isAttempt }: Meaning, sql: Dialect, counted: (value: Sql) => Sql): Sql {
  const classes = classEnds.map((end, index) => `WHEN total_input <= ${String(end)} THEN ${String(index)}`);
  const classOf = `CASE WHEN total_input IS NULL${isAttempt ? '' : ' OR requests <> 1'} THEN NULL ${classes.join(' ')} ELSE ${String(classEnds.length)} END`;
  return `until_at, requests, total_input, cached, cache_write, output, reasoning, cost, unread_cost,
    coalesce(problem, outcome) AS ending_,
    ${counted(sql.hourOf('called_at'))} AS hour_,
    ${counted('model')} AS model_,
    ${counted('team')} AS team_,
    ${counted('currency')} AS currency_,
    ${counted(classOf)} AS class_`;
}

/** How fine a minute of the hour is: 2 for one that is no multiple of five, 1 for others off the hour, 0 on it. */
const fineness = (minute: Sql): Sql =>
  `CASE WHEN ${minute} % 5 <> 0 THEN 2 WHEN ${minute} <> 0 THEN 1 ELSE 0 END`;

const keys = {
  hour: ['hour_', 'ending_', 'model_', 'team_', 'currency_', 'class_'],
  minute: ['minute_'],
  input: ['input_length'],
  output: ['output_length'],
} as const;
/** Of each of the four sets, the key that no other has. */
const ownKeys = Object.values(keys).map(([own]) => own);

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

/** What `grouping` says of the set that has one of the names: a bit for each of the others. */
const markOf = (names: readonly string[], name: string): string =>
  String(2 ** names.length - 1 - 2 ** (names.length - 1 - names.indexOf(name)));

const hourKeys = ({ absent }: Meaning): readonly string[] =>
  keys.hour.filter((key) => !absent.has(key.slice(0, -1)));

function allSums(meaning: Meaning, sql: Dialect): Sql {
  const { absent } = meaning;
  const sums = summed.flatMap(([name, column]) =>
    absent.has(name)
      ? []
      : [`${name === 'requests' ? requestsOf(meaning, sql) : sql.sum(column)} AS ${name}_`],
  );
  const until = absent.has('until_at') ? [] : ['max(until_at) AS until_'];
  const unread = meaning.hasUnreadCost
    ? ['sum(CASE WHEN unread_cost THEN 1 ELSE 0 END) AS unread_costs_']
    : [];
  return ['count(*) AS rows_', ...unread, ...until, ...sums].join(', ');
}

type Columns = Partial<Record<(typeof answerColumns)[number], Sql>>;

function list(sql: Dialect, values: Columns): Sql {
  return answerColumns.map((name) => `${values[name] ?? 'NULL'} AS ${sql.name(name)}`).join(', ');
}
