import { quoted, type Dialect, type Sql } from './dialect.ts';
import { decimalForm, epochForm, timeForm, wholeForm, zoneForm } from './forms.ts';

/** A value of a text that has a form; null where it has not. */
function where(text: Sql, form: string, value: (text: Sql) => Sql): Sql {
  const plain = `btrim(CAST(${text} AS text))`;
  return `CASE WHEN ${plain} ~ '^${form}$' THEN ${value(plain)} END`;
}

/** PostgreSQL, from version 12. JSON columns must hold JSON: it has no reading that yields null instead of an error. */
export const postgres: Dialect = {
  id: 'postgres',
  name: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  jsonText: (column, path) =>
    `(CAST(${column} AS jsonb) #>> ARRAY[${path.map((key) => quoted(key, "'")).join(', ')}])`,
  attributeText: (column, path, key) =>
    `(SELECT coalesce(each #>> '{value,stringValue}', each #>> '{value,intValue}', each #>> '{value,doubleValue}', each #>> '{value,boolValue}') FROM jsonb_array_elements(CAST(${column} AS jsonb) #> ARRAY[${path.map((part) => quoted(part, "'")).join(', ')}]) AS each WHERE each ->> 'key' = ${quoted(key, "'")} LIMIT 1)`,
  sumOver: (column, path, key) =>
    `coalesce((SELECT sum(CAST(each ->> ${quoted(key, "'")} AS numeric(18, 10))) FROM jsonb_array_elements(CAST(${column} AS jsonb) #> ARRAY[${path.map((part) => quoted(part, "'")).join(', ')}]) AS each), 0)`,
  whole: (text) => where(text, wholeForm, (plain) => `CAST(round(CAST(${plain} AS numeric)) AS bigint)`),
  decimal: (text) => where(text, decimalForm, (plain) => `CAST(${plain} AS numeric(18, 10))`),
  instant: (text) => {
    return `coalesce(${where(text, timeForm, (plain) => `CAST(${plain} AS timestamp)`)}, ${where(text, `${timeForm} ?${zoneForm}`, (plain) => `CAST(${plain} AS timestamptz) AT TIME ZONE 'UTC'`)})`;
  },
  epoch: (text, perSecond) =>
    where(
      text,
      epochForm,
      (plain) =>
        `timestamp '1970-01-01' + CAST(${plain} AS numeric) / ${String(perSecond)} * interval '1 second'`,
    ),
  hourOf: (instant) => `date_trunc('hour', ${instant})`,
  hourStart: (hour) => hour,
  minuteOf: (instant) => `date_trunc('minute', ${instant})`,
  minuteWithin: (minute) => `CAST(extract(minute FROM ${minute}) AS integer)`,
  localText: (instant, name) => local(instant, name, 'YYYY-MM-DD HH24:MI:SS'),
  dateText: (instant, name) => local(instant, name, 'YYYY-MM-DD'),
  instantText: (instant) => `to_char(${instant}, 'YYYY-MM-DD HH24:MI:SS')`,
  sum: (value) => `sum(${value})`,
  sumText: (value) => `CAST(sum(${value}) AS text)`,
  rounded: (value) => `CAST(round(${value}) AS bigint)`,
  before: (text, mark) => `split_part(${text}, ${quoted(mark, "'")}, 1)`,
  after: (text, mark) => `reverse(split_part(reverse(${text}), ${quoted(mark, "'")}, 1))`,
  contains: (text, part) => `strpos(${text}, ${quoted(part, "'")}) > 0`,
  text: (value) => `CAST(${value} AS text)`,
  json: (column) => `CAST(${column} AS text)`,
  typedColumn: (type, column) => (type === 'decimal' ? postgres.decimal(column) : column),
  source: (table) => `${table} AS source`,
  number: (value) => `CAST(${value} AS numeric)`,
  money: (value) => `CAST(${value} AS numeric(38, 12))`,
};

function local(instant: Sql, name: string, form: string): Sql {
  return `to_char((${instant} AT TIME ZONE 'UTC') AT TIME ZONE ${quoted(name, "'")}, '${form}')`;
}
