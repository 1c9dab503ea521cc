import { did, type UsageFormat } from '../formats/index.ts';
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

/** Of a row whose time is none. */
export const noTime = 'no time that can be read';

/** Why a row does not count. */
interface Judgment {
  readonly condition: Sql;
  readonly reason: string;
  /** An aggregate over all rows that is true only where the condition holds for none; null where only the rows can tell. */
  readonly never: Sql | null;
}

/** What is wrong with a row, the first that holds. */
function judgments(meaning: Meaning, sql: Dialect, scope: RowScope): readonly Judgment[] {
  const { absent } = meaning;
  const { from, until, grain, future } = scope;
  const at = (text: string): Sql => sql.instant(sql.literal(text));
  const [earliest, latest] = [at('2000-01-01'), at('2100-01-01')];
  const stated = ['input', 'output', 'cached', 'cache_write', ...(meaning.isAttempt ? [] : ['requests'])];
  const counts = stated.filter((name) => !absent.has(name));
  const cached = cachedCounts(meaning);
  const hasEnds = !absent.has('until_at');
  const last = hasEnds ? 'greatest(called_at, coalesce(until_at, called_at))' : 'called_at';
  // A bill takes back what it billed before: tokens and amount below zero belong to its sums.
  const isCorrection = grain === 'bucket' ? 'coalesce(cost >= 0, true) AND ' : '';
  const when = (condition: Sql, reason: string, never: Sql | null = null): Judgment => ({
    condition,
    reason,
    never,
  });
  return [
    ...(meaning.hasUnreadable ? [when('is_unreadable', unreadableLine)] : []),
    when('called_at IS NULL', noTime, 'count(called_at) = count(*)'),
    when(
      `called_at < ${earliest} OR ${last} >= ${latest}`,
      'a time before 2000 or after 2099',
      hasEnds ? null : `min(called_at) >= ${earliest} AND max(called_at) < ${latest}`,
    ),
    when(`called_at >= ${at(future)}`, 'a time in the future', `max(called_at) < ${at(future)}`),
    ...(meaning.hasUnread ? [when('unread', 'a count of tokens that cannot be read')] : []),
    when(
      `${isCorrection}(${counts.map((name) => `${name} < 0`).join(' OR ')})`,
      'a negative count',
      counts.map((name) => `coalesce(min(${name}), 0) >= 0`).join(' AND '),
    ),
    ...(cached.length === 0
      ? []
      : [
          when(
            `${isCorrection}total_input < ${cached.join(' + ')}`,
            'more cached tokens than input tokens; where the input does not hold the cached tokens, say --cached beside',
          ),
        ]),
    ...(from === null
      ? []
      : [when(`called_at < ${at(from)}`, 'before the period', `min(called_at) >= ${at(from)}`)]),
    ...(until === null
      ? []
      : [when(`called_at >= ${at(until)}`, 'after the period', `max(called_at) < ${at(until)}`)]),
    ...(grain === 'bucket'
      ? []
      : [
          when(
            `outcome = ${did.delivered} AND input IS NULL AND output IS NULL`,
            'no tokens stated',
            'count(input) = count(*)',
          ),
        ]),
  ];
}

/** A query of one row: how many rows a log has, and for each judgment whether it is known to hold for none of them. Where minima and maxima are stored beside the rows, it reads no row. */
export function boundsQuery(meaning: Meaning, sql: Dialect, scope: RowScope): Sql {
  const never = judgments(meaning, sql, scope).map((each) => `coalesce(${each.never ?? 'false'}, false)`);
  return `SELECT ${['count(*)', ...never].map((each) => sql.text(each)).join(', ')} FROM (
${meaning.rows}
) AS meaning`;
}

/** The numbers of problems begin here, so that they are told from those of outcomes. */
export const firstProblem = 100;

/** The words of a problem, out of its number. */
export function problemWords(problem: Sql, meaning: Meaning, sql: Dialect, scope: RowScope): Sql {
  const words = judgments(meaning, sql, scope).map(
    ({ reason }, index) => `WHEN ${String(firstProblem + index)} THEN '${reason}'`,
  );
  return `CASE ${problem} ${words.join(' ')} END`;
}

/**
 * Common table expressions, of which the last, `judged`, has every row of the log with `total_input`, its input tokens
 * with the cached ones, and `problem`, the number of why it does not count: null where it does. `inline` is what keeps the database
 * from storing them in between; `never` are the judgments, by their order, that are known to hold for no row.
 */
export function judgedRows(
  meaning: Meaning,
  sql: Dialect,
  scope: RowScope,
  inline = '',
  never: readonly boolean[] = [],
): Sql {
  const whens = judgments(meaning, sql, scope).flatMap(({ condition }, index) =>
    never[index] === true ? [] : [`WHEN ${condition} THEN ${String(firstProblem + index)}`],
  );
  return `${countedRows(meaning, sql, scope, inline)}, judged AS ${inline}(
  SELECT *, ${whens.length === 0 ? sql.whole('NULL') : `CASE\n      ${whens.join('\n      ')}\n    END`} AS problem
  FROM counted
)`;
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
