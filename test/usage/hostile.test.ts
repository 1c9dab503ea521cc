import { DuckDBInstance } from '@duckdb/node-api';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'crossover-hostile-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Profile {
  readonly rows: {
    readonly read: number;
    readonly counted: number;
    readonly left_out: readonly { readonly reason: string; readonly rows: number }[];
  };
}

async function usage(
  name: string,
): Promise<{ readonly code: number; readonly said: string; readonly profile: Profile | null }> {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: folder });
  const code = await runCli(['usage', name, '--format', 'json'], environment);
  const profile = code === 0 ? (JSON.parse(stdout()) as Profile) : null;
  return { code, said: stderr(), profile };
}

const line = (minute: number): string =>
  `${JSON.stringify({ timestamp: `2026-09-01T09:0${String(minute)}:00Z`, model: 'm', input_tokens: 100, output_tokens: 10 })}\n`;
const header = 'timestamp,model,input_tokens,output_tokens\n';

describe('a log that cannot be read whole says so, and nothing is lost in silence', () => {
  it('a line of 1 GB, all of it NUL bytes', async () => {
    const path = join(folder, 'gigabyte.jsonl');
    const file = openSync(path, 'w');
    writeSync(file, line(1));
    ftruncateSync(file, 1_000_000_000);
    writeSync(file, `\n${line(2)}`, 1_000_000_000);
    closeSync(file);
    const { code, said } = await usage('gigabyte.jsonl');
    expect(code).toBe(2);
    expect(said).toContain(
      'gigabyte.jsonl: a line is longer than 16 MB, so that nothing of the file was counted',
    );
    // What the engine may hold, what it reads ahead, and this process.
    expect(process.memoryUsage().rss).toBeLessThan(2_000_000_000);
  });

  it('a row of CSV of 20 MB', async () => {
    const rows = `2026-09-01 09:00:00,m,1,1\n2026-09-01 09:01:00,${'a'.repeat(20_000_000)},1,1\n`;
    writeFileSync(join(folder, 'long.csv'), header + rows);
    const { code, said } = await usage('long.csv');
    expect([code, said]).toEqual([2, expect.stringContaining('a row is longer than 2 MB')]);
  });

  it('a small file of Parquet that holds 1.2 GB of text', async () => {
    const path = join(folder, 'bomb.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(
      `COPY (SELECT TIMESTAMP '2026-09-01 09:00:00' AS timestamp, repeat('a', 400000000) AS model, 100 AS input_tokens, 10 AS output_tokens FROM range(3)) TO '${path}' (COMPRESSION zstd)`,
    );
    connection.closeSync();
    expect(statSync(path).size).toBeLessThan(100_000);
    const { code, said } = await usage('bomb.parquet');
    expect([code, said]).toEqual([2, expect.stringContaining('needs more memory than the 800 MB')]);
  });

  it('a value of JSON of 150 MB, by the limit that it is over', async () => {
    const file = openSync(join(folder, 'value.json'), 'w');
    writeSync(file, '[{"timestamp":"2026-09-01T09:00:00Z","input_tokens":1,"output_tokens":1,"model":"');
    for (let part = 0; part < 15; part += 1) writeSync(file, 'a'.repeat(10_000_000));
    writeSync(file, '"}]');
    closeSync(file);
    const { code, said } = await usage('value.json');
    expect([code, said]).toEqual([2, expect.stringContaining('a value is longer than 64 MB')]);
  });

  it('text of another encoding in every row', async () => {
    writeFileSync(join(folder, 'latin.csv'), Buffer.from(`${header}2026-09-01 09:00:00,mé,1,1\n`, 'latin1'));
    const { code, said } = await usage('latin.csv');
    expect([code, said]).toEqual([
      2,
      expect.stringContaining('1 row with lines that are not what the format has'),
    ]);
  });

  it('text of two bytes a character', async () => {
    writeFileSync(
      join(folder, 'wide.csv'),
      Buffer.from(`\ufeff${header}2026-09-01 09:00:00,m,1,1\n`, 'utf16le'),
    );
    const { code, said } = await usage('wide.csv');
    expect([code, said]).toEqual([2, expect.stringContaining('wide.csv: its text is UTF-16')]);
  });

  it('metrics without a time', async () => {
    writeFileSync(join(folder, 'vllm.prom'), 'vllm:prompt_tokens_total{engine="0"} 2.16e+06\n');
    const { code, said } = await usage('vllm.prom');
    expect([code, said]).toEqual([
      2,
      expect.stringContaining('metrics of a server are counts since its start'),
    ]);
  });
});

describe('rows that are broken are left out and counted, the others count', () => {
  it('bytes of several encodings and NUL bytes', async () => {
    const latin = Buffer.from([0x6d, 0xe9, 0xff]);
    const csv = Buffer.concat([
      Buffer.from(`${header}2026-09-01 09:00:00,mé,100,10\n2026-09-01 09:01:00,`),
      latin,
      Buffer.from(',100,10\n2026-09-01 09:02:00,m\0x,100,10\n2026-09-01 09:03:00,m,100,10\n'),
    ]);
    writeFileSync(join(folder, 'mixed.csv'), csv);
    const fromCsv = await usage('mixed.csv');
    expect(fromCsv.profile?.rows).toMatchObject({ read: 4, counted: 3 });
    const json = Buffer.concat([
      Buffer.from(
        `${line(1)}{"timestamp":"2026-09-01T09:01:00Z","input_tokens":1,"output_tokens":1,"model":"`,
      ),
      latin,
      Buffer.from(`"}\n{"timestamp":"2026-09-01T09:02:00Z","model":"a\0b"}\n${line(3)}`),
    ]);
    writeFileSync(join(folder, 'mixed.jsonl'), json);
    const fromJson = await usage('mixed.jsonl');
    expect(fromJson.profile?.rows).toMatchObject({ read: 4, counted: 2 });
    for (const { profile } of [fromCsv, fromJson])
      expect(profile?.rows.left_out.map(({ reason }) => reason)).toEqual([
        'lines that are not what the format has',
      ]);
  });

  it.each([
    ['otlp_genai.current.synthetic.jsonl', 2],
    ['codex_session.real-fixture.jsonl', 2],
    ['gcp_billing_export.synthetic.jsonl', 2],
    ['langfuse.jsonl', 1],
  ])('lines of another format beside those of %s', async (name, counted) => {
    const samples = new URL('../fixtures/usage/', import.meta.url).pathname;
    const own =
      name === 'langfuse.jsonl'
        ? '{"id":"a","traceId":"t","type":"GENERATION","startTime":"2026-09-01T09:07:00Z","usageDetails":{"input":5,"output":1}}\n'
        : readFileSync(join(samples, name), 'utf8');
    writeFileSync(join(folder, name), own + line(1) + line(2));
    const { profile } = await usage(name);
    expect(profile?.rows).toMatchObject({
      counted,
      left_out: [{ reason: 'lines that are not what the format has', rows: 2 }],
    });
  });

  it('counts below nothing, dates to come and names that are SQL', async () => {
    const rows = [
      'timestamp,"model""; DROP TABLE a; --",input_tokens,output_tokens',
      "2026-09-01 09:00:00,'; DELETE FROM a; --,100,10",
      '2026-09-01 09:00:00,m,-1,10',
      '2099-09-01 09:00:00,m,1,10',
    ];
    writeFileSync(join(folder, 'sql.csv'), rows.join('\n'));
    const { profile } = await usage('sql.csv');
    expect(profile?.rows.left_out).toEqual([
      { reason: 'a negative count', rows: 1 },
      { reason: 'a time in the future', rows: 1 },
    ]);
  });
});
