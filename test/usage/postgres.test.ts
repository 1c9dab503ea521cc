import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

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
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(['usage', ...words], recorded.environment);
  if (code !== 0) throw new Error(recorded.stderr());
  return recorded.stdout();
}

interface Row {
  readonly timestamp: string;
  readonly model: string;
  readonly status: string;
  readonly input_tokens: string;
  readonly cached_tokens: string;
  readonly output_tokens: string;
  readonly cost: string;
  readonly team: string;
}
const columns = 'timestamp,model,status,input_tokens,cached_tokens,output_tokens,cost,team';

/** Rows that a generator of whole numbers gives, and a few that no log should have. */
function rows(): readonly Row[] {
  let state = 12_345;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const good = Array.from({ length: 3000 }, (_, at): Row => {
    const time = Date.UTC(2026, 8, 1) + at * 947_000 + next(600_000);
    const input = 10 + next(40_000);
    return {
      timestamp: new Date(time).toISOString(),
      model: `model-${String(next(4))}`,
      status: ['200', '200', '200', '429', '500', '504', 'aborted', ''][next(8)] ?? '',
      input_tokens: String(input),
      cached_tokens: next(3) === 0 ? String(next(input)) : '',
      output_tokens: String(next(2000)),
      cost: `0.${String(next(1_000_000_000)).padStart(9, '0')}`,
      team: next(5) === 0 ? '' : `o'team "${String(next(3))}"`,
    };
  });
  const [first] = good;
  if (first === undefined) return [];
  const bad: readonly Partial<Row>[] = [
    { timestamp: 'yesterday' },
    { timestamp: '2026-02-30T10:00:00Z' },
    { timestamp: '2098-01-01T00:00:00Z' },
    { timestamp: '2026-09-03 10:15:00+05:30' },
    { input_tokens: '-5' },
    { input_tokens: '12.0' },
    { input_tokens: '1e3' },
    { input_tokens: 'many' },
    { output_tokens: '99999999999999999999999' },
    { cached_tokens: '99999999' },
    { input_tokens: '', output_tokens: '' },
    { cost: 'free' },
    { model: '', team: 'NULL' },
    { model: "'; DROP TABLE requests; --" },
  ];
  return [...good, ...bad.map((each) => ({ ...first, status: '200', ...each }))];
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
    const all = rows();
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const lines = all.map((row) =>
      Object.values(row)
        .map((each: string) => quoted(each))
        .join(','),
    );
    writeFileSync(join(folder, 'requests.csv'), `${columns}\n${lines.join('\n')}\n`);
    psql('-c', `CREATE TABLE requests (${columns.split(',').map((name) => `"${name}" text`).join(', ')})`); // prettier-ignore
    psql('-c', `COPY requests FROM '${join(folder, 'requests.csv')}' (FORMAT csv, HEADER)`);
    for (const zone of ['UTC', 'America/New_York']) {
      const sql = await crossover('requests', '--sql', 'postgres', '--columns', columns, '--zone', zone);
      writeFileSync(join(folder, 'query.sql'), sql);
      const answer = psql('--csv', '-f', join(folder, 'query.sql'));
      writeFileSync(join(folder, 'answer.csv'), answer);
      // No row of the log is in it: only hours, lengths and reasons.
      expect(answer).not.toContain('yesterday');
      const scenario = ['--format', 'json', '--zone', zone] as const;
      const there = JSON.parse(
        await crossover('requests', '--answer', 'answer.csv', '--columns', columns, ...scenario),
      ) as Record<string, unknown>;
      const here = JSON.parse(await crossover('requests.csv', ...scenario)) as Record<string, unknown>;
      // Only the name of what was read differs.
      const nameless = (profile: Record<string, unknown>): unknown =>
        JSON.parse(JSON.stringify(profile).replaceAll('requests.csv', 'requests')) as unknown;
      expect(nameless(there)).toEqual(nameless(here));
      const { rows: counted } = here as { rows: { read: number; left_out: readonly { reason: string; rows: number }[] } }; // prettier-ignore
      expect(counted.read).toBe(all.length);
      expect(counted.left_out.map(({ reason, rows: left }) => [reason, left])).toEqual(
        expect.arrayContaining([
          ['no time that can be read', 2],
          ['a time in the future', 1],
          ['a count of tokens that cannot be read', 2],
          ['a negative count', 1],
        ]),
      );
    }
    expect(psql('-At', '-c', 'SELECT count(*) FROM requests').trim()).toBe(String(all.length));
  }, 240_000);
});
