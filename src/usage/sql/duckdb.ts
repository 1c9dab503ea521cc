import { jsonPath, quoted, type Dialect } from './dialect.ts';

/** DuckDB, embedded. */
export const duckdb: Dialect = {
  id: 'duckdb',
  name: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  jsonText: (column, path) =>
    `json_extract_string(TRY_CAST(${column} AS JSON), ${quoted(jsonPath(path), "'")})`,
  // Of a list of texts, such as why an answer ended, the first.
  attributeText: (column, path, key) => {
    const list = `json_extract(${column}, ${quoted(`${jsonPath(path)}[*]`, "'")})`;
    // The keys are the same expression for every attribute of a row, and are taken once.
    const keys = `list_transform(${list}, lambda each: json_extract_string(each, '$.key'))`;
    const found = `${list}[list_position(${keys}, ${quoted(key, "'")})]`;
    return `coalesce(json_extract_string(${found}, '$.value.stringValue'), json_extract_string(${found}, '$.value.intValue'), json_extract_string(${found}, '$.value.doubleValue'), json_extract_string(${found}, '$.value.boolValue'), json_extract_string(${found}, '$.value.arrayValue.values[0].stringValue'))`;
  },
  sumOver: (column, path, key) =>
    `coalesce(list_sum(list_transform(json_extract(${column}, ${quoted(`${jsonPath(path)}[*].${key}`, "'")}), lambda each: TRY_CAST(each AS DECIMAL(18, 10)))), 0)`,
  whole: (text) => `TRY_CAST(${text} AS BIGINT)`,
  decimal: (text) => `TRY_CAST(${text} AS DECIMAL(18, 10))`,
  // The two shapes that most logs have hold no offset, which a timestamp would drop. What the engine does not read as it stands,
  // such as 05:00Z without seconds, is written out for it.
  instant: (text) =>
    `coalesce(CASE WHEN suffix(${text}, 'Z') OR ${text} LIKE '____-__-_____:__:__' THEN TRY_CAST(${text} AS TIMESTAMP) WHEN contains(${text}, '+') OR contains(substr(${text}, 20), '-') THEN timezone('UTC', TRY_CAST(${text} AS TIMESTAMPTZ)) ELSE TRY_CAST(${text} AS TIMESTAMP) END, timezone('UTC', TRY_CAST(regexp_replace(regexp_replace(${text}, '^(.{10}[T ][0-9]{2}:[0-9]{2})( ?(Z|UTC|[+-]).*)?$', '\\1:00\\2'), ' ?(Z|[+-][0-9:]{2,5})$', '\\1') AS TIMESTAMPTZ)))`,
  epoch: (text, perSecond) =>
    `TRY(make_timestamp(CAST(TRY_CAST(${text} AS DOUBLE) * ${String(1_000_000 / perSecond)} AS BIGINT)))`,
  // Whole numbers since 1970 take half the time of date_trunc.
  hourOf: (instant) => `epoch_us(${instant}) // 3600000000`,
  hourStart: (hour) => `make_timestamp(${hour} * 3600000000)`,
  minuteOf: (instant) => `epoch_us(${instant}) // 60000000`,
  minuteWithin: (minute) => `(${minute} % 60)`,
  localText: (instant, zone) =>
    `strftime(timezone(${quoted(zone, "'")}, timezone('UTC', ${instant})), '%Y-%m-%d %H:%M:%S')`,
  dateText: (instant, zone) =>
    `strftime(timezone(${quoted(zone, "'")}, timezone('UTC', ${instant})), '%Y-%m-%d')`,
  instantText: (instant) => `strftime(${instant}, '%Y-%m-%d %H:%M:%S')`,
  sum: (value) => `sum(${value})`,
  sumText: (value) => `CAST(sum(${value}) AS VARCHAR)`,
  rounded: (value) => `CAST(round(${value}) AS BIGINT)`,
  before: (text, mark) => `split_part(${text}, ${quoted(mark, "'")}, 1)`,
  after: (text, mark) => `split_part(${text}, ${quoted(mark, "'")}, -1)`,
  contains: (text, part) => `contains(${text}, ${quoted(part, "'")})`,
  text: (value) => `CAST(${value} AS VARCHAR)`,
  json: (column) => `CAST(${column} AS VARCHAR)`,
  typedColumn: (type, column) => (type === 'decimal' ? `TRY_CAST(${column} AS DECIMAL(18, 10))` : column),
  source: (table) => `${table} AS source`,
  number: (value) => `CAST(${value} AS DOUBLE)`,
  money: (value) => `CAST(${value} AS DECIMAL(38, 12))`,
};
