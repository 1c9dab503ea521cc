import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { columns, csvOf, goodRows, nameless, rows } from './same-rows.ts';

const versions = '/usr/lib/postgresql';
const version = existsSync(versions) ? readdirSync(versions).at(-1) : undefined;
const programs = join(versions, version ?? '', 'bin');
/** The server listens on a socket in its own folder alone. */
const folder = mkdtempSync(join(tmpdir(), 'crossover-pg-'));
const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root. */
function asOwner(program: string, ...words: readonly string[]): string {
  const [command, args] = isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...words]]
    : [program, words];
  return execFileSync(command, args, {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const psql = (...words: readonly string[]): string =>
  asOwner(
    join(programs, 'psql'),
    '-X',
    '-q',
    '-v',
    'ON_ERROR_STOP=1',
    '-h',
    folder,
    '-d',
    'postgres',
    ...words,
  );

async function crossover(...words: readonly string[]): Promise<string> {
  const recorded = recordedEnvironment({ cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
  const code = await runCli(['usage', ...words], recorded.environment);
  if (code !== 0) throw new Error(recorded.stderr());
  return recorded.stdout();
}

describe.runIf(version !== undefined)('the same rows in PostgreSQL', () => {
  beforeAll(() => {
    if (isRoot) execFileSync('chown', ['postgres:postgres', folder]);
    chmodSync(folder, 0o777);
    asOwner(join(programs, 'initdb'), '-D', join(folder, 'data'), '--auth=trust', '-N');
    const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off`;
    asOwner(join(programs, 'pg_ctl'), '-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', options, 'start'); // prettier-ignore
  }, 120_000);

  afterAll(() => {
    spawnSync(isRoot ? 'setpriv' : join(programs, 'pg_ctl'), isRoot ? ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(programs, 'pg_ctl'), '-D', join(folder, 'data'), '-m', 'immediate', 'stop'] : ['-D', join(folder, 'data'), '-m', 'immediate', 'stop']); // prettier-ignore
    rmSync(folder, { recursive: true, force: true });
  });

  it('give the profile of the CSV to the digit, and only sums leave the database', async () => {
    writeFileSync(join(folder, 'requests.csv'), csvOf(rows));
    psql('-c', `CREATE TABLE requests (${columns.split(',').map((name) => `"${name}" text`).join(', ')})`); // prettier-ignore
    psql('-c', `COPY requests FROM '${join(folder, 'requests.csv')}' (FORMAT csv, HEADER)`);
    for (const zone of ['UTC', 'America/New_York']) {
      const sql = await crossover('requests', '--sql', 'postgres', '--columns', columns, '--zone', zone);
      writeFileSync(join(folder, 'query.sql'), sql);
      const answer = psql('--csv', '-f', join(folder, 'query.sql'));
      writeFileSync(join(folder, 'answer.csv'), answer);
      // No row of the log is in it: only hours, lengths and reasons.
      expect(answer).not.toContain('yesterday');
      const asked = ['--format', 'json', '--zone', zone] as const;
      const here = await crossover('requests.csv', ...asked);
      const there = await crossover('requests', '--answer', 'answer.csv', '--columns', columns, ...asked);
      const address = `postgres:///postgres?host=${folder}&user=postgres`;
      const asking = await crossover(address, '--table', 'requests', ...asked);
      expect(nameless(there)).toEqual(nameless(here));
      expect(nameless(asking)).toEqual(nameless(here));
      const { rows: counted } = JSON.parse(here) as { rows: { read: number; left_out: readonly { reason: string; rows: number }[] } }; // prettier-ignore
      expect(counted.read).toBe(rows.length);
      expect(counted.left_out.map(({ reason, rows: left }) => [reason, left])).toEqual(
        expect.arrayContaining([
          ['no time that can be read', 2],
          ['a time in the future', 1],
          ['a count of tokens that cannot be read', 2],
          ['a negative count', 1],
        ]),
      );
    }
    expect(psql('-At', '-c', 'SELECT count(*) FROM requests').trim()).toBe(String(rows.length));
  }, 240_000);

  it('the tables of LiteLLM have the figures of their export', async () => {
    const samples = new URL('../fixtures/usage/', import.meta.url).pathname;
    // The types of LiteLLM's own schema; names with capitals need quotes.
    const types: Readonly<Record<string, string>> = {
      spend: 'double precision', total_tokens: 'integer', prompt_tokens: 'integer', completion_tokens: 'integer', startTime: 'timestamp(3)', endTime: 'timestamp(3)', completionStartTime: 'timestamp(3)', request_duration_ms: 'integer', metadata: 'jsonb', request_tags: 'jsonb', cache_read_input_tokens: 'bigint', cache_creation_input_tokens: 'bigint', api_requests: 'bigint', successful_requests: 'bigint', failed_requests: 'bigint',
    }; // prettier-ignore
    for (const [table, file] of [
      ['LiteLLM_SpendLogs', 'litellm_spendlogs.synthetic.csv'],
      ['LiteLLM_DailyTeamSpend', 'litellm_daily_team_spend.synthetic.csv'],
    ] as const) {
      const text = readFileSync(join(samples, file), 'utf8');
      writeFileSync(join(folder, 'requests.csv'), text);
      const names = (text.split('\n')[0] ?? '').trim().split(',');
      psql('-c', `CREATE TABLE "${table}" (${names.map((name) => `"${name}" ${types[name] ?? 'text'}`).join(', ')})`); // prettier-ignore
      psql('-c', `COPY "${table}" FROM '${join(folder, 'requests.csv')}' (FORMAT csv, HEADER)`);
      const address = `postgres:///postgres?host=${folder}&user=postgres`;
      const there = await crossover(address, '--table', table, '--format', 'json');
      const here = await crossover('requests.csv', '--format', 'json');
      const figures = (profile: string): unknown => ({ ...(nameless(profile) as object), scenario: null });
      expect(figures(there)).toEqual(figures(here));
      expect(JSON.parse(there)).toMatchObject(
        table === 'LiteLLM_SpendLogs'
          ? // As worked out beside the sample: 1,800 + 1,500 + 4,200 + 2,600 in; the answer of the gateway's cache is none.
            {
              rows: { read: 7, gateway_cache: 1 },
              tokens: { input: '10100', cached: '3024', output: '1440' },
              cost: { total: '0.013681' },
            }
          : { tokens: { input: '9300', cached: '2048', output: '780' }, cost: { total: '0.001381' } },
      );
    }
  }, 240_000);

  it('are read where the columns have types, and nothing is written', async () => {
    psql(
      '-c',
      `CREATE TABLE typed AS SELECT CAST("timestamp" AS timestamp) AS "timestamp", model, status, CAST(input_tokens AS bigint) AS input_tokens, CAST(nullif(cached_tokens, '') AS integer) AS cached_tokens, CAST(output_tokens AS numeric) AS output_tokens, CAST(cost AS double precision) AS cost, team FROM requests LIMIT ${String(goodRows)}`,
    );
    writeFileSync(join(folder, 'good.csv'), csvOf(rows.slice(0, goodRows)));
    const address = `postgres:///postgres?host=${folder}&user=postgres`;
    const typed = await crossover(address, '--table', 'public.typed', '--format', 'json');
    expect(nameless(typed)).toEqual(nameless(await crossover('good.csv', '--format', 'json')));
    // A view that would write is refused by the server itself.
    psql('-c', "CREATE FUNCTION spy() RETURNS text LANGUAGE sql VOLATILE AS $$ INSERT INTO requests (model) VALUES ('spy'); SELECT 'x' $$"); // prettier-ignore
    psql(
      '-c',
      'CREATE VIEW trap AS SELECT "timestamp", input_tokens, output_tokens, spy() AS model FROM requests',
    );
    await expect(crossover(address, '--table', 'trap')).rejects.toThrow('read-only transaction');
    await expect(crossover(address, '--table', 'gone')).rejects.toThrow('"gone" does not exist');
    // A name is a name, whatever it says.
    await expect(crossover(address, '--table', 'x"; DROP TABLE requests; --')).rejects.toThrow(
      'does not exist',
    );
    expect(psql('-At', '-c', 'SELECT count(*) FROM requests').trim()).toBe(String(rows.length));
  }, 240_000);
});

it.skipIf(version !== undefined)('PostgreSQL is not installed here: apt-get install postgresql', () => {
  expect(existsSync(versions)).toBe(false);
});
