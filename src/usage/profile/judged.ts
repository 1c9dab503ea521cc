import type { UsageFormat } from '../formats/index.ts';
import type { Meaning } from '../relation.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

/**
 * The kinds of rows whose input does not hold the cached tokens: an input below them proves it.
 */
export function proofQuery(meaning: Sql): Sql {
  return `SELECT DISTINCT kind FROM (
${meaning}
) AS meaning WHERE is_within IS NULL AND input < coalesce(cached, 0) + coalesce(cache_write, 0)`;
}

/** Of a line that is no row. */
export const unreadableLine = 'lines that are not what the format has';

/** Which rows count, and how they are read. */
export interface ProfileScope {
  /** Kinds of rows whose input was found to be without cached tokens, or that the query has to find itself. */
  readonly proved: readonly string[] | 'by query';
  readonly grain: UsageFormat['grain'];
  /** The time zone of the hours of the week, such as Europe/Berlin. */
  readonly zone: string;
  /** The first instant that counts, and the first that counts no more, as text such as `2026-11-01 00:00:00+00`; null for no bound. */
  readonly from: string | null;
  readonly until: string | null;
  /** The first instant that is yet to come everywhere on earth, as text. */
  readonly future: string;
}

/**
 * Common table expressions, of which the last, `judged`, has every row of the log with `total_input`, its input tokens
 * with the cached ones, and `problem`, why it does not count: null where it does. `inline` is what keeps the database from storing them in between.
 */
export function judgedRows(meaning: Meaning, sql: Dialect, scope: RowScope, inline = ''): Sql {
  const { absent, hasGatewayCache } = meaning;
  const { from, until, grain, future } = scope;
  const [earliest, latest] = ['2000-01-01', '2100-01-01'].map((day) => sql.instant(sql.literal(day)));
  const negative = ['input', 'output', 'cached', 'cache_write', 'requests']
    .filter((name) => !absent.has(name))
    .map((name) => `${name} < 0`);
  const cached = cachedCounts(meaning);
  const last = absent.has('until_at') ? 'called_at' : 'greatest(called_at, coalesce(until_at, called_at))';
  // A bill takes back what it billed before: tokens and amount below zero belong to its sums.
  const isCorrection = grain === 'bucket' ? 'coalesce(cost >= 0, true) AND ' : '';
  const reasons = [
    ...(meaning.hasUnreadable ? [`is_unreadable THEN '${unreadableLine}'`] : []),
    "called_at IS NULL THEN 'no time that can be read'",
    `called_at < ${earliest} OR ${last} >= ${latest} THEN 'a time before 2000 or after 2099'`,
    `called_at >= ${sql.instant(sql.literal(future))} THEN 'a time in the future'`,
    "unread THEN 'a count of tokens that cannot be read'",
    `${isCorrection}(${negative.join(' OR ')}) THEN 'a negative count'`,
    ...(cached.length === 0
      ? []
      : [
          `${isCorrection}total_input < ${cached.join(' + ')} THEN 'more cached tokens than input tokens; where the input does not hold the cached tokens, say --cached beside'`,
        ]),
    ...(from === null ? [] : [`called_at < ${sql.instant(sql.literal(from))} THEN 'before the period'`]),
    ...(until === null ? [] : [`called_at >= ${sql.instant(sql.literal(until))} THEN 'after the period'`]),
    ...(hasGatewayCache ? ["outcome = 'gateway_cache' THEN NULL"] : []),
    ...(grain === 'bucket'
      ? []
      : ["outcome = 'delivered' AND input IS NULL AND output IS NULL THEN 'no tokens stated'"]),
  ];
  return `${countedRows(meaning, sql, scope, inline)}, judged AS ${inline}(
  SELECT *, CASE
      ${reasons.map((reason) => `WHEN ${reason}`).join('\n      ')}
    END AS problem
  FROM counted
)`;
}

/** The same where every row is known to count. */
export function unjudgedRows(meaning: Meaning, sql: Dialect, scope: RowScope, inline = ''): Sql {
  return `${countedRows(meaning, sql, scope, inline)}, judged AS ${inline}(SELECT *, ${sql.text('NULL')} AS problem FROM counted)`;
}

type RowScope = Omit<ProfileScope, 'zone'>;

/** Counts that belong to the input where the log has them beside it. */
function cachedCounts({ absent }: Meaning): readonly Sql[] {
  return ['cached', 'cache_write'].filter((name) => !absent.has(name)).map((name) => `coalesce(${name}, 0)`);
}

function countedRows(meaning: Meaning, sql: Dialect, { proved }: RowScope, inline: string): Sql {
  const { rows } = meaning;
  const cached = cachedCounts(meaning);
  const isWithin =
    proved.length === 0
      ? 'coalesce(is_within, true)'
      : `coalesce(is_within, kind NOT IN (${proved === 'by query' ? proofQuery(rows) : proved.map(sql.literal).join(', ')}))`;
  return `counted AS ${inline}(
  SELECT *, ${meaning.isWithin ? 'input' : `CASE WHEN ${isWithin} THEN input ELSE ${['input', ...cached].join(' + ')} END`} AS total_input
  FROM (
${rows}
  ) AS meaning
)`;
}
