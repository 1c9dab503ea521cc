import type { LogRow, UsageFormat } from './formats/index.ts';
import { jsonPath, type Dialect, type Sql } from './sql/dialect.ts';

/** A log of JSON values, in the order in which they stand. */
export interface DocumentSource {
  readonly container: 'documents';
  /** Values that could be parsed, with one column `json`. */
  readonly from: Sql;
  readonly renamed: ReadonlyMap<string, string>;
  /** The texts of some keys of every line as columns, null where a line could not be parsed; left out where a source cannot give them so. */
  readonly fields?: (keys: readonly string[]) => Sql;
}

/** Rows of a log: how a format reads them, and where they come from once it has. */
export interface LogRows {
  readonly row: LogRow;
  readonly from: (isNumbered: boolean) => Sql;
  /** Whether a row is a line that has none of the keys; null where such lines are not among the rows. */
  readonly unreadable: () => Sql | null;
}

/** Documents without a key that all of a format have. */
export function strangersQuery({ from }: DocumentSource, key: string, sql: Dialect): Sql {
  return `SELECT count(*) FROM ${from} AS documents WHERE ${sql.jsonText('json', [key])} IS NULL`;
}

/** Pages that say that another follows, and those that say that none does. */
export function pagesQuery({ from }: DocumentSource, sql: Dialect): Sql {
  const count = (says: string): Sql =>
    sql.text(`sum(CASE WHEN ${sql.jsonText('json', ['has_more'])} = ${sql.literal(says)} THEN 1 ELSE 0 END)`);
  return `SELECT ${count('true')}, ${count('false')} FROM ${from} AS pages`;
}

/** Of a log of which no page is the last. */
export const pagesMissing =
  'the pages end with one that says that more follow: get them with next_page, since what they hold is missing here';

/** A document is parsed once for all that is read of it, and where only keys of its own are read, by the reader of the file. */
export function documentRows(format: UsageFormat, source: DocumentSource, sql: Dialect): LogRows {
  const own = new TextsOfPaths('json', 'text');
  const outer = new TextsOfPaths('outer', 'outer_text');
  const json = sql.name('json');
  let readsJson = false;
  const document = (): Sql => {
    readsJson = true;
    return json;
  };
  const text = (...[key = '', ...rest]: readonly string[]): Sql => {
    const first = source.renamed.get(key) ?? key;
    const isText = rest.length > 0 && (format.textKeys ?? []).includes(first);
    return `nullif(${isText ? sql.jsonText(own.at([first]), rest) : own.at([first, ...rest])}, '')`;
  };
  const row: LogRow = {
    text,
    isWhole: () => false,
    whole: (...path) => sql.whole(text(...path)),
    decimal: (...path) => sql.decimal(text(...path)),
    instant: (...path) => sql.instant(text(...path)),
    sumOver: (path, key) => sql.sumOver(document(), path, key),
    outer: (...path) => outer.at(path),
    attribute: (key) => sql.attributeText(document(), ['attributes'], key),
  };
  const fields = (): Sql | null => {
    const { fields: read } = source;
    const { keys } = own;
    const isAlone = format.within === undefined && format.identity === undefined && format.keep === undefined;
    if (read === undefined || keys === null || readsJson || !isAlone || outer.keys?.length !== 0) return null;
    return `(SELECT ${keys.map((key, index) => `${sql.name(key)} AS text_${String(index + 1)}`).join(', ')} FROM ${read(keys)})`;
  };
  return {
    row,
    from: (isNumbered) => {
      const lists = [own, outer];
      return `${
        fields() ??
        `(SELECT *${lists.map((each) => each.columns()).join('')} FROM (SELECT *${lists.map((each) => each.list(sql)).join('')} FROM ${nested(source.from, format.within ?? [], isNumbered, sql)} AS items) AS parsed)`
      } AS source`;
    },
    unreadable: () =>
      fields() === null
        ? null
        : `coalesce(${(own.keys ?? []).map((_, index) => `text_${String(index + 1)}`).join(', ')}) IS NULL`,
  };
}

/** Texts at paths of JSON, each in a column of its own. */
class TextsOfPaths {
  readonly #paths = new Map<string, readonly string[]>();
  readonly #json: string;
  readonly #column: string;
  constructor(json: string, column: string) {
    this.#json = json;
    this.#column = column;
  }

  /** The column of a path. */
  at(path: readonly string[]): Sql {
    const written = jsonPath(path);
    this.#paths.set(written, path);
    return `${this.#column}_${String([...this.#paths.keys()].indexOf(written) + 1)}`;
  }

  /** The keys that are read; null where paths go deeper, or where names of columns could not tell keys apart. */
  get keys(): readonly string[] | null {
    const paths = [...this.#paths.values()];
    const keys = paths.flatMap(([key = '']) => key);
    const isFlat = paths.every(({ length }) => length === 1);
    return isFlat && new Set(keys.map((key) => key.toLowerCase())).size === keys.length ? keys : null;
  }

  list(sql: Dialect): Sql {
    const paths = [...this.#paths.keys()].map(sql.literal).join(', ');
    return paths === ''
      ? ''
      : `, json_extract_string(${sql.name(this.#json)}, [${paths}]) AS ${this.#column}s`;
  }

  columns(): Sql {
    return [...this.#paths.keys()]
      .map((_, index) => `, ${this.#column}s[${String(index + 1)}] AS ${this.#column}_${String(index + 1)}`)
      .join('');
  }
}

/** Rows out of lists within documents, with their position where that is asked for; an empty list leaves one row without a value. Documents pass through one by one: a join would hold them all. */
function nested(from: Sql, lists: readonly (readonly string[])[], isNumbered: boolean, sql: Dialect): Sql {
  const [number, position] = isNumbered ? ['row_number() OVER () AS position, ', 'position, '] : ['', ''];
  return lists.reduce<Sql>(
    (inner, path, index) =>
      `(SELECT ${position}"json" AS "outer", unnest(CASE WHEN len(items) > 0 THEN items ELSE [CAST(NULL AS JSON)] END) AS "json" FROM (SELECT ${position}"json", json_extract("json", ${sql.literal(`$.${path.join('.')}[*]`)}) AS items FROM ${inner} AS level${String(index)}) AS held${String(index)})`,
    `(SELECT ${number}NULL AS "outer", "json" FROM ${from} AS documents)`,
  );
}
