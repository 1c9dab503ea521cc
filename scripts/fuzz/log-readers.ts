import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogFile } from '../../src/io/index.ts';
import { withProfile, type ProfiledLog } from '../../src/loading/index.ts';
import { ok } from '../../src/diagnostics/index.ts';
import { corrupt } from './corrupt.ts';
import type { FuzzReader } from './reader.ts';
import { shown } from './shown.ts';

const samples = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'usage');
const kinds = { csv: 'csv', json: 'json', jsonl: 'json-lines', parquet: 'parquet' } as const;
type Ending = keyof typeof kinds;

interface Log {
  readonly ending: Ending;
  /** Its bytes, a character each. */
  readonly text: string;
}

const logs: readonly Log[] = readdirSync(samples)
  .filter((name) => name !== 'SOURCES.csv')
  .toSorted()
  .flatMap((name): Log[] => {
    const ending = Object.keys(kinds).find((each) => name.endsWith(`.${each}`)) as Ending | undefined;
    const text = readFileSync(join(samples, name), 'latin1');
    return ending === undefined || text.length > 12_000 ? [] : [{ ending, text }];
  });

/** One of the logs as a table of columns. */
async function parquetLog(): Promise<Log> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const folder = mkdtempSync(join(tmpdir(), 'crossover-fuzz-'));
  try {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const from = join(samples, 'litellm_spendlogs.synthetic.csv');
    await connection.run(`COPY (SELECT * FROM read_csv('${from}')) TO '${join(folder, 'a.parquet')}'`);
    connection.closeSync();
    return { ending: 'parquet', text: readFileSync(join(folder, 'a.parquet'), 'latin1') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let parquet: Promise<Log> | undefined;
const texts = logs.map(({ text }) => text);

/** Logs of what was used, through the engine that reads them: a file each, and the whole way to a scenario. */
export const logReaders: Readonly<Record<string, FuzzReader>> = {
  log: (random) => {
    const { ending, text: whole } = random.pick(logs);
    const text = corrupt(random, whole, texts);
    return { text, check: async () => readLog({ ending, text }) };
  },
  'log of columns': async (random) => {
    const { ending, text: whole } = await (parquet ??= parquetLog());
    // From the end, too: what a file of columns holds is said there.
    const length = random.whole(0, whole.length);
    const text = random.chance(0.5)
      ? corrupt(random, whole, [whole])
      : whole.slice(0, length) + corrupt(random, whole.slice(length), [whole]);
    return { text, check: async () => readLog({ ending, text }) };
  },
};

async function readLog({ ending, text }: Log): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-fuzz-'));
  try {
    const path = join(folder, `log.${ending}`);
    writeFileSync(path, Buffer.from(text, ending === 'parquet' ? 'latin1' : 'utf8'));
    const file: LogFile = { name: `log.${ending}`, path, kind: kinds[ending] };
    const question = {
      named: null,
      columns: [],
      cached: null,
      zone: 'UTC',
      from: null,
      until: null,
      today: '2026-11-23',
    } as const;
    const read = await withProfile([file], question, async (log) => Promise.resolve(ok(log)));
    if (read.diagnostics.some((each) => JSON.stringify(each).includes(folder)))
      return 'a problem names the folder that the log lies in';
    return read.ok ? brokenProfile(read.value) : shown(read.diagnostics, file.name, text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Figures are finite, and rows read are rows counted, left out or answered by a gateway. */
function brokenProfile({ profile }: ProfiledLog): string | null {
  const { read, counted, gatewayCache, leftOut } = profile.rows;
  const others = leftOut.reduce((sum, { rows }) => sum + rows, 0);
  if (read !== counted + gatewayCache + others)
    return `${read} rows read, ${counted} + ${gatewayCache} + ${others} accounted for`;
  const bad = firstOf(profile, (value) => typeof value === 'number' && !Number.isFinite(value));
  if (bad !== null) return `${bad} is not finite`;
  return null;
}

/** The address of the first value of which something holds. */
function firstOf(value: unknown, holds: (value: unknown) => boolean, address = ''): string | null {
  if (holds(value)) return address;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = firstOf(inner, holds, `${address}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
