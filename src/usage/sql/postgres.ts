import { quoted, type Dialect, type Sql } from './dialect.ts';

/** Months with their days, so that no text that looks like a date makes the database stop at one that is none. */
const monthAndDay =
  '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';
const leapDay = '[0-9]{2}(0[48]|[2468][048]|[13579][26])-02-29';
const clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?';
const zone = '(Z|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)';
const date = `([0-9]{4}-${monthAndDay}|${leapDay})`;

/** A value of a text that has a form; null where it has not. */
function where(text: Sql, form: string, value: (text: Sql) => Sql): Sql {
  const plain = `btrim(CAST(${text} AS text))`;
  return `CASE WHEN ${plain} ~ '^${form}$' THEN ${value(plain)} END`;
}

const exponent = '([eE][+-]?[0-9])?';

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
  whole: (text) =>
    where(
      text,
      `[+-]?[0-9]{1,9}([0-9]{0,8}([.][0-9]*)?|([.][0-9]*)?${exponent})`,
      (plain) => `CAST(round(CAST(${plain} AS numeric)) AS bigint)`,
    ),
  decimal: (text) =>
    where(
      text,
      '[+-]?([0-9]{1,8}([.][0-9]*)?|[.][0-9]+)([eE]-[0-9]{1,3})?',
      (plain) => `CAST(${plain} AS numeric(18, 10))`,
    ),
  instant: (text) => {
    const form = `${date}([T ]${clock})?`;
    return `coalesce(${where(text, form, (plain) => `CAST(${plain} AS timestamp)`)}, ${where(text, `${form} ?${zone}`, (plain) => `CAST(${plain} AS timestamptz) AT TIME ZONE 'UTC'`)})`;
  },
  epoch: (text, perSecond) =>
    where(
      text,
      '[0-9]{1,19}([.][0-9]*)?',
      (plain) =>
        `timestamp '1970-01-01' + CAST(${plain} AS numeric) / ${String(perSecond)} * interval '1 second'`,
    ),
  hourOf: (instant) => `date_trunc('hour', ${instant})`,
  minuteOf: (instant) => `date_trunc('minute', ${instant})`,
  localText: (instant, name) => local(instant, name, 'YYYY-MM-DD HH24:MI:SS'),
  dateText: (instant, name) => local(instant, name, 'YYYY-MM-DD'),
  instantText: (instant) => `to_char(${instant}, 'YYYY-MM-DD HH24:MI:SS')`,
  sumText: (value) => `CAST(sum(${value}) AS text)`,
  rounded: (value) => `CAST(round(${value}) AS bigint)`,
  before: (text, mark) => `split_part(${text}, ${quoted(mark, "'")}, 1)`,
  after: (text, mark) => `reverse(split_part(reverse(${text}), ${quoted(mark, "'")}, 1))`,
  text: (value) => `CAST(${value} AS text)`,
  number: (value) => `CAST(${value} AS numeric)`,
  money: (value) => `CAST(${value} AS numeric(38, 12))`,
};

function local(instant: Sql, name: string, form: string): Sql {
  return `to_char((${instant} AT TIME ZONE 'UTC') AT TIME ZONE ${quoted(name, "'")}, '${form}')`;
}
