import { escaped, quoted, type Dialect, type Sql } from './dialect.ts';

const literal = (text: string): Sql => escaped(text, "'");
const number = (text: Sql): Sql => `TRY_CAST(CAST(${text} AS VARCHAR) AS NUMBER(38, 18))`;
const at = (value: Sql, path: readonly string[]): Sql =>
  path.reduce((inner, key) => `GET(${inner}, ${literal(key)})`, value);
const parsed = (column: Sql): Sql => `TRY_PARSE_JSON(CAST(${column} AS VARCHAR))`;

/** Snowflake. Names of columns are those that the table was made with: in capitals where they had no quotes. */
export const snowflake: Dialect = {
  id: 'snowflake',
  name: (name) => quoted(name, '"'),
  literal,
  jsonText: (column, path) => `CAST(${at(parsed(column), path)} AS VARCHAR)`,
  attributeText: (column, path, key) => {
    const found = `GET(FILTER(${at(parsed(column), path)}, each -> CAST(GET(each, 'key') AS VARCHAR) = ${literal(key)}), 0)`;
    const kinds = ['stringValue', 'intValue', 'doubleValue', 'boolValue'];
    return `coalesce(${kinds.map((kind) => `CAST(${at(found, ['value', kind])} AS VARCHAR)`).join(', ')})`;
  },
  sumOver: (column, path, key) =>
    `coalesce(REDUCE(${at(parsed(column), path)}, 0, (sum, each) -> sum + CAST(GET(each, ${literal(key)}) AS NUMBER(28, 10))), 0)`,
  whole: (text) => `CAST(ROUND(${number(text)}) AS NUMBER(19, 0))`,
  decimal: (text) => `CAST(ROUND(${number(text)}, 10) AS NUMBER(30, 10))`,
  instant: (text) => {
    const words = `CAST(${text} AS VARCHAR)`;
    return `CASE WHEN REGEXP_LIKE(${words}, '.{10}.*(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)') THEN CAST(CONVERT_TIMEZONE('UTC', TRY_TO_TIMESTAMP_TZ(${words})) AS TIMESTAMP_NTZ) ELSE TRY_TO_TIMESTAMP_NTZ(${words}) END`;
  },
  epoch: (text, perSecond) =>
    `TO_TIMESTAMP_NTZ(CAST(TRUNC(${number(text)} * ${String(1_000_000_000 / perSecond)} / 1000) AS NUMBER(38, 0)), 6)`,
  hourOf: (instant) => `DATE_TRUNC('HOUR', ${instant})`,
  hourStart: (hour) => hour,
  minuteOf: (instant) => `DATE_TRUNC('MINUTE', ${instant})`,
  minuteWithin: (minute) => `DATE_PART(MINUTE, ${minute})`,
  localText: (instant, zone) => local(instant, zone, 'YYYY-MM-DD HH24:MI:SS'),
  dateText: (instant, zone) => local(instant, zone, 'YYYY-MM-DD'),
  instantText: (instant) => `TO_CHAR(${instant}, 'YYYY-MM-DD HH24:MI:SS')`,
  sum: (value) => `sum(${value})`,
  sumText: (value) => `CAST(sum(${value}) AS VARCHAR)`,
  rounded: (value) => `CAST(ROUND(${value}) AS NUMBER(19, 0))`,
  before: (text, mark) => `SPLIT_PART(${text}, ${literal(mark)}, 1)`,
  after: (text, mark) => `SPLIT_PART(${text}, ${literal(mark)}, -1)`,
  contains: (text, part) => `CONTAINS(${text}, ${literal(part)})`,
  text: (value) => `CAST(${value} AS VARCHAR)`,
  json: (column) => `CAST(${column} AS VARCHAR)`,
  typedColumn: (type, column) => (type === 'decimal' ? snowflake.decimal(column) : column),
  source: (table) => `${table} AS source`,
  number: (value) => `CAST(${value} AS DOUBLE)`,
  money: (value) => `CAST(${value} AS NUMBER(38, 12))`,
};

function local(instant: Sql, zone: string, form: string): Sql {
  return `TO_CHAR(CONVERT_TIMEZONE('UTC', ${literal(zone)}, ${instant}), '${form}')`;
}
