import { DuckDBInstance } from '@duckdb/node-api';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnswer, serverQuery, type AnswerRow, type Database } from '../../src/usage/index.ts';
import { columns, csvOf, goodRows, rows } from './same-rows.ts';

/** Warehouses that cannot be started here: sqlglot reads their dialects, and writes what DuckDB runs. */
const warehouses = ['bigquery', 'snowflake', 'databricks'] as const;
const python = ['/usr/bin/python3', 'python3'].find(
  (each) => spawnSync(each, ['-c', 'import sqlglot']).status === 0,
);

/** Functions of theirs that sqlglot hands on as they are, by their documentation. */
const macros = [
  'convert_timezone(z, t) AS timezone(z, t), (a, z, t) AS timezone(z, timezone(a, t))',
  'try_to_timestamp_tz(x) AS TRY_CAST(x AS TIMESTAMPTZ)',
  'try_to_timestamp_ntz(x) AS TRY_CAST(x AS TIMESTAMP)',
  "from_utc_timestamp(t, z) AS timezone(z, timezone('UTC', t))",
  'regexp_like(x, f) AS regexp_full_match(x, f)',
  "to_char(t, f) AS strftime(t, '%Y-%m-%d %H:%M:%S')",
  'timestamp_trunc(t, p) AS date_trunc(p, t)',
  "format_timestamp(f, t, z) AS strftime(timezone(z, timezone('UTC', t)), f)",
];

const folder = mkdtempSync(join(tmpdir(), 'crossover-translated-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function queryFor(database: Database): string {
  const query = serverQuery({ name: 'requests', columns: columns.split(',') }, database, {
    named: null, columns: [], cached: null, zone: 'Europe/Berlin', from: null, until: null, future: '2026-11-28',
  }); // prettier-ignore
  if (!query.ok) throw new Error(JSON.stringify(query.diagnostics));
  return query.value.sql;
}

/** The query as DuckDB has it, parsed in its own dialect. What the parser is too old for is written as it knows it. */
function translated(database: (typeof warehouses)[number]): string {
  const script =
    'import sqlglot, sys\nfor each in sqlglot.transpile(sys.stdin.read(), read=sys.argv[1], write="duckdb"): print(each)';
  const known = queryFor(database)
    .replaceAll('BIGNUMERIC', 'NUMERIC(38, 12)')
    .replaceAll('SAFE_CAST', 'TRY_CAST')
    .replaceAll(/(TIMESTAMP_TRUNC\(\w+, )(\w+)/gu, "$1'$2'");
  const ran = spawnSync(python ?? '', ['-c', script, database], { input: known, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr.slice(-2000));
  return ran.stdout.slice(ran.stdout.indexOf('WITH '));
}

describe.skipIf(python === undefined)('the query of a warehouse, translated by sqlglot', () => {
  let answerOf: (sql: string) => Promise<unknown>;
  beforeAll(async () => {
    const file = join(folder, 'requests.csv');
    writeFileSync(file, csvOf(rows.slice(0, goodRows)));
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`CREATE TABLE requests AS FROM read_csv('${file}', all_varchar = true)`);
    for (const each of macros) await connection.run(`CREATE MACRO ${each}`);
    answerOf = async (sql) => {
      const read = await connection.runAndReadAll(sql);
      return readAnswer(read.getRows() as AnswerRow[]);
    };
  });

  it.each(warehouses)('%s gives the digits of the query for DuckDB', async (name) => {
    expect(await answerOf(translated(name))).toEqual(await answerOf(queryFor('duckdb')));
  });
});

it.skipIf(python !== undefined)('sqlglot is not installed here: apt-get install python3-sqlglot', () => {
  expect(python).toBeUndefined();
});
