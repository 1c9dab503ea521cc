import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { csvOf, goodRows, nameless, rows } from './same-rows.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'crossover-rows-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function profile(...words: readonly string[]): Promise<unknown> {
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(['usage', ...words, '--format', 'json'], recorded.environment);
  if (code !== 0) throw new Error(recorded.stderr());
  return nameless(recorded.stdout());
}

it('the same rows have the same profile from CSV, JSON lines and Parquet, to the digit', async () => {
  writeFileSync(join(folder, 'requests.csv'), csvOf(rows));
  const lines = rows.map((row) =>
    JSON.stringify(
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === 'NULL' ? null : value])),
    ),
  );
  writeFileSync(join(folder, 'requests.jsonl'), lines.join('\n'));
  writeFileSync(join(folder, 'good.csv'), csvOf(rows.slice(0, goodRows)));
  const engine = await DuckDBInstance.create();
  const connection = await engine.connect();
  const read = (name: string): string => `read_csv('${join(folder, name)}', all_varchar = true)`;
  await connection.run(`COPY (FROM ${read('requests.csv')}) TO '${join(folder, 'requests.parquet')}'`);
  const typed =
    'CAST("timestamp" AS TIMESTAMP) AS "timestamp", model, status, CAST(input_tokens AS BIGINT) AS input_tokens, CAST(cached_tokens AS INTEGER) AS cached_tokens, CAST(output_tokens AS UBIGINT) AS output_tokens, CAST(cost AS DECIMAL(12, 9)) AS cost, team';
  await connection.run(
    `COPY (SELECT ${typed} FROM ${read('good.csv')}) TO '${join(folder, 'typed.parquet')}'`,
  );
  connection.closeSync();
  for (const zone of ['UTC', 'Asia/Kolkata']) {
    const csv = await profile('requests.csv', '--zone', zone);
    expect(await profile('requests.jsonl', '--zone', zone)).toEqual(csv);
    expect(await profile('requests.parquet', '--zone', zone)).toEqual(csv);
  }
  expect(await profile('typed.parquet')).toEqual(await profile('good.csv'));
});
