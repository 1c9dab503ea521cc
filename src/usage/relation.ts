import type { Dialect, Sql } from './sql/dialect.ts';
import type { LogRow, RowMeaning, UsageFormat } from './formats/index.ts';

/** What a column of a table holds; `text` is read as whatever is asked of it. */
export type ColumnType = 'text' | 'whole' | 'decimal' | 'instant';

/** Where the rows of a log come from. */
export type LogSource =
  /** A table with these columns; what a column holds is text, or JSON as text. */
  | {
      readonly container: 'table';
      readonly from: Sql;
      /** The columns, and what they hold. */
      readonly columns: ReadonlyMap<string, ColumnType>;
      readonly renamed: ReadonlyMap<string, string>;
      /** Whether the source has null where a table of text is blank or says NULL. */
      readonly hasNulls?: boolean;
    }
  /** Rows with one column `json` and one column `position`, the order in which they stand. */
  | {
      readonly container: 'documents';
      readonly from: Sql;
      readonly renamed: ReadonlyMap<string, string>;
    };

/** What a row says, in columns that no longer depend on the format. */
const columns = [
  'called_at',
  'requests',
  'model',
  'outcome',
  'input',
  'cached',
  'cache_write',
  'output',
  'reasoning',
  'cost',
  'team',
  'api_key',
  'feature',
  'kind',
  'is_within',
  'until_at',
  'currency',
  'unread',
] as const;

/** A row of a table; counts that need no reading, since the database has them as numbers, are added to `typedReads`. */
function tableRow(
  source: Extract<LogSource, { container: 'table' }>,
  sql: Dialect,
  typedReads: Set<Sql>,
): LogRow {
  const columnOf = (name: string): Sql => `source.${sql.name(name)}`;
  const text = (...[first = '', ...rest]: readonly string[]): Sql => {
    const name = source.renamed.get(first) ?? first;
    if (!source.columns.has(name)) return 'NULL';
    const column = columnOf(name);
    if (rest.length > 0) return sql.jsonText(sql.json(column), rest);
    if (source.hasNulls === true) return column;
    return `nullif(nullif(${sql.text(column)}, ''), 'NULL')`;
  };
  const typed =
    (type: Exclude<ColumnType, 'text'>) =>
    (...path: readonly string[]): Sql => {
      const name = source.renamed.get(path[0] ?? '') ?? path[0] ?? '';
      const isTyped = path.length === 1 && source.columns.get(name) === type;
      if (!isTyped) return sql[type](text(...path));
      const read = sql.typedColumn(type, columnOf(name));
      if (type === 'whole') typedReads.add(read);
      return read;
    };
  return {
    text,
    isWhole: (name) => source.columns.get(source.renamed.get(name) ?? name) === 'whole',
    whole: typed('whole'),
    decimal: typed('decimal'),
    instant: typed('instant'),
    outer: () => 'NULL',
    attribute: () => 'NULL',
    sumOver: () => '0',
  };
}

function documentRow(
  sql: Dialect,
  textKeys: readonly string[],
  renamed: ReadonlyMap<string, string>,
): LogRow {
  const json = sql.name('json');
  const text = (...[key = '', ...rest]: readonly string[]): Sql => {
    const first = renamed.get(key) ?? key;
    const isText = rest.length > 0 && textKeys.includes(first);
    const from = isText ? sql.jsonText(json, [first]) : json;
    return `nullif(${sql.jsonText(from, isText ? rest : [first, ...rest])}, '')`;
  };
  return {
    text,
    isWhole: () => false,
    whole: (...path) => sql.whole(text(...path)),
    decimal: (...path) => sql.decimal(text(...path)),
    instant: (...path) => sql.instant(text(...path)),
    sumOver: (path, key) => sql.sumOver(json, path, key),
    outer: (...path) => sql.jsonText(sql.name('outer'), path),
    attribute: (key) => sql.attributeText(json, ['attributes'], key),
  };
}

/** Counts that a format reads, by their SQL, with the text that they are read from. */
type ReadCounts = Map<Sql, Sql>;

/** The row, keeping which counts are read from which text. */
function watched(row: LogRow, counts: ReadCounts): LogRow {
  return {
    ...row,
    whole: (...path) => {
      const read = row.whole(...path);
      counts.set(read, row.text(...path));
      return read;
    },
  };
}

/** Whether a row states a count of tokens that is none: it is left out, since it would count as nothing. */
function unreadCount(meaning: RowMeaning, counts: ReadCounts, typedReads: ReadonlySet<Sql>): Sql {
  const tokens = [meaning.input, meaning.output, meaning.cached, meaning.cacheWrite];
  const checks = [...counts].flatMap(([read, text]) =>
    text !== 'NULL' && tokens.some((each) => each?.includes(read) === true) && !typedReads.has(read)
      ? [`(${text} IS NOT NULL AND ${read} IS NULL)`]
      : [],
  );
  return checks.length === 0 ? 'false' : checks.join(' OR ');
}

/** The rows of a log without their format, and whether the file has to prove where cached tokens are counted. */
export interface Meaning {
  readonly rows: Sql;
  readonly needsProof: boolean;
  /** Columns of which the format or the log says nothing, in no row. */
  readonly absent: ReadonlySet<string>;
  /** Whether every row stands for one request. */
  readonly isAttempt: boolean;
  /** Whether cached tokens lie within the input of every row. */
  readonly isWithin: boolean;
  /** Whether rows can be answers of a gateway's own cache, which called no model. */
  readonly hasGatewayCache: boolean;
}

/**
 * A query that gives every row of a log in the columns above: format-free, with cached tokens as the format counts
 * them. `is_within` is whether cached tokens lie within the input, null where the file has to prove it, by `kind`. `cached` overrules the format.
 */
export function meaningQuery(
  format: UsageFormat,
  source: LogSource,
  sql: Dialect,
  cached: 'within' | 'beside' | null = null,
): Meaning {
  const typedReads = new Set<Sql>();
  const row =
    source.container === 'table'
      ? tableRow(source, sql, typedReads)
      : documentRow(sql, format.textKeys ?? [], source.renamed);
  const counts: ReadCounts = new Map();
  const own = format.meaning(watched(row, counts), sql);
  const meaning = cached === null ? own : { ...own, cachedTokens: { convention: cached } };
  const from =
    source.container === 'table'
      ? sql.source(source.from, format.replaced === true)
      : `${nested(source.from, format.within ?? [], sql)} AS source`;
  const values: Record<(typeof columns)[number], Sql> = {
    called_at: meaning.at,
    requests: meaning.requests ?? '0',
    model: meaning.model,
    outcome: meaning.outcome,
    input: meaning.input,
    cached: meaning.cached ?? sql.whole('NULL'),
    cache_write: meaning.cacheWrite ?? sql.whole('NULL'),
    output: meaning.output,
    reasoning: meaning.reasoning ?? sql.whole('NULL'),
    cost: meaning.cost ?? sql.decimal('NULL'),
    team: meaning.team ?? sql.text('NULL'),
    api_key: meaning.key ?? sql.text('NULL'),
    feature: meaning.feature ?? sql.text('NULL'),
    until_at: meaning.until ?? sql.instant('NULL'),
    currency: meaning.currency ?? sql.text('NULL'),
    unread: unreadCount(meaning, counts, typedReads),
    ...convention(meaning, sql),
  };
  const list = columns.map((name) => `${values[name]} AS ${name}`).join(',\n  ');
  const where = format.keep === undefined ? '' : `\nWHERE ${format.keep(row, sql)}`;
  const all = `SELECT\n  ${list}`;
  const order = `${meaning.at} DESC, ${source.container === 'table' ? meaning.output : 'position'} DESC`;
  const rows =
    format.identity === undefined
      ? `${all}\nFROM ${from}${where}`
      : `SELECT ${columns.join(', ')} FROM (\n${all},\n  row_number() OVER (PARTITION BY ${format.identity(row, sql)} ORDER BY ${order}) AS nth\nFROM ${from}${where}\n) AS ranked WHERE nth = 1`;
  return {
    rows,
    needsProof: meaning.cachedTokens.convention === 'proved by kind',
    isAttempt: values.requests === '1',
    isWithin: meaning.cachedTokens.convention === 'within',
    hasGatewayCache: meaning.outcome.includes("'gateway_cache'"),
    absent: new Set(columns.filter((name) => isAbsent(values[name], sql))),
  };
}

function isAbsent(value: Sql, sql: Dialect): boolean {
  const nothing = [sql.text, sql.whole, sql.decimal, sql.instant].map((read) => read('NULL'));
  return value === 'NULL' || nothing.includes(value);
}

function convention(
  { cachedTokens }: RowMeaning,
  sql: Dialect,
): { readonly kind: Sql; readonly is_within: Sql } {
  switch (cachedTokens.convention) {
    case 'within':
      return { kind: sql.text('NULL'), is_within: 'true' };
    case 'beside':
      return { kind: sql.text('NULL'), is_within: 'false' };
    case 'by row':
      return { kind: sql.text('NULL'), is_within: `coalesce(${cachedTokens.isWithin}, false)` };
    case 'proved by kind':
      return { kind: `coalesce(${cachedTokens.kind}, '')`, is_within: 'nullif(true, true)' };
  }
}

/** Rows out of lists within documents; an empty list leaves one row without a value. */
function nested(from: Sql, lists: readonly (readonly string[])[], sql: Dialect): Sql {
  return lists.reduce<Sql>(
    (inner, path, index) => {
      return `(SELECT position, level${index}."json" AS "outer", item.value AS "json" FROM ${inner} AS level${index} LEFT JOIN LATERAL (SELECT unnest(json_extract(level${index}."json", ${sql.literal(`$.${path.join('.')}[*]`)})) AS value) AS item ON true)`;
    },
    lists.length === 0 ? `(SELECT position, NULL AS "outer", "json" FROM ${from} AS documents)` : from,
  );
}
