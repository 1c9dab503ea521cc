import { escaped, type Dialect, type Sql } from './dialect.ts';
import { decimalForm, epochForm, timeForm, wholeForm, zoneForm } from './forms.ts';

const literal = (text: string): Sql => escaped(text, "'");

/** A value of a text that has a form; null where it has not. */
function where(text: Sql, form: string, value: (text: Sql) => Sql): Sql {
  const plain = `trimBoth(CAST(${text} AS Nullable(String)))`;
  return `CASE WHEN match(${plain}, ${literal(`^${form}$`)}) THEN ${value(plain)} END`;
}

const keysOf = (path: readonly string[]): Sql => path.map((key) => `, ${literal(key)}`).join('');

/** Enough digits that what is cut off behind them decides no rounding. */
const exact = (text: Sql): Sql => `toDecimal128OrNull(${text}, 18)`;

/** ClickHouse, from version 23. */
export const clickhouse: Dialect = {
  id: 'clickhouse',
  name: (name) => escaped(name, '"'),
  literal,
  jsonText: (column, path) => {
    const [text, keys] = [`coalesce(${column}, '')`, keysOf(path)];
    return `CASE JSONType(${text}${keys}) WHEN 'Null' THEN NULL WHEN 'String' THEN JSONExtractString(${text}${keys}) ELSE JSONExtractRaw(${text}${keys}) END`;
  },
  attributeText: (column, path, key) => {
    const found = `arrayFirst(each -> JSONExtractString(each, 'key') = ${literal(key)}, JSONExtractArrayRaw(coalesce(${column}, '')${keysOf(path)}))`;
    const kinds = ['stringValue', 'intValue', 'doubleValue', 'boolValue'];
    return `coalesce(${kinds.map((kind) => `nullif(trim(BOTH '"' FROM JSONExtractRaw(${found}, 'value', '${kind}')), '')`).join(', ')})`;
  },
  sumOver: (column, path, key) =>
    `arraySum(each -> coalesce(${exact(`JSONExtractRaw(each, ${literal(key)})`)}, toDecimal128(0, 18)), JSONExtractArrayRaw(coalesce(${column}, '')${keysOf(path)}))`,
  whole: (text) => where(text, wholeForm, (plain) => `CAST(round(${exact(plain)}) AS Nullable(Int64))`),
  decimal: (text) =>
    where(text, decimalForm, (plain) => `CAST(round(${exact(plain)}, 10) AS Nullable(Decimal(38, 10)))`),
  instant: (text) =>
    where(
      text,
      `${timeForm}( ?${zoneForm})?`,
      (plain) => `parseDateTime64BestEffortOrNull(${plain}, 6, 'UTC')`,
    ),
  epoch: (text, perSecond) =>
    where(
      text,
      epochForm,
      (plain) =>
        `fromUnixTimestamp64Micro(CAST(${exact(plain)} * ${String(1_000_000_000 / perSecond)} / 1000 AS Nullable(Int64)), 'UTC')`,
    ),
  hourOf: (instant) => `toStartOfHour(${instant})`,
  hourStart: (hour) => hour,
  minuteOf: (instant) => `toStartOfMinute(${instant})`,
  minuteWithin: (minute) => `toMinute(${minute})`,
  localText: (instant, zone) =>
    `formatDateTime(toTimeZone(${instant}, ${literal(zone)}), '%Y-%m-%d %H:%i:%S')`,
  dateText: (instant, zone) => `formatDateTime(toTimeZone(${instant}, ${literal(zone)}), '%Y-%m-%d')`,
  instantText: (instant) => `formatDateTime(${instant}, '%Y-%m-%d %H:%i:%S')`,
  // Sums of whole numbers would begin again at 2^63.
  sum: (value) => `sum(CAST(${value} AS Nullable(Decimal(38, 12))))`,
  sumText: (value) => `toString(sum(CAST(${value} AS Nullable(Decimal(38, 12)))))`,
  rounded: (value) => `CAST(round(${value}) AS Nullable(Int64))`,
  before: (text, mark) => `splitByString(${literal(mark)}, assumeNotNull(${text}))[1]`,
  after: (text, mark) => `splitByString(${literal(mark)}, assumeNotNull(${text}))[-1]`,
  contains: (text, part) => `position(${text}, ${literal(part)}) > 0`,
  text: (value) => `CAST(${value} AS Nullable(String))`,
  json: (column) =>
    `if(startsWith(toTypeName(${column}), 'Map'), toJSONString(${column}), CAST(${column} AS Nullable(String)))`,
  typedColumn: (type, column) =>
    type === 'instant'
      ? `CAST(toTimeZone(${column}, 'UTC') AS Nullable(DateTime64(6, 'UTC')))`
      : type === 'whole'
        ? `CAST(${column} AS Nullable(Int64))`
        : clickhouse.decimal(column),
  source: (table, replaced) => `${table} AS source${replaced ? ' FINAL' : ''}`,
  number: (value) => `CAST(${value} AS Nullable(Float64))`,
  money: (value) => `CAST(${value} AS Nullable(Decimal(38, 12)))`,
};
