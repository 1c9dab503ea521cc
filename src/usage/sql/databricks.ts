import { escaped, quoted, type Dialect, type Sql } from './dialect.ts';
import { timeForm, zoneForm } from './forms.ts';

const literal = (text: string): Sql => escaped(text, "'");
const number = (text: Sql): Sql => `try_cast(${text} AS DECIMAL(38, 18))`;
const pathTo = (path: readonly string[]): string =>
  `$${path.map((key) => `['${key.replaceAll("'", '')}']`).join('')}`;

/** Databricks and Spark, from version 3.5. The session's clock has to be UTC, which the query says first. */
export const databricks: Dialect = {
  id: 'databricks',
  beginning: "SET TIME ZONE 'UTC';\n",
  name: (name) => quoted(name, '`'),
  literal,
  jsonText: (column, path) => `get_json_object(${column}, ${literal(pathTo(path))})`,
  attributeText: (column, path, key) => {
    const list = `from_json(get_json_object(${column}, ${literal(pathTo(path))}), 'array<struct<key:string,value:struct<stringValue:string,intValue:string,doubleValue:string,boolValue:string>>>')`;
    const found = `get(filter(${list}, each -> each.key = ${literal(key)}), 0).value`;
    return `coalesce(${['stringValue', 'intValue', 'doubleValue', 'boolValue'].map((kind) => `${found}.${kind}`).join(', ')})`;
  },
  sumOver: (column, path, key) =>
    `coalesce(aggregate(from_json(get_json_object(${column}, ${literal(pathTo(path))}), 'array<map<string,string>>'), CAST(0 AS DECIMAL(38, 10)), (sum, each) -> CAST(sum + try_cast(each[${literal(key)}] AS DECIMAL(28, 10)) AS DECIMAL(38, 10))), 0)`,
  whole: (text) => `try_cast(round(${number(text)}) AS BIGINT)`,
  decimal: (text) => `CAST(round(${number(text)}, 10) AS DECIMAL(28, 10))`,
  instant: (text) =>
    `CASE WHEN ${text} RLIKE ${literal(`^${timeForm}( ?${zoneForm})?$`)} THEN try_cast(${text} AS TIMESTAMP) END`,
  epoch: (text, perSecond) =>
    `timestamp_micros(try_cast(${number(text)} * ${String(1_000_000_000 / perSecond)} / 1000 AS BIGINT))`,
  hourOf: (instant) => `date_trunc('HOUR', ${instant})`,
  hourStart: (hour) => hour,
  minuteOf: (instant) => `date_trunc('MINUTE', ${instant})`,
  minuteWithin: (minute) => `minute(${minute})`,
  localText: (instant, zone) => local(instant, zone, 'yyyy-MM-dd HH:mm:ss'),
  dateText: (instant, zone) => local(instant, zone, 'yyyy-MM-dd'),
  instantText: (instant) => `date_format(${instant}, 'yyyy-MM-dd HH:mm:ss')`,
  sum: (value) => `sum(${value})`,
  sumText: (value) => `CAST(sum(${value}) AS STRING)`,
  rounded: (value) => `CAST(round(${value}) AS BIGINT)`,
  before: (text, mark) => `substring_index(${text}, ${literal(mark)}, 1)`,
  after: (text, mark) => `substring_index(${text}, ${literal(mark)}, -1)`,
  contains: (text, part) => `contains(${text}, ${literal(part)})`,
  text: (value) => `CAST(${value} AS STRING)`,
  json: (column) => `CAST(${column} AS STRING)`,
  typedColumn: (type, column) => (type === 'decimal' ? databricks.decimal(column) : column),
  source: (table) => `${table} AS source`,
  number: (value) => `CAST(${value} AS DOUBLE)`,
  money: (value) => `CAST(${value} AS DECIMAL(38, 12))`,
};

function local(instant: Sql, zone: string, form: string): Sql {
  return `date_format(from_utc_timestamp(${instant}, ${literal(zone)}), '${form}')`;
}
