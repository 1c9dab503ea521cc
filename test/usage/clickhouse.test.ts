import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { columns, csvOf, goodRows, nameless, rows, type Row } from './same-rows.ts';

/** ClickHouse's engine, half a gigabyte, is installed by .ci/run in a folder of its own. */
const engine = join(
  process.env['CROSSOVER_CLICKHOUSE'] ?? join(homedir(), '.cache', 'crossover-ci', 'clickhouse'),
  'node_modules',
);
const isInstalled = existsSync(join(engine, 'chdb'));
const folder = mkdtempSync(join(tmpdir(), 'crossover-ch-'));

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function values(some: readonly Row[], of: (row: Row) => readonly string[]): string {
  return some.map((row) => `(${of(row).join(', ')})`).join(', ');
}

/** Two of Langfuse's observations are written twice, the newer with other figures, and one is deleted. */
const observations = `CREATE TABLE observations (id String, trace_id String, type LowCardinality(String), start_time DateTime64(3), level LowCardinality(String), status_message Nullable(String), provided_model_name Nullable(String), usage_details Map(LowCardinality(String), UInt64), total_cost Nullable(Decimal64(12)), event_ts DateTime64(3), is_deleted UInt8) ENGINE = ReplacingMergeTree(event_ts, is_deleted) ORDER BY id;
INSERT INTO observations VALUES ('a', 't', 'GENERATION', '2026-09-01 09:00:00', 'DEFAULT', NULL, 'm', {'input': 100, 'output': 10, 'total': 110}, 0.5, '2026-09-01 09:00:01', 0), ('b', 't', 'GENERATION', '2026-09-01 10:30:00', 'ERROR', 'HTTP 429', 'm', {}, NULL, '2026-09-01 10:30:01', 0), ('c', 't', 'SPAN', '2026-09-01 09:00:00', 'DEFAULT', NULL, NULL, {'input': 7, 'output': 7}, NULL, '2026-09-01 09:00:01', 0), ('d', 't', 'GENERATION', '2026-09-01 11:00:00', 'DEFAULT', NULL, 'm', {'input': 999, 'output': 99}, 9, '2026-09-01 11:00:01', 0);
INSERT INTO observations VALUES ('a', 't', 'GENERATION', '2026-09-01 09:00:00', 'DEFAULT', NULL, 'm', {'input': 300, 'input_cached_tokens': 100, 'output': 20, 'output_reasoning_tokens': 5, 'total': 425}, 0.7, '2026-09-01 09:05:00', 0), ('d', 't', 'GENERATION', '2026-09-01 11:00:00', 'DEFAULT', NULL, 'm', {}, NULL, '2026-09-01 11:05:00', 1);
`;
const helicone = `CREATE TABLE request_response_rmt (request_id UUID, request_created_at DateTime64(9, 'UTC'), status Int16, prompt_tokens Nullable(Int64), completion_tokens Nullable(Int64), prompt_cache_write_tokens Nullable(Int64), prompt_cache_read_tokens Nullable(Int64), model String, cache_reference_id Nullable(UUID), cost UInt64, updated_at DateTime) ENGINE = ReplacingMergeTree(updated_at) ORDER BY request_id;
INSERT INTO request_response_rmt VALUES ('00000000-0000-0000-0000-00000000000a', '2026-09-01 09:00:00', 200, 1000, 50, 0, 3000, 'm', '00000000-0000-0000-0000-000000000000', 1230000000, '2026-09-01 09:00:00'), ('00000000-0000-0000-0000-00000000000b', '2026-09-01 09:10:00', 429, NULL, NULL, NULL, NULL, 'm', NULL, 0, '2026-09-01 09:00:00');
INSERT INTO request_response_rmt VALUES ('00000000-0000-0000-0000-00000000000a', '2026-09-01 09:00:00', 200, 1000, 60, 0, 3000, 'm', '00000000-0000-0000-0000-000000000000', 1240000001, '2026-09-01 10:00:00');
`;

describe.runIf(isInstalled)('the same rows in ClickHouse', () => {
  let server: ChildProcess | undefined;
  let address = '';

  async function crossover(...words: readonly string[]): Promise<string> {
    const recorded = recordedEnvironment({ cwd: folder, env: { CLICKHOUSE_PASSWORD: 'secret' } });
    const code = await runCli(['usage', ...words], recorded.environment);
    if (code !== 0) throw new Error(recorded.stderr());
    return recorded.stdout();
  }

  beforeAll(async () => {
    const names = columns.split(',');
    const good = rows.slice(0, goodRows);
    const number = (value: string): string => (value === '' ? 'NULL' : value);
    const setup = [
      'CREATE DATABASE logs',
      'USE logs',
      `CREATE TABLE requests (${names.map((name) => `${name} Nullable(String)`).join(', ')}) ENGINE = MergeTree ORDER BY tuple()`,
      `INSERT INTO requests VALUES ${values(rows, (row) => Object.values(row).map((each: string) => text(each)))}`,
      // Times by another clock than UTC, and counts of several widths.
      "CREATE TABLE typed (timestamp DateTime64(3, 'Asia/Kolkata'), model LowCardinality(String), status String, input_tokens UInt32, cached_tokens Nullable(UInt64), output_tokens Int64, cost Decimal64(9), team Nullable(String)) ENGINE = MergeTree ORDER BY timestamp",
      `INSERT INTO typed VALUES ${values(good, (row) => [`parseDateTime64BestEffort(${text(row.timestamp)}, 3, 'UTC')`, text(row.model), text(row.status), row.input_tokens, number(row.cached_tokens), row.output_tokens, row.cost, row.team === '' ? 'NULL' : text(row.team)])}`,
      observations.trim().replace(/;$/u, ''),
      helicone.trim().replace(/;$/u, ''),
    ];
    server = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'clickhouse-server.ts'), engine, join(folder, 'data')],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    server.stdin?.end(setup.join(';\n'));
    const port = await new Promise<string>((resolve) => {
      server?.stdout?.once('data', (data: Buffer) => {
        resolve(data.toString('utf8').trim());
      });
    });
    address = `clickhouse+http://reader@localhost:${port}/logs`;
  }, 120_000);

  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('give the profile of the CSV to the digit', async () => {
    writeFileSync(join(folder, 'requests.csv'), csvOf(rows));
    writeFileSync(join(folder, 'good.csv'), csvOf(rows.slice(0, goodRows)));
    for (const zone of ['UTC', 'America/New_York']) {
      const asked = ['--format', 'json', '--zone', zone] as const;
      const here = nameless(await crossover('requests.csv', ...asked));
      expect(nameless(await crossover(address, '--table', 'requests', ...asked))).toEqual(here);
    }
    const typed = await crossover(address, '--table', 'logs.typed', '--format', 'json');
    expect(nameless(typed)).toEqual(nameless(await crossover('good.csv', '--format', 'json')));
  }, 120_000);

  it('are read from the tables of Langfuse and Helicone, what was written again once', async () => {
    // 425 = 300 + 100 + 20 + 5: cached and reasoning tokens lie beside. The other attempt was rejected; c is no generation, d is deleted.
    expect(JSON.parse(await crossover(address, '--table', 'observations', '--format', 'json'))).toMatchObject(
      {
        log: { format: 'langfuse-export' },
        requests: { attempts: 2, delivered: 1, rejected: 1 },
        tokens: { input: '400', cached: '100', output: '25', reasoning: '5' },
        cost: { total: '0.7' },
      },
    );
    // 1,240,000,001 billionths of a dollar; 3,000 tokens read from the cache lie beside the 1,000.
    expect(
      JSON.parse(await crossover(address, '--table', 'request_response_rmt', '--format', 'json')),
    ).toMatchObject({
      log: { format: 'helicone-table' },
      requests: { attempts: 2, delivered: 1, rejected: 1 },
      tokens: { input: '4000', cached: '3000', output: '60' },
      cost: { total: '1.240000001' },
    });
  }, 120_000);

  it('stay where they are: a reader cannot write, and is told what the server says', async () => {
    await expect(crossover(address, '--table', 'gone')).rejects.toThrow(/io\/server.*gone/u);
    await expect(crossover(address, '--table', 'x"; DROP TABLE logs.requests; --')).rejects.toThrow(
      'io/server',
    );
    await expect(crossover(address.replace('reader', 'nobody'), '--table', 'requests')).rejects.toThrow(
      'Authentication failed',
    );
    await expect(crossover(address.replace('localhost', 'db.example.com'), '--table', 'requests')).rejects.toThrow('plain http'); // prettier-ignore
    expect(JSON.parse(await crossover(address, '--table', 'requests', '--format', 'json'))).toMatchObject({
      rows: { read: rows.length },
    });
  }, 120_000);
});

it.skipIf(isInstalled)(
  'ClickHouse is not installed here: npm install --prefix ~/.cache/crossover-ci/clickhouse chdb',
  () => {
    expect(isInstalled).toBe(false);
  },
);
