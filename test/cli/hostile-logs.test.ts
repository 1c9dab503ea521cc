import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossover-hostile-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function usage(...words: readonly string[]): Promise<Answer> {
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(['usage', ...words, '--format', 'json'], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

interface Rows {
  readonly read: number;
  readonly counted: number;
  readonly left_out: readonly { readonly reason: string; readonly rows: number }[];
}

function rowsOf({ stdout, stderr }: Answer): Rows {
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly rows: Rows }).rows;
}

/** A line of JSON of so many bytes between two good ones, written without holding it. */
async function longLine(name: string, bytes: number): Promise<void> {
  const stream = createWriteStream(join(folder, name));
  const good = (id: string): string =>
    `${JSON.stringify({ timestamp: '2026-09-01T09:00:00Z', sessionId: 's', requestId: id, message: { id, usage: { input_tokens: 5, output_tokens: 2 } } })}\n`;
  const chunk = Buffer.alloc(1 << 20, 'x');
  stream.write(`${good('a')}{"text":"`);
  for (let written = 0; written < bytes; written += chunk.length)
    if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end(`"}\n${good('b')}`);
  await finished(stream);
}

const header = 'timestamp,model,input_tokens,output_tokens';

describe('a hostile log', () => {
  it('with a line of 1 GB is read in bounded memory, or refused with the reason', async () => {
    await longLine('long.jsonl', 1e9);
    const before = process.memoryUsage.rss();
    const answer = await usage('long.jsonl');
    // The engine may hold 800 MB, and the process beside it little.
    expect(process.memoryUsage.rss() - before).toBeLessThan(1e9);
    rmSync(join(folder, 'long.jsonl'));
    if (answer.code === 0) {
      expect(rowsOf(answer).left_out).toEqual([
        { reason: 'lines that are not what the format has', rows: 1 },
      ]);
    } else {
      expect(answer.stderr).toMatch(/^error\[usage\/unreadable\]: long\.jsonl: .*\n/u);
      expect(answer.stderr).not.toMatch(/\bat \S+:\d+/u);
    }
  }, 120_000);

  it('with NUL bytes and several encodings is counted, and what cannot be read is counted as left out', async () => {
    const lines = [
      Buffer.from(`${header}\n2026-09-01 09:00:00,m,100,10\n`),
      Buffer.from('2026-09-01 09:00:00,nul\0l,100,10\n'),
      Buffer.concat([Buffer.from('2026-09-01 09:00:00,caf'), Buffer.from([0xe9]), Buffer.from(',100,10\n')]),
      Buffer.from('2026-09-01 09:00:00,café,100,10\n'),
    ];
    writeFileSync(join(folder, 'mixed.csv'), Buffer.concat(lines));
    const answer = await usage('mixed.csv');
    const rows = rowsOf(answer);
    // Every line is either counted or left out with a reason.
    expect(rows.read).toBe(4);
    expect(rows.counted + rows.left_out.reduce((sum, each) => sum + each.rows, 0)).toBe(4);
    expect(rows.counted).toBeGreaterThanOrEqual(2);
    expect(answer.stdout).not.toContain('\0');
  }, 60_000);

  it('in UTF-16 is refused with a reason, or read whole', async () => {
    writeFileSync(
      join(folder, 'wide.csv'),
      Buffer.from(`\ufeff${header}\n2026-09-01 09:00:00,m,100,10\n`, 'utf16le'),
    );
    const answer = await usage('wide.csv');
    if (answer.code === 0) expect(rowsOf(answer).counted).toBe(1);
    else expect(answer.stderr).toMatch(/^error\[usage\/(?:unreadable|unknown-format)\]/u);
  }, 60_000);

  it('with dates in the future, negative tokens and counts past all bounds leaves them out, and says so', async () => {
    const rows = [
      '2026-09-01 09:00:00,m,100,10',
      '2098-01-01 00:00:00,m,100,10',
      '2999-01-01 00:00:00,m,100,10',
      '2026-09-01 09:00:00,m,-100,10',
      '2026-09-01 09:00:00,m,99999999999999999999999999,10',
      '2026-09-01 09:00:00,m,1e400,10',
      '99999999-01-01 00:00:00,m,100,10',
    ];
    writeFileSync(join(folder, 'future.csv'), `${header}\n${rows.join('\n')}\n`);
    const found = rowsOf(await usage('future.csv'));
    expect(found.read).toBe(7);
    const reasons = Object.fromEntries(found.left_out.map((each) => [each.reason, each.rows]));
    expect(reasons['a time in the future']).toBe(1);
    expect(reasons['a time before 2000 or after 2099']).toBeGreaterThanOrEqual(1);
    expect(reasons['a negative count']).toBe(1);
    expect(found.counted + found.left_out.reduce((sum, each) => sum + each.rows, 0)).toBe(7);
  }, 60_000);

  it('whose columns are named in SQL runs none of it', async () => {
    const evil = `x\\"\\"); COPY (SELECT 1) TO '${join(folder, 'written')}'; --`;
    const quoted = `"${evil.replaceAll('\\"', '"')}"`;
    writeFileSync(
      join(folder, 'evil.csv'),
      `timestamp,input_tokens,output_tokens,${quoted}\n2026-09-01 09:00:00,100,10,m\n`,
    );
    const name = evil.replaceAll('\\"\\"', '"');
    const answer = await usage('evil.csv', '--map', `model=${name}`);
    expect(answer.stderr).not.toContain('syntax');
    if (answer.code === 0) expect(rowsOf(answer).counted).toBe(1);
    else expect(answer.stderr).toMatch(/^error\[usage\/map\]/u);
    expect(existsSync(join(folder, 'written'))).toBe(false);
    const plain = await usage('evil.csv');
    expect(rowsOf(plain).counted).toBe(1);
    expect(existsSync(join(folder, 'written'))).toBe(false);
  }, 60_000);

  it('that is a Parquet bomb, 2 GB of text in a small file, is read in bounded memory', async () => {
    const maker = await (await DuckDBInstance.create(':memory:', { memory_limit: '700MB' })).connect();
    await maker.run(
      `COPY (SELECT TIMESTAMP '2026-09-01' AS timestamp, 'm' AS model, 1 AS input_tokens, 1 AS output_tokens, repeat('x', 100000) AS team FROM range(20000)) TO '${join(folder, 'bomb.parquet')}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)`,
    );
    maker.closeSync();
    // 2 GB of text in a few kilobytes.
    expect(statSync(join(folder, 'bomb.parquet')).size).toBeLessThan(2e6);
    const before = process.memoryUsage.rss();
    const answer = await usage('bomb.parquet');
    expect(process.memoryUsage.rss() - before).toBeLessThan(1e9);
    if (answer.code === 0) expect(rowsOf(answer).counted).toBe(20_000);
    else expect(answer.stderr).toMatch(/^error\[usage\/unreadable\]: bomb\.parquet: .*\n/u);
  }, 120_000);
});
