import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { chooseFormat, type FormatWishes } from './choose-format.ts';
import { profileQuery } from './profile/query.ts';
import type { ProfileScope } from './profile/judged.ts';
import type { Recognized } from './recognize.ts';
import { meaningQuery, type ColumnType } from './relation.ts';
import { duckdb } from './sql/duckdb.ts';
import { postgres } from './sql/postgres.ts';
import type { Dialect, Sql } from './sql/dialect.ts';

/** Databases for which the query of a profile is written. */
export const databases: Readonly<Record<'duckdb' | 'postgres', Dialect>> = { duckdb, postgres };
export type Database = keyof typeof databases;

/** A table of a database that is read by nobody but its owner. */
export interface ServerTable {
  /** Its name, with the schema before it where it has one: `public.requests`. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** How the rows of a table are to be read. */
export interface ServerQuestion extends FormatWishes, Omit<ProfileScope, 'proved' | 'grain'> {
  readonly cached: 'within' | 'beside' | null;
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
      from: table.name.split('.').map(sql.name).join('.'),
      columns: new Map(table.columns.map((column) => [column, 'text'])),
      renamed: new Map(question.columns),
    },
    sql,
    question.cached,
  );
  if (meaning.needsProof)
    return fail(
      problem(
        'usage/cached',
        `${format.title}: whether cached tokens lie within the input is not the same everywhere`,
        {
          hint: 'use --cached within or --cached beside',
        },
      ),
    );
  const { zone, from, until, future } = question;
  const scope = { proved: [], grain: format.grain, zone, from, until, future };
  return ok({ sql: `${profileQuery(meaning.rows, sql, scope)};\n`, recognized: recognized.value });
}
