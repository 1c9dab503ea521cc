import type { Dialect, Sql } from '../sql/dialect.ts';

/** A row of a log as SQL sees it: the text at a path, null where it is not there. */
export interface LogRow {
  readonly text: (...path: readonly string[]) => Sql;
  /** Whether a column holds whole numbers as such, so that its text need not be looked at. */
  readonly isWhole: (name: string) => boolean;
  /** The count, amount or instant at a path. */
  readonly whole: (...path: readonly string[]) => Sql;
  readonly decimal: (...path: readonly string[]) => Sql;
  readonly instant: (...path: readonly string[]) => Sql;
  /** The text at a path of what encloses the row, such as the bucket of a report. */
  readonly outer: (...path: readonly string[]) => Sql;
  /** The value of a key in the row's list `attributes`, as OTLP writes them. */
  readonly attribute: (key: string) => Sql;
  /** The sum of a key's amounts over a list of the row; 0 in a table. */
  readonly sumOver: (path: readonly string[], key: string) => Sql;
}

/**
 * Whether cached tokens lie within the count of input tokens. `proved by kind` decides for each kind of row from the
 * file itself: an input below its cached tokens can only be a count without them.
 */
export type CachedTokens =
  | { readonly convention: 'within' }
  | { readonly convention: 'beside' }
  | { readonly convention: 'by row'; readonly isWithin: Sql }
  | { readonly convention: 'proved by kind'; readonly kind: Sql };

/** What happened to an attempt: `delivered`, `aborted`, `rejected`, `timed_out`, `failed`, or `gateway_cache`, when no model was called. */
export const outcomes = ['delivered', 'aborted', 'rejected', 'timed_out', 'failed', 'gateway_cache'] as const;
export type Outcome = (typeof outcomes)[number];

/** Outcomes as SQL: numbers, which databases compare and group by in a fraction of the time that words take. */
export const did = Object.fromEntries(
  outcomes.map((outcome, index) => [outcome, `${String(index)} /* ${outcome} */`]),
) as Readonly<Record<Outcome, Sql>>;

/** The word of an outcome, out of its number. */
export function outcomeWord(outcome: Sql): Sql {
  const words = outcomes.map((word, index) => `WHEN ${String(index)} THEN '${word}'`);
  return `CASE ${outcome} ${words.join(' ')} END`;
}

/** What a format's row says, as SQL; null where the format does not say it. */
export interface RowMeaning {
  /** An instant. */
  readonly at: Sql;
  /** The end of the bucket; left out where a row has none, as an attempt. */
  readonly until?: Sql;
  /** How many requests the row stands for; null where the format does not count them. */
  readonly requests: Sql | null;
  readonly model: Sql;
  /** One of `outcomes`, as `did` has it. */
  readonly outcome: Sql;
  /** Input tokens as the format counts them. */
  readonly input: Sql;
  readonly cached: Sql | null;
  readonly cacheWrite: Sql | null;
  readonly cachedTokens: CachedTokens;
  /** Output tokens, reasoning included. */
  readonly output: Sql;
  readonly reasoning: Sql | null;
  /** What the log says it cost, in the currency of the log. */
  readonly cost: Sql | null;
  /** The currency of the cost, in upper case; left out where it is the format's own. */
  readonly currency?: Sql;
  readonly team: Sql | null;
  /** The key that was used, by its name or hash, and what it was used for; left out where the format has neither. */
  readonly key?: Sql;
  readonly feature?: Sql;
}

/** A log or report that is read without a mapping: how it is told from others, and what its rows mean. */
export interface UsageFormat {
  readonly id: string;
  readonly title: string;
  /** A table has columns; documents hold JSON values. Some formats come as either. */
  readonly container: 'table' | 'documents' | 'either';
  /** Paths that are there in every file of this format, and together in no other. */
  readonly signature: readonly (readonly string[])[];
  /** Text that tells this format from others of the same shape. */
  readonly contains?: string;
  /** Keys whose values are JSON as text, in documents. */
  readonly textKeys?: readonly string[];
  /** Where the rows lie in a document: lists, one within the other, such as data, results. */
  readonly within?: readonly (readonly string[])[];
  /** Whether a document is a page that says with `has_more` whether another follows. */
  readonly paged?: boolean;
  /** A row stands for one attempt, or for all requests of an hour or a day. */
  readonly grain: 'attempt' | 'bucket';
  /** A key that every document has, where `keep` would leave out documents of another format in silence. */
  readonly everyHas?: string;
  /** Rows that are no use of a model are left out. */
  readonly keep?: (row: LogRow, sql: Dialect) => Sql;
  /** Rows with the same identity are one: the last counts. */
  readonly identity?: (row: LogRow, sql: Dialect) => Sql;
  /** Whether a database that writes rows again, as ClickHouse does, has to be asked for the last of each. */
  readonly replaced?: boolean;
  readonly currency: string;
  readonly meaning: (row: LogRow, sql: Dialect) => RowMeaning;
  /** What is known of the format and shown beside the figures. */
  readonly rules: readonly string[];
}

/** The attempt's outcome by an HTTP status. */
export function outcomeOfStatus(status: Sql): Sql {
  return `CASE WHEN ${status} = 200 THEN ${did.delivered} WHEN ${status} = 429 THEN ${did.rejected} WHEN ${status} IN (408, 504) THEN ${did.timed_out} WHEN ${status} >= 400 OR ${status} < 0 THEN ${did.failed} ELSE ${did.delivered} END`;
}
