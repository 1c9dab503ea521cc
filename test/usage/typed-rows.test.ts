import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { openLogs, type LogFile } from '../../src/io/index.ts';
import { columnsRead, duckdb, meaningQuery, profileQuery, usageFormats } from '../../src/usage/index.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { csvOf, goodRows, nameless, rows } from './same-rows.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'crossover-typed-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const plain = usageFormats.find(({ id }) => id === 'table');
if (plain === undefined) throw new Error('no format of a table');
const format = plain;

const times = [
  '2026-09-03 10:15:00+05:30',
  '2026-09-03T10:15Z',
  '2026-09-03 10:15-05:00',
  '2026-09-03 10:15:30 +0200',
  '2026-09-03T10:15:30.123456789Z',
  '2026-09-03T10:15:30+02:00Z',
  '2026-09-03',
  '2026-9-3 1:2:3',
  '2026-9-3 1:2:3+02',
  '2026-09-03 1:2:3+02',
  '2026-09-03 10:15:3+',
  '2026/09/03 10:15:30',
  '2026-09-03 10:15:30 Europe/Berlin',
  '2026-09-03 10:15:30.5-07',
  '2026-02-30T10:00:00Z',
  '2026-09-03T24:00:00Z',
  'yesterday',
  '1756894530',
] as const;
const numbers = [
  '5',
  '-5',
  '12.0',
  '12.5',
  '13.5',
  '0.4999999999',
  '12.4999996',
  '1e3',
  '1E2',
  '1e400',
  'NaN',
  'many',
  '1_000',
  '1,000',
  ' 7 ',
  '+7',
  '.5',
  '5.',
  '0x10',
  'true',
  '9223372036854775807',
  '9223372036854775808',
  '999999999999999999999999999999',
] as const;
const sample = {
  timestamp: '2026-09-03T10:15:30Z',
  model: 'gpt-4o',
  status: '200',
  input_tokens: '500',
  cached_tokens: '',
  output_tokens: '100',
  cost: '0.25',
};

/** The rows of a log by either reading; the typed one is null where the log holds something that it does not read. */
async function bothReadings(name: string, kind: LogFile['kind'], text: string): Promise<readonly unknown[]> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const logs = await openLogs([{ name, path, kind }]);
  if (!logs.ok) throw new Error(JSON.stringify(logs.diagnostics));
  try {
    const types = columnsRead(format, new Map(), duckdb);
    const typed = types === null ? null : logs.value.typedSource(types, new Map());
    if (typed === null) throw new Error('a flat table has types');
    return await Promise.all(
      [logs.value.source(new Map()), typed].map(async (source) => {
        const { rows: meant } = meaningQuery(format, source, duckdb);
        const found = await logs.value.query(
          `SELECT CAST(called_at AS VARCHAR), requests, model, outcome, CAST(input AS VARCHAR), CAST(cached AS VARCHAR), CAST(output AS VARCHAR), CAST(cost AS VARCHAR) FROM (${meant})`,
        );
        return found.ok ? found.value : null;
      }),
    );
  } finally {
    logs.value.close();
  }
}

describe('rows whose counts the reader of the file gives as such', () => {
  const odd = [
    ...times.map((value) => ['timestamp', value] as const),
    ...numbers.flatMap((value) => [['input_tokens', value] as const, ['cost', value] as const]),
    ['status', 'aborted'] as const,
    ['model', 'NULL'] as const,
  ];

  it('are those that the text gives, or none, whatever a value says', async () => {
    const different: unknown[] = [];
    let alike = 0;
    for (const [column, value] of odd) {
      const row = { ...sample, [column]: value };
      const isNumber = column !== 'timestamp' && /^-?\d+(?:\.\d+)?(?:[eE]\d+)?$/u.test(value);
      const texts = [
        ['odd.csv', 'csv', csvOf([{ ...row, team: 'a' }])],
        ['odd.jsonl', 'json-lines', `${JSON.stringify(row)}\n`],
        ...(isNumber
          ? [
              [
                'raw.jsonl',
                'json-lines',
                `${JSON.stringify({ ...row, [column]: 0 }).replace(`"${column}":0`, `"${column}":${value}`)}\n`,
              ] as const,
            ]
          : []),
      ] as const;
      for (const [name, kind, text] of texts) {
        const [careful, typed] = await bothReadings(name, kind, text);
        if (typed === null) continue;
        alike += 1;
        if (JSON.stringify(typed) !== JSON.stringify(careful))
          different.push({ name, column, value, careful, typed });
      }
    }
    expect(different).toEqual([]);
    expect(alike).toBeGreaterThan(odd.length / 2);
  });

  it('are all rows of a log in which nothing is odd, and none of a log in which one is', async () => {
    const lines = (list: typeof rows): string =>
      list.map((row) => JSON.stringify(row, (_, value: unknown) => (value === '' ? null : value))).join('\n');
    const good = rows.slice(0, goodRows);
    for (const [kind, write] of [
      ['csv', csvOf],
      ['json-lines', lines],
    ] as const) {
      const [careful, typed] = await bothReadings(`good.${kind}`, kind, write(good));
      expect(typed).toEqual(careful);
      expect(typed).toHaveLength(goodRows);
      const [, none] = await bothReadings(`bad.${kind}`, kind, write(rows));
      expect(none).toBeNull();
    }
  });
});

it('a key that only a later line has is counted', async () => {
  const line = (team: object): string =>
    JSON.stringify({
      timestamp: '2026-09-03T10:15:30Z',
      model: 'm',
      input_tokens: 5,
      output_tokens: 1,
      ...team,
    });
  const path = join(folder, 'late.jsonl');
  writeFileSync(
    path,
    [...Array.from({ length: 60 }, () => line({})), line({ team: 'late', requests: 3 })].join('\n'),
  );
  const recorded = recordedEnvironment({ cwd: folder });
  expect(await runCli(['usage', 'late.jsonl', '--format', 'json'], recorded.environment)).toBe(0);
  const profile = nameless(recorded.stdout()) as { requests: { attempts: number }; teams: { id: string }[] };
  expect(profile.requests.attempts).toBe(63);
  expect(profile.teams.map(({ id }) => id)).toEqual(['late']);
});

it('a cost that cannot be read is told, and its tokens are counted', async () => {
  const head = 'timestamp,model,input_tokens,output_tokens,cost';
  const lines = ['0.5', 'free', '"1,50"', '', '0.25'].map((cost) => `2026-09-03T10:15:30Z,m,100,20,${cost}`);
  writeFileSync(join(folder, 'costs.csv'), [head, ...lines].join('\n'));
  const recorded = recordedEnvironment({ cwd: folder });
  expect(await runCli(['usage', 'costs.csv', '--format', 'json'], recorded.environment)).toBe(0);
  const profile = nameless(recorded.stdout()) as {
    rows: { counted: number; costs_unread?: number };
    tokens: { input: string };
    cost: { total: string };
  };
  expect(profile.rows).toMatchObject({ counted: 5, costs_unread: 2 });
  expect([profile.tokens.input, profile.cost.total]).toEqual(['500', '0.75']);
  const table = recordedEnvironment({ cwd: folder });
  await runCli(['usage', 'costs.csv'], table.environment);
  expect(table.stdout()).toContain(
    '2 of the rows counted have a cost that cannot be read, and none is counted',
  );
});

it('an answer grows with models, teams and hours by themselves, not with all of them combined', async () => {
  const lines = Array.from({ length: 4000 }, (_, at) => {
    const [hour, model, team] = [at % 20, Math.floor(at / 20) % 20, Math.floor(at / 400)];
    return `2026-09-03T${String(hour).padStart(2, '0')}:00:00Z,m${String(model)},100,20,t${String(team)}`;
  });
  const path = join(folder, 'many.csv');
  writeFileSync(path, ['timestamp,model,input_tokens,output_tokens,team', ...lines].join('\n'));
  const logs = await openLogs([{ name: 'many.csv', path, kind: 'csv' }]);
  if (!logs.ok) throw new Error(JSON.stringify(logs.diagnostics));
  const meaning = meaningQuery(format, logs.value.source(new Map()), duckdb);
  const scope = {
    proved: [],
    grain: 'attempt',
    zone: 'UTC',
    from: null,
    until: null,
    future: '2099-01-01',
  } as const;
  const answer = await logs.value.query(profileQuery(meaning, duckdb, scope));
  logs.value.close();
  const counts = new Map<string, number>();
  if (answer.ok)
    for (const [about] of answer.value) counts.set(about ?? '', (counts.get(about ?? '') ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    hour: 20,
    model: 20,
    team: 10,
    class: 1,
    minute: 1,
    input: 1,
    output: 1,
  });
});
