import { quoted, type ColumnType, type LogSample, type LogSource, type Sql } from '../../usage/index.ts';
import type { LogFile } from './log-files.ts';

/** A value of JSON, and a line of it, that is longer than this is no row of a log. */
export const longestValue = 64 * 1024 * 1024;
export const longestLine = 16 * 1024 * 1024;
/** The engine holds many times this of a table at once. */
export const longestRow = 2 * 1024 * 1024;

const pathsOf = (files: readonly LogFile[]): Sql =>
  `[${files.map(({ path }) => quoted(path, "'")).join(', ')}]`;
const linesOfJson = `format = 'newline_delimited', maximum_object_size = ${String(longestLine)}`;
const withoutErrors = `${linesOfJson}, ignore_errors = true`;

/** Lines of JSON as a table with the texts of some keys; a line that is no JSON has none of them. */
export function fieldsOf(files: readonly LogFile[], keys: readonly string[]): Sql {
  const texts = new Map(keys.map((key) => [key, 'text'] as const));
  return `read_json(${pathsOf(files)}, ${withoutErrors}, columns = ${typesOf(texts, sqlTypes['json-lines'])})`;
}

/** Counts in JSON can have decimals, which the engine would round in its own way. */
const sqlTypes = {
  csv: { text: 'VARCHAR', instant: 'VARCHAR', whole: 'BIGINT', decimal: 'DECIMAL(18, 10)' },
  'json-lines': { text: 'VARCHAR', instant: 'VARCHAR', whole: 'DECIMAL(18, 6)', decimal: 'DECIMAL(18, 10)' },
} as const;

/** The rows of a log whose reader gives counts and amounts as such, see `OpenLogs.typedSource`. */
export function typedSource(
  files: readonly LogFile[],
  sample: LogSample,
  types: ReadonlyMap<string, ColumnType>,
  renamed: ReadonlyMap<string, string>,
): LogSource | null {
  const kind = files[0]?.kind;
  if (kind === 'csv' && sample.container === 'table') {
    const columns = new Map(sample.columns.map((name) => [name, types.get(name) ?? 'text'] as const));
    return {
      container: 'table',
      from: tables(files, `types = ${typesOf(columns, sqlTypes.csv)}`),
      columns,
      renamed,
      blanks: 'none',
      isExact: true,
    };
  }
  return kind === 'json-lines' && sample.container === 'documents'
    ? typedLines(files, sample.values, types, renamed)
    : null;
}

/** Lines of JSON as a table of the keys that the first lines have; a line with another key that is asked for fails the query. */
function typedLines(
  files: readonly LogFile[],
  values: readonly string[],
  types: ReadonlyMap<string, ColumnType>,
  renamed: ReadonlyMap<string, string>,
): LogSource | null {
  const first = new Set(values.flatMap((value) => Object.keys((JSON.parse(value) as object | null) ?? {})));
  const columns = new Map([...types].filter(([key]) => first.has(key)));
  const others = [...types.keys()].filter((key) => !first.has(key));
  const count = [...columns].find(([, type]) => type === 'whole')?.[0];
  const areAlike = new Set([...types.keys()].map((key) => key.toLowerCase())).size < types.size;
  if (count === undefined || areAlike) return null;
  const list = [...columns].map(([key, type]) => {
    const name = quoted(key, '"');
    const unlike =
      key === count ? others.map((other) => ` OR ${quoted(other, '"')} IS NOT NULL`).join('') : '';
    return type === 'whole'
      ? `CASE WHEN ${name} % 1 <> 0${unlike} THEN error('not as the first lines') ELSE CAST(${name} AS BIGINT) END AS ${name}`
      : name;
  });
  const read = `read_json(${pathsOf(files)}, ${linesOfJson}, columns = ${typesOf(types, sqlTypes['json-lines'])})`;
  return {
    container: 'table',
    from: `(SELECT ${list.join(', ')} FROM ${read})`,
    columns,
    renamed,
    blanks: 'empty',
    isExact: true,
  };
}

function typesOf(
  columns: ReadonlyMap<string, ColumnType>,
  sqlType: Readonly<Record<ColumnType, string>>,
): Sql {
  return `{${[...columns].map(([name, type]) => `${quoted(name, "'")}: '${sqlType[type]}'`).join(', ')}}`;
}

/** The rows of files of one kind, with what they hold as text or JSON; lines that are none are left out, or null. */
export function relation(files: readonly LogFile[]): Sql {
  const list = pathsOf(files);
  switch (files[0]?.kind) {
    case 'parquet':
      return `read_parquet(${list}, union_by_name = true)`;
    case 'json':
      return `read_json_objects(${list}, format = 'auto', maximum_object_size = ${String(longestValue)})`;
    case 'json-lines':
      return `read_json_objects(${list}, ${withoutErrors})`;
    default:
      return tables(files, 'all_varchar = true, store_rejects = true');
  }
}

/** Files of CSV. Each has a header of its own: columns come together by their names. */
function tables(files: readonly LogFile[], types: Sql): Sql {
  const each = files.map(
    (file) =>
      `SELECT * FROM read_csv(${pathsOf([file])}, header = true, nullstr = ['', 'NULL'], null_padding = true, max_line_size = ${String(longestRow)}, ${types})`,
  );
  return `(${each.join(' UNION ALL BY NAME ')})`;
}
