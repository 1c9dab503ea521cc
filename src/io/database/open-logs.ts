import type { DuckDBConnection, JS } from '@duckdb/node-api';
import { fail, ok, problem, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import { groupThousands } from '../../formula/index.ts';
import {
  duckdb,
  quoted,
  type AnswerRow,
  type ColumnType,
  type LogSample,
  type LogSource,
  type Sql,
} from '../../usage/index.ts';
import type { LogFile } from './log-files.ts';
import { fieldsOf, longestLine, longestRow, longestValue, relation, typedSource } from './log-sources.ts';

/** Logs, open in an engine within this process. Nothing else on this machine can be read through it. */
export interface OpenLogs {
  readonly sample: LogSample;
  /** What queries read; `renamed` are the columns of a table by the names that a format has for them. */
  readonly source: (renamed: ReadonlyMap<string, string>) => LogSource;
  /**
   * The same rows where the reader of the file gives counts and amounts as such, which takes less time; null where it cannot. A
   * query of it fails where a row holds something else.
   */
  readonly typedSource: (
    types: ReadonlyMap<string, ColumnType>,
    renamed: ReadonlyMap<string, string>,
  ) => LogSource | null;
  /** Whether to read the log again costs little: columns of Parquet are read alone, and those that hold numbers need no parsing. */
  readonly isCheapToScan: boolean;
  /** The rows of an answer, as text. */
  readonly query: (sql: Sql) => Promise<Result<readonly AnswerRow[]>>;
  /** How many lines were no rows; known after a query. */
  readonly unreadable: () => Promise<number>;
  readonly close: () => void;
}

/** Who watches a log being read. */
export interface LogWatch {
  /** Told now and then how much of a query is done, in percent. */
  readonly update: (percent: number) => void;
  /** Ends it: its query, and every one that comes after, then fails without a problem. */
  readonly signal: AbortSignal;
}

/** An answer has a row for each hour, model, team and class of length, or for each part of a bill: far fewer than this. */
const mostRows = 200_000;

function tooVaried(names: string, rows: number): Diagnostic {
  return problem(
    'usage/too-varied',
    `${names}: its hours, models, teams and keys have ${groupThousands(String(rows))} different values, more than the ${groupThousands(String(mostRows))} that are read`,
    {
      hint: 'where a column of names holds something else, such as an id of each request, name another one with --map',
    },
  );
}

/** Milliseconds between two looks at how far a query is. */
const glance = 200;

/** Opens files of one kind. The engine is loaded at the first call; memory is bounded, whatever the size of the files. */
export async function openLogs(files: readonly LogFile[], watch?: LogWatch): Promise<Result<OpenLogs>> {
  const connection = await connect(files, watch !== undefined);
  if (!connection.ok) return connection;
  const from = relation(files);
  const names = files.map(({ name }) => name).join(', ');
  const query = async (sql: Sql): Promise<Result<readonly AnswerRow[]>> => {
    const unwatch = watched(connection.value, watch);
    try {
      if (watch?.signal.aborted === true) return fail();
      // Each row as one text of JSON, which is read several times as fast as value by value. Not as a stream, with which the
      // engine can wait forever for a UNION ALL with long parts (duckdb/duckdb#22215).
      const answer = await connection.value.run(
        `SELECT CAST(json_array(*COLUMNS(*)) AS VARCHAR) FROM (${sql})`,
      );
      const rows = await answer.getRowsJS();
      if (rows.length > mostRows) return fail(tooVaried(names, rows.length));
      return ok(
        (JSON.parse(`[${rows.map(([row]) => textOf(row ?? null)).join()}]`) as JS[][]).map((row) =>
          row.map(textOf),
        ),
      );
    } catch (error) {
      if (watch?.signal.aborted === true) return fail();
      return fail(problem('usage/unreadable', `${names}: ${reason(error, files)}`));
    } finally {
      unwatch();
    }
  };
  const sample = await sampleOf(files, from, query);
  if (!sample.ok) {
    connection.value.closeSync();
    return sample;
  }
  return ok({
    sample: sample.value,
    source: (renamed) =>
      sample.value.container === 'table'
        ? {
            container: 'table',
            from,
            columns: sample.value.types,
            renamed,
            ...(files[0]?.kind === 'csv' ? { blanks: 'none' } : {}),
          }
        : {
            container: 'documents',
            from: `(SELECT json FROM ${from} WHERE json IS NOT NULL)`,
            renamed,
            ...(files[0]?.kind === 'json-lines' ? { fields: (keys) => fieldsOf(files, keys) } : {}),
          },
    typedSource: (types, renamed) => typedSource(files, sample.value, types, renamed),
    isCheapToScan: files[0]?.kind === 'parquet' && isTyped(sample.value),
    query,
    unreadable: async () => {
      const counted = await query(
        sample.value.container === 'documents'
          ? `SELECT count(*) FROM ${from} WHERE json IS NULL`
          : files[0]?.kind === 'csv'
            ? 'SELECT count(DISTINCT (file_id, line)) FROM reject_errors'
            : 'SELECT 0',
      );
      return counted.ok ? Number(counted.value[0]?.[0] ?? 0) : 0;
    },
    close: () => {
      connection.value.closeSync();
    },
  });
}

/** Tells how far the query that comes is, and ends it when that is asked for, until what it returns is called. */
function watched(connection: DuckDBConnection, watch: LogWatch | undefined): () => void {
  if (watch === undefined) return () => undefined;
  const look = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage > 0) watch.update(percentage);
  }, glance);
  const end = (): void => {
    connection.interrupt();
  };
  watch.signal.addEventListener('abort', end);
  return () => {
    clearInterval(look);
    watch.signal.removeEventListener('abort', end);
  };
}

async function connect(files: readonly LogFile[], isWatched: boolean): Promise<Result<DuckDBConnection>> {
  let engine;
  try {
    engine = await import('@duckdb/node-api');
  } catch {
    return fail(
      problem('usage/no-engine', 'the database engine that reads logs is not installed', {
        hint: 'npm install @duckdb/node-api',
      }),
    );
  }
  const paths = files.map(({ path }) => quoted(path, "'")).join(', ');
  const instance = await engine.DuckDBInstance.create(':memory:', {
    memory_limit: '800MB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  for (const setting of [
    "SET TimeZone = 'UTC'",
    ...(isWatched ? ['SET enable_progress_bar = true', 'SET enable_progress_bar_print = false'] : []),
    `SET allowed_paths = [${paths}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]) {
    await connection.run(setting);
  }
  return ok(connection);
}

async function sampleOf(
  files: readonly LogFile[],
  from: Sql,
  query: OpenLogs['query'],
): Promise<Result<LogSample>> {
  if (files[0]?.kind === 'csv' || files[0]?.kind === 'parquet') {
    const columns = await query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`);
    if (!columns.ok) return columns;
    const types = columns.value.map(([name, type]) => [name ?? '', columnType(type ?? '')] as const);
    return ok({ container: 'table', columns: types.map(([name]) => name), types: new Map(types) });
  }
  const values = await query(`SELECT ${duckdb.text('json')} FROM ${from} WHERE json IS NOT NULL LIMIT 50`);
  return values.ok
    ? ok({ container: 'documents', values: values.value.map(([text]) => text ?? '') })
    : values;
}

/** Whether a table has its times as such: its columns are not text that has to be parsed. */
function isTyped(sample: LogSample): boolean {
  return sample.container === 'table' && [...sample.types.values()].includes('instant');
}

function columnType(type: string): ColumnType {
  if (type.endsWith('INT') || type.endsWith('INTEGER')) return 'whole';
  if (type.startsWith('DECIMAL') || type === 'DOUBLE' || type === 'FLOAT') return 'decimal';
  return type === 'TIMESTAMP' ? 'instant' : 'text';
}

/** Queries ask for text; counts come as numbers. */
function textOf(value: JS): string | null {
  if (typeof value === 'string' || value === null) return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

/** The engine's own words, or ours where it would advise to change what cannot be changed, on one line and without its advice; files by the names that the user gave them. */
function reason(error: unknown, files: readonly LogFile[]): string {
  const said = error instanceof Error ? error.message : String(error);
  const text = files
    .toSorted((a, b) => b.path.length - a.path.length)
    .reduce((words, { path, name }) => words.replaceAll(path, () => name), said);
  if (text.includes('maximum_object_size')) {
    const [what, longest] = files[0]?.kind === 'json' ? ['value', longestValue] : ['line', longestLine];
    return `a ${what} is longer than ${String(longest / 2 ** 20)} MB, so that nothing of the file was counted; take it out`;
  }
  if (text.includes('Maximum line size') || text.includes('max_line_size'))
    return `a row is longer than ${String(longestRow / 2 ** 20)} MB, so that nothing of the file was counted; take it out`;
  if (text.includes('Out of Memory'))
    return 'it needs more memory than the 800 MB that reading a log may take, so that nothing of it was counted';
  return (text.split('\n')[0] ?? '').slice(0, 300);
}
