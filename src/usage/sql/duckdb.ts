import { quoted, type Dialect } from './dialect.ts';

const jsonPath = (path: readonly string[]): string =>
  `$${path.map((key) => `."${key.replaceAll('"', '')}"`).join('')}`;

/** DuckDB, embedded. */
export const duckdb: Dialect = {
  id: 'duckdb',
  name: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  jsonText: (column, path) =>
    `json_extract_string(TRY_CAST(${column} AS JSON), ${quoted(jsonPath(path), "'")})`,
  attributeText: (column, path, key) => {
    const found = `list_filter(json_extract(${column}, ${quoted(`${jsonPath(path)}[*]`, "'")}), lambda each: json_extract_string(each, '$.key') = ${quoted(key, "'")})[1]`;
    return `coalesce(json_extract_string(${found}, '$.value.stringValue'), json_extract_string(${found}, '$.value.intValue'), json_extract_string(${found}, '$.value.doubleValue'), json_extract_string(${found}, '$.value.boolValue'))`;
  },
  whole: (text) => `TRY_CAST(TRY_CAST(${text} AS DECIMAL(38, 6)) AS BIGINT)`,
  decimal: (text) => `TRY_CAST(${text} AS DECIMAL(30, 15))`,
  instant: (text) => `TRY_CAST(regexp_replace(${text}, ' UTC$', '') AS TIMESTAMPTZ)`,
  epoch: (seconds) => `TRY(to_timestamp(TRY_CAST(${seconds} AS DOUBLE)))`,
  hourOf: (instant) => `date_trunc('hour', ${instant})`,
  minuteOf: (instant) => `date_trunc('minute', ${instant})`,
  instantText: (instant) => `strftime(${instant}, '%Y-%m-%d %H:%M:%S')`,
  sumText: (value) => `CAST(sum(${value}) AS VARCHAR)`,
  countIf: (condition) => `count(*) FILTER (WHERE ${condition})`,
  text: (value) => `CAST(${value} AS VARCHAR)`,
};
