import { escaped, jsonPath, type Dialect, type Sql } from './dialect.ts';

const literal = (text: string): Sql => escaped(text, "'");
const number = (text: Sql): Sql => `SAFE_CAST(${text} AS BIGNUMERIC)`;

/** BigQuery. */
export const bigquery: Dialect = {
  id: 'bigquery',
  name: (name) => escaped(name, '`'),
  literal,
  jsonText: (column, path) => `JSON_VALUE(${column}, ${literal(jsonPath(path))})`,
  attributeText: (column, path, key) => {
    const value = (kind: string): Sql => `JSON_VALUE(each, '$.value.${kind}')`;
    return `(SELECT coalesce(${['stringValue', 'intValue', 'doubleValue', 'boolValue'].map(value).join(', ')}) FROM UNNEST(JSON_QUERY_ARRAY(${column}, ${literal(jsonPath(path))})) AS each WHERE JSON_VALUE(each, '$.key') = ${literal(key)} LIMIT 1)`;
  },
  sumOver: (column, path, key) =>
    `coalesce((SELECT sum(${number(`JSON_VALUE(each, ${literal(jsonPath([key]))})`)}) FROM UNNEST(JSON_QUERY_ARRAY(${column}, ${literal(jsonPath(path))})) AS each), 0)`,
  whole: (text) => `SAFE_CAST(ROUND(${number(text)}) AS INT64)`,
  decimal: (text) => `ROUND(${number(text)}, 10)`,
  instant: (text) => `SAFE_CAST(${text} AS TIMESTAMP)`,
  epoch: (text, perSecond) =>
    `SAFE.TIMESTAMP_MICROS(SAFE_CAST(TRUNC(${number(text)} * ${String(1_000_000_000 / perSecond)} / 1000) AS INT64))`,
  hourOf: (instant) => `TIMESTAMP_TRUNC(${instant}, HOUR)`,
  hourStart: (hour) => hour,
  minuteOf: (instant) => `TIMESTAMP_TRUNC(${instant}, MINUTE)`,
  minuteWithin: (minute) => `EXTRACT(MINUTE FROM ${minute})`,
  localText: (instant, zone) => `FORMAT_TIMESTAMP('%Y-%m-%d %H:%M:%S', ${instant}, ${literal(zone)})`,
  dateText: (instant, zone) => `FORMAT_TIMESTAMP('%Y-%m-%d', ${instant}, ${literal(zone)})`,
  instantText: (instant) => `FORMAT_TIMESTAMP('%Y-%m-%d %H:%M:%S', ${instant}, 'UTC')`,
  sum: (value) => `sum(CAST(${value} AS BIGNUMERIC))`,
  sumText: (value) => `CAST(sum(CAST(${value} AS BIGNUMERIC)) AS STRING)`,
  rounded: (value) => `CAST(ROUND(${value}) AS INT64)`,
  before: (text, mark) => `SPLIT(${text}, ${literal(mark)})[OFFSET(0)]`,
  after: (text, mark) => `ARRAY_REVERSE(SPLIT(${text}, ${literal(mark)}))[OFFSET(0)]`,
  contains: (text, part) => `STRPOS(${text}, ${literal(part)}) > 0`,
  text: (value) => `CAST(${value} AS STRING)`,
  json: (column) => `CAST(${column} AS STRING)`,
  typedColumn: (type, column) => (type === 'decimal' ? bigquery.decimal(column) : column),
  source: (table) => `${table} AS source`,
  number: (value) => `CAST(${value} AS FLOAT64)`,
  money: (value) => `ROUND(CAST(${value} AS BIGNUMERIC), 12)`,
};
