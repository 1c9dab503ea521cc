import { describe, expect, it } from 'vitest';
import { databases, serverQuery, usageFormats, type Database } from '../../src/usage/index.ts';

const names = Object.keys(databases) as Database[];
const question = {
  named: null,
  columns: [],
  cached: null,
  zone: 'Europe/Berlin',
  from: '2026-09-01 00:00:00+00',
  until: null,
  future: '2026-11-28',
} as const;

/** The query without what stands in quotes: names, texts, and quotes within them. */
function withoutQuoted(sql: string, backslash: boolean): string {
  const inside = (mark: string): string =>
    backslash
      ? `${mark}(?:\\\\.|${mark}${mark}|[^\\\\${mark}])*${mark}`
      : `${mark}(?:${mark}${mark}|[^${mark}])*${mark}`;
  return sql.replaceAll(new RegExp(['"', "'", '`'].map(inside).join('|'), 'gsu'), '?');
}
const hasBackslash = (name: Database): boolean => !['duckdb', 'postgres'].includes(name);

describe.each(names)('the query for %s', (name) => {
  it('is written for every format of a table, with names quoted as that database does', () => {
    const tables = usageFormats.filter(({ container }) => container !== 'documents');
    expect(tables.length).toBeGreaterThan(10);
    for (const format of tables) {
      const columns = [...format.signature.flatMap(([column = '']) => column), 'created_at'];
      const query = serverQuery({ name: 'logs.requests', columns }, name, { ...question, named: format.id });
      if (!query.ok) throw new Error(JSON.stringify(query.diagnostics));
      const { sql } = query.value;
      const mark = name === 'bigquery' || name === 'databricks' ? '`' : '"';
      expect(sql).toContain(`${mark}logs${mark}.${mark}requests${mark}`);
      const bare = withoutQuoted(sql, hasBackslash(name));
      expect(bare).not.toMatch(/["'`]|undefined/u);
      // One statement, and before it at most the clock of the session.
      expect(bare.trim().split(';\n').length).toBe(name === 'databricks' ? 2 : 1);
    }
  });

  it('is refused where it could not give a time: a query of nulls would look like an empty log', () => {
    const of = (named: string | null, columns: readonly string[]): readonly string[] =>
      serverQuery({ name: 't', columns }, name, { ...question, named }).diagnostics.map(
        ({ message }) => message,
      );
    expect(of('opentelemetry', ['resourceSpans'])).toEqual([
      expect.stringContaining('read from files of JSON'),
    ]);
    expect(of('openai-usage', ['start_time', 'input_tokens'])).toEqual([
      expect.stringContaining('files of JSON'),
    ]);
    expect(of('table', ['a', 'b'])).toEqual(['t: no column of it holds the time; its columns are a, b']);
    expect(of('bedrock-log', ['timestamp', 'modelId', 'input', 'output'])).toEqual([]);
  });

  it('keeps what is hostile in a name within its quotes', () => {
    const hostile = `x"\`'\\; DROP TABLE a; --\0`;
    const columns = ['timestamp', 'input_tokens', 'output_tokens', hostile];
    const query = serverQuery({ name: hostile, columns }, name, { ...question, columns: [['timestamp', 'timestamp'], ['input_tokens', 'input_tokens'], ['output_tokens', 'output_tokens'], ['team', hostile]] }); // prettier-ignore
    if (!query.ok) throw new Error(JSON.stringify(query.diagnostics));
    expect(query.value.sql).not.toContain('\0');
    expect(withoutQuoted(query.value.sql, hasBackslash(name))).not.toContain('DROP');
  });
});
