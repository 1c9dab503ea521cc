import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { chooseFormat, type FormatWishes } from './choose-format.ts';
import { profileQuery } from './profile/query.ts';
import type { ProfileScope } from './profile/judged.ts';
import type { Recognized } from './recognize.ts';
import { meaningQuery, type ColumnType } from './relation.ts';
import { bigquery } from './sql/bigquery.ts';
import { clickhouse } from './sql/clickhouse.ts';
import { databricks } from './sql/databricks.ts';
import { duckdb } from './sql/duckdb.ts';
import { postgres } from './sql/postgres.ts';
import { snowflake } from './sql/snowflake.ts';
import type { Dialect, Sql } from './sql/dialect.ts';

/** Databases for which the query of a profile is written. */
export const databases: Readonly<Record<Dialect['id'], Dialect>> = {
  postgres,
  clickhouse,
  duckdb,
  bigquery,
  snowflake,
  databricks,
};
export type Database = Dialect['id'];

/** A table of a database that is read by nobody but its owner. */
export interface ServerTable {
  /** Its name, with the schema before it where it has one: `public.requests`. */
  readonly name: string;
  readonly columns: readonly string[];
  /** What the columns hold; text that is read as whatever is asked of it where this is not known. */
  readonly types?: ReadonlyMap<string, ColumnType>;
}

/** How the rows of a table are to be read. */
export interface ServerQuestion extends FormatWishes, Omit<ProfileScope, 'proved' | 'grain'> {
  readonly cached: 'within' | 'beside' | null;
}

/** The quoted name of a table, which may have a schema before it. */
export function tableName(name: string, sql: Dialect): Sql {
  return name.split('.').map(sql.name).join('.');
}

/** The format of a table, by its columns. */
function tableFormat({ name, columns }: ServerTable, wishes: FormatWishes): Result<Recognized> {
  const types = new Map<string, ColumnType>(columns.map((column) => [column, 'text']));
  return chooseFormat({ container: 'table', columns, types }, name, wishes);
}

/** The query whose answer is the profile of a table: it reads the table, and gives sums alone. */
export function serverQuery(
  table: ServerTable,
  database: Database,
  question: ServerQuestion,
): Result<{ readonly sql: Sql; readonly recognized: Recognized }> {
  const recognized = tableFormat(table, question);
  if (!recognized.ok) return recognized;
  const { format } = recognized.value;
  const sql = databases[database];
  const meaning = meaningQuery(
    format,
    {
      container: 'table',
      from: tableName(table.name, sql),
      columns: new Map(table.columns.map((column) => [column, table.types?.get(column) ?? 'text'])),
      renamed: new Map(question.columns),
    },
    sql,
    question.cached,
  );
  const unsuited =
    format.within !== undefined
      ? `${format.id} is read from files of JSON, not from a table`
      : meaning.absent.has('called_at')
        ? `no column of it holds the time; its columns are ${table.columns.join(', ')}`
        : null;
  if (unsuited !== null)
    return fail(
      problem('usage/unknown-format', `${table.name}: ${unsuited}`, {
        hint: 'name its columns with --map, such as --map timestamp=created_at',
      }),
    );
  const { zone, from, until, future } = question;
  const scope: ProfileScope = {
    proved: meaning.needsProof ? 'by query' : [],
    grain: format.grain,
    zone,
    from,
    until,
    future,
  };
  return ok({
    sql: `${sql.beginning ?? ''}${profileQuery(meaning, sql, scope)};\n`,
    recognized: recognized.value,
  });
}
