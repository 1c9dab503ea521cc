import { documentRows, type DocumentSource, type LogRows } from './documents.ts';
import type { Dialect, Sql } from './sql/dialect.ts';
import { did, type LogRow, type RowMeaning, type UsageFormat } from './formats/index.ts';

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
      /** Texts that say nothing: none where the source has null in their place; empty ones and those that say NULL where this is left out. */
      readonly blanks?: 'none' | 'empty';
      /** Whether counts and amounts are as `whole` and `decimal` give them, to the digit. */
      readonly isExact?: boolean;
    }
  | DocumentSource;

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
  'unread_cost',
  'is_unreadable',
] as const;

/** A row of a table; what needs no reading, since the database has it as such, is added to `typedReads` with its column. */
function tableRow(
  source: Extract<LogSource, { container: 'table' }>,
  sql: Dialect,
  typedReads: Map<Sql, Sql>,
): LogRow {
  const columnOf = (name: string): Sql => `source.${sql.name(name)}`;
  const text = (...[first = '', ...rest]: readonly string[]): Sql => {
    const name = source.renamed.get(first) ?? first;
    if (!source.columns.has(name)) return 'NULL';
    const column = columnOf(name);
    if (rest.length > 0) return sql.jsonText(sql.json(column), rest);
    switch (source.blanks) {
      case 'none':
        return column;
      case 'empty':
        return `nullif(${column}, '')`;
      default:
        return `nullif(nullif(${sql.text(column)}, ''), 'NULL')`;
    }
  };
  const typed =
    (type: Exclude<ColumnType, 'text'>) =>
    (...path: readonly string[]): Sql => {
      const name = source.renamed.get(path[0] ?? '') ?? path[0] ?? '';
      const isTyped = path.length === 1 && source.columns.get(name) === type;
      if (!isTyped) return sql[type](text(...path));
      const read = source.isExact === true ? columnOf(name) : sql.typedColumn(type, columnOf(name));
      if (type !== 'instant') typedReads.set(read, columnOf(name));
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

function tableRows(
  format: UsageFormat,
  source: Extract<LogSource, { container: 'table' }>,
  sql: Dialect,
  typedReads: Map<Sql, Sql>,
): LogRows {
  return {
    row: tableRow(source, sql, typedReads),
    from: () => sql.source(source.from, format.replaced === true),
    unreadable: () => null,
  };
}

/**
 * What a format reads the columns of a table, or the keys of a line, as; null where it reads what lies deeper. Times are text: as
 * timestamps they would lose their offset.
 */
export function columnsRead(
  format: UsageFormat,
  renamed: ReadonlyMap<string, string>,
  sql: Dialect,
): ReadonlyMap<string, ColumnType> | null {
  const types = new Map<string, ColumnType>();
  let isFlat = format.within === undefined && format.keep === undefined && format.identity === undefined;
  const read =
    (type: ColumnType) =>
    (...[first = '', ...rest]: readonly string[]): Sql => {
      const name = renamed.get(first) ?? first;
      types.set(name, (types.get(name) ?? type) === type ? type : 'text');
      isFlat &&= rest.length === 0;
      return sql.name(name);
    };
  const deeper = (): Sql => {
    isFlat = false;
    return 'NULL';
  };
  const [text, whole, decimal] = [read('text'), read('whole'), read('decimal')];
  format.meaning(
    {
      text,
      whole,
      decimal,
      instant: text,
      isWhole: () => false,
      outer: deeper,
      attribute: deeper,
      sumOver: deeper,
    },
    sql,
  );
  return isFlat ? types : null;
}

/** Counts or amounts that a format reads, by their SQL, with the text that they are read from. */
type ReadTexts = Map<Sql, Sql>;

/** The row, keeping which counts and amounts are read from which text. */
function watched(row: LogRow, counts: ReadTexts, amounts: ReadTexts): LogRow {
  const kept =
    (read: LogRow['whole'], texts: ReadTexts): LogRow['whole'] =>
    (...path) => {
      const value = read(...path);
      texts.set(value, row.text(...path));
      return value;
    };
  return { ...row, whole: kept(row.whole, counts), decimal: kept(row.decimal, amounts) };
}

/** Whether a row states something of which some values are made that is no number. */
function unreadAmong(
  values: readonly (Sql | null)[],
  texts: ReadTexts,
  typedReads: ReadonlyMap<Sql, Sql>,
): Sql {
  const checks = [...texts].flatMap(([read, text]) => {
    const stated = typedReads.get(read) ?? text;
    // A column that holds it as such is read as it is.
    return stated === 'NULL' || stated === read || !values.some((each) => each?.includes(read) === true)
      ? []
      : [`(${stated} IS NOT NULL AND ${read} IS NULL)`];
  });
  return checks.length === 0 ? 'false' : checks.join(' OR ');
}

/** The rows of a log without their format, and whether the file has to prove where cached tokens are counted. */
export interface Meaning {
  readonly rows: Sql;
  readonly needsProof: boolean;
  /** Columns of which the format or the log says nothing, in no row. */
  readonly absent: ReadonlySet<string>;
  /** Whether lines that could not be read are among the rows. */
  readonly hasUnreadable: boolean;
  /** Whether a count of tokens can be text that is no number. */
  readonly hasUnread: boolean;
  /** Whether a cost can be text that is no number. */
  readonly hasUnreadCost: boolean;
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
  const typedReads = new Map<Sql, Sql>();
  const { row, from, unreadable } =
    source.container === 'documents'
      ? documentRows(format, source, sql)
      : tableRows(format, source, sql, typedReads);
  const counts: ReadTexts = new Map();
  const amounts: ReadTexts = new Map();
  const own = format.meaning(watched(row, counts, amounts), sql);
  const meaning = cached === null ? own : { ...own, cachedTokens: { convention: cached } };
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
    // Left out, since it would count as nothing.
    unread: unreadAmong(
      [meaning.input, meaning.output, meaning.cached, meaning.cacheWrite],
      counts,
      typedReads,
    ),
    unread_cost: unreadAmong([meaning.cost], amounts, typedReads),
    is_unreadable: 'false',
    ...convention(meaning, sql),
  };
  const where = format.keep === undefined ? '' : `\nWHERE ${format.keep(row, sql)}`;
  const identity = format.identity?.(row, sql);
  const origin = from(identity !== undefined);
  const isUnreadable = unreadable();
  values.is_unreadable = isUnreadable ?? 'false';
  const list = columns.map((name) => `${values[name]} AS ${name}`).join(',\n  ');
  const all = `SELECT\n  ${list}`;
  const order = `${meaning.at} DESC, ${source.container === 'table' ? meaning.output : 'position'} DESC`;
  const rows =
    identity === undefined
      ? `${all}\nFROM ${origin}${where}`
      : `SELECT ${columns.join(', ')} FROM (\n${all},\n  row_number() OVER (PARTITION BY ${identity} ORDER BY ${order}) AS nth\nFROM ${origin}${where}\n) AS ranked WHERE nth = 1`;
  return {
    rows,
    needsProof: meaning.cachedTokens.convention === 'proved by kind',
    hasUnreadable: isUnreadable !== null,
    hasUnread: values.unread !== 'false',
    hasUnreadCost: values.unread_cost !== 'false',
    isAttempt: values.requests === '1',
    isWithin: meaning.cachedTokens.convention === 'within',
    hasGatewayCache: meaning.outcome.includes(did.gateway_cache),
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
