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
    }
  /** Rows with one column `json` and one column `position`, the order in which they stand. */
  | { readonly container: 'documents'; readonly from: Sql };

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
  'within',
  'until_at',
  'currency',
  'unread',
] as const;

function tableRow(source: Extract<LogSource, { container: 'table' }>, sql: Dialect): LogRow {
  const text = (...[first = '', ...rest]: readonly string[]): Sql => {
    const name = source.renamed.get(first) ?? first;
    if (!source.columns.has(name)) return 'NULL';
    const column = sql.name(name);
    return rest.length === 0
      ? `nullif(nullif(${sql.text(column)}, ''), 'NULL')`
      : sql.jsonText(sql.text(column), rest);
  };
  const typed =
    (type: Exclude<ColumnType, 'text'>) =>
    (...path: readonly string[]): Sql => {
      const name = source.renamed.get(path[0] ?? '') ?? path[0] ?? '';
      const isTyped = path.length === 1 && source.columns.get(name) === type;
      if (!isTyped) return sql[type](text(...path));
      return type === 'decimal' ? sql.decimal(sql.name(name)) : sql.name(name);
    };
  return {
    text,
    whole: typed('whole'),
    decimal: typed('decimal'),
    instant: typed('instant'),
    outer: () => 'NULL',
    attribute: () => 'NULL',
    sumOver: () => '0',
  };
}

function documentRow(sql: Dialect, textKeys: readonly string[]): LogRow {
  const json = sql.name('json');
  const text = (...path: readonly string[]): Sql => {
    const [first = '', ...rest] = path;
    const isText = rest.length > 0 && textKeys.includes(first);
    return isText ? sql.jsonText(sql.jsonText(json, [first]), rest) : sql.jsonText(json, path);
  };
  return {
    text,
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
function unreadCount(meaning: RowMeaning, counts: ReadCounts): Sql {
  const tokens = [meaning.input, meaning.output, meaning.cached, meaning.cacheWrite];
  const checks = [...counts].flatMap(([read, text]) =>
    text !== 'NULL' && tokens.some((each) => each?.includes(read) === true) && !isTyped(read)
      ? [`(${text} IS NOT NULL AND ${read} IS NULL)`]
      : [],
  );
  return checks.length === 0 ? 'false' : checks.join(' OR ');
}

/** A column that the database has as a number needs no reading. */
function isTyped(read: Sql): boolean {
  return /^"(?:[^"]|"")*"$/u.test(read);
}

/** The rows of a log without their format, and whether the file has to prove where cached tokens are counted. */
export interface Meaning {
  readonly rows: Sql;
  readonly needsProof: boolean;
}

/**
 * A query that gives every row of a log in the columns above: format-free, with cached tokens as the format counts
 * them. `within` is whether cached tokens lie within the input, null where the file has to prove it, by `kind`. `cached` overrules the format.
 */
export function meaningQuery(
  format: UsageFormat,
  source: LogSource,
  sql: Dialect,
  cached: 'within' | 'beside' | null = null,
): Meaning {
  const row = source.container === 'table' ? tableRow(source, sql) : documentRow(sql, format.textKeys ?? []);
  const counts: ReadCounts = new Map();
  const own = format.meaning(watched(row, counts), sql);
  const meaning = cached === null ? own : { ...own, cachedTokens: { convention: cached } };
  const from = source.container === 'table' ? source.from : nested(source.from, format.within ?? [], sql);
  const values: Record<(typeof columns)[number], Sql> = {
    called_at: meaning.at,
    requests: meaning.requests ?? '0',
    model: meaning.model,
    outcome: meaning.outcome,
    input: meaning.input,
    cached: meaning.cached ?? 'NULL',
    cache_write: meaning.cacheWrite ?? 'NULL',
    output: meaning.output,
    reasoning: meaning.reasoning ?? 'NULL',
    cost: meaning.cost ?? 'NULL',
    team: meaning.team ?? 'NULL',
    api_key: meaning.key ?? 'NULL',
    feature: meaning.feature ?? 'NULL',
    until_at: meaning.until ?? 'NULL',
    currency: meaning.currency ?? 'NULL',
    unread: unreadCount(meaning, counts),
    ...convention(meaning),
  };
  const list = columns.map((name) => `${values[name]} AS ${sql.name(name)}`).join(',\n  ');
  const where = format.keep === undefined ? '' : `\nWHERE ${format.keep(row, sql)}`;
  const latest =
    format.identity === undefined
      ? ''
      : `\nQUALIFY row_number() OVER (PARTITION BY ${format.identity(row, sql)} ORDER BY ${meaning.at} DESC, ${source.container === 'table' ? meaning.output : 'position'} DESC) = 1`;
  return {
    rows: `SELECT\n  ${list}\nFROM ${from}${where}${latest}`,
    needsProof: meaning.cachedTokens.convention === 'proved by kind',
  };
}

function convention({ cachedTokens }: RowMeaning): { readonly kind: Sql; readonly within: Sql } {
  switch (cachedTokens.convention) {
    case 'within':
      return { kind: 'NULL', within: 'true' };
    case 'beside':
      return { kind: 'NULL', within: 'false' };
    case 'by row':
      return { kind: 'NULL', within: `coalesce(${cachedTokens.isWithin}, false)` };
    case 'proved by kind':
      return { kind: `coalesce(${cachedTokens.kind}, '')`, within: 'NULL' };
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
