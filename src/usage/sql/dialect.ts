/** A piece of SQL. Names and texts from files enter only through `Dialect.name` and `Dialect.literal`. */
export type Sql = string;

/** What databases write differently. Every piece yields null, never an error, for a value that cannot be read. */
export interface Dialect {
  readonly id: 'duckdb' | 'postgres' | 'clickhouse' | 'bigquery' | 'snowflake' | 'databricks';
  /** What has to be said before a query; nothing where this is left out. */
  readonly beginning?: Sql;
  /** A quoted name of a column or table. */
  readonly name: (name: string) => Sql;
  /** A quoted text. */
  readonly literal: (text: string) => Sql;
  /** The text at a path in a column that holds JSON, or JSON as text. */
  readonly jsonText: (column: Sql, path: readonly string[]) => Sql;
  /** The value of a key in a list of OTLP attributes, `[{ key, value: { intValue } }]`, at a path. */
  readonly attributeText: (column: Sql, path: readonly string[], key: string) => Sql;
  /** The sum of a key's amounts over a list at a path; 0 where the list is empty. */
  readonly sumOver: (column: Sql, path: readonly string[], key: string) => Sql;
  /** A count. Amounts such as `59200.0` are read too. */
  readonly whole: (text: Sql) => Sql;
  /** An amount with ten decimals: a cent of a cent of a cent, and less. */
  readonly decimal: (text: Sql) => Sql;
  /** The clock in UTC at an instant of text such as `2026-09-01T09:00:00.100Z`; text without a zone is UTC. */
  readonly instant: (text: Sql) => Sql;
  /** An instant of a count since 1970, of which a second has so many: 1, 1,000 or 1,000,000,000. */
  readonly epoch: (text: Sql, perSecond: number) => Sql;
  /** What tells the hour of an instant from other hours, and its beginning out of that. */
  readonly hourOf: (instant: Sql) => Sql;
  readonly hourStart: (hour: Sql) => Sql;
  /** What tells the minute of an instant from other minutes, and the minutes since the hour began out of that. */
  readonly minuteOf: (instant: Sql) => Sql;
  readonly minuteWithin: (minute: Sql) => Sql;
  /** An instant by the clock of a time zone, to the hour, as text such as `2026-09-01 11:00:00`. */
  readonly localText: (instant: Sql, zone: string) => Sql;
  /** The date of an instant by the clock of a time zone, such as `2026-09-01`. */
  readonly dateText: (instant: Sql, zone: string) => Sql;
  /** An instant as text such as `2026-09-01 09:00:00`. */
  readonly instantText: (instant: Sql) => Sql;
  /** A sum with all its digits, and the same as text. */
  readonly sum: (value: Sql) => Sql;
  readonly sumText: (value: Sql) => Sql;
  /** An amount as the nearest whole number. */
  readonly rounded: (value: Sql) => Sql;
  /** The text before the first mark, and after the last. */
  readonly before: (text: Sql, mark: string) => Sql;
  readonly after: (text: Sql, mark: string) => Sql;
  /** Whether a text has a part. */
  readonly contains: (text: Sql, part: string) => Sql;
  readonly text: (value: Sql) => Sql;
  /** A column that holds JSON, as text. */
  readonly json: (column: Sql) => Sql;
  /** A column that holds counts, amounts or instants as such, as `whole`, `decimal` and `instant` give them. */
  readonly typedColumn: (type: 'whole' | 'decimal' | 'instant', column: Sql) => Sql;
  /** A table by the name `source`; with `replaced`, of rows that were written again the last alone. */
  readonly source: (table: Sql, replaced: boolean) => Sql;
  /** A number that divides into fractions: a double, or a decimal where the database has decimals of any length. */
  readonly number: (value: Sql) => Sql;
  /** An amount of money with twelve decimals. */
  readonly money: (value: Sql) => Sql;
}

/** A text in quotes where a backslash gives the character behind it a meaning. */
export function escaped(text: string, mark: string): Sql {
  return mark + text.replaceAll('\0', '').replace(/[\\'"`]/gu, (each) => `\\${each}`) + mark;
}

/** A path into JSON, each key in double quotes. */
export function jsonPath(path: readonly string[]): string {
  return `$${path.map((key) => `."${key.replaceAll('"', '')}"`).join('')}`;
}

/** Quotes as standard SQL has them: the quote itself is doubled. */
export function quoted(text: string, mark: string): Sql {
  return mark + text.replaceAll('\0', '').replaceAll(mark, mark + mark) + mark;
}
