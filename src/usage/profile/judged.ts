import type { UsageFormat } from '../formats/index.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

/**
 * The kinds of rows whose input does not hold the cached tokens: an input below them proves it.
 */
export function proofQuery(meaning: Sql): Sql {
  return `SELECT DISTINCT kind FROM (
${meaning}
) AS meaning WHERE is_within IS NULL AND input < coalesce(cached, 0) + coalesce(cache_write, 0)`;
}

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
export function judgedRows(
  meaning: Sql,
  sql: Dialect,
  { from, until, grain, proved, future }: Omit<ProfileScope, 'zone'>,
  inline = '',
): Sql {
  const [earliest, latest] = ['2000-01-01', '2100-01-01'].map((day) => sql.instant(sql.literal(day)));
  const isWithin =
    proved.length === 0
      ? 'coalesce(is_within, true)'
      : `coalesce(is_within, kind NOT IN (${proved === 'by query' ? proofQuery(meaning) : proved.map(sql.literal).join(', ')}))`;
  // A bill takes back what it billed before: tokens and amount below zero belong to its sums.
  const isCorrection = grain === 'bucket' ? 'coalesce(cost >= 0, true) AND ' : '';
  return `counted AS ${inline}(
  SELECT *, CASE WHEN ${isWithin} THEN input ELSE input + coalesce(cached, 0) + coalesce(cache_write, 0) END AS total_input
  FROM (
${meaning}
  ) AS meaning
), judged AS ${inline}(
  SELECT *, CASE
      WHEN called_at IS NULL THEN 'no time that can be read'
      WHEN called_at < ${earliest} OR greatest(called_at, coalesce(until_at, called_at)) >= ${latest} THEN 'a time before 2000 or after 2099'
      WHEN called_at >= ${sql.instant(sql.literal(future))} THEN 'a time in the future'
      WHEN unread THEN 'a count of tokens that cannot be read'
      WHEN ${isCorrection}(input < 0 OR output < 0 OR cached < 0 OR cache_write < 0 OR requests < 0) THEN 'a negative count'
      WHEN ${isCorrection}total_input < coalesce(cached, 0) + coalesce(cache_write, 0) THEN 'more cached tokens than input tokens; where the input does not hold the cached tokens, say --cached beside'
      ${from === null ? '' : `WHEN called_at < ${sql.instant(sql.literal(from))} THEN 'before the period'`}
      ${until === null ? '' : `WHEN called_at >= ${sql.instant(sql.literal(until))} THEN 'after the period'`}
      WHEN outcome = 'gateway_cache' THEN NULL
      ${grain === 'bucket' ? '' : "WHEN outcome = 'delivered' AND input IS NULL AND output IS NULL THEN 'no tokens stated'"}
    END AS problem
  FROM counted
)`;
}
