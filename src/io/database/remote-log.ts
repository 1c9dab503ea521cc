import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { failedFile } from '../failure.ts';
import { fetchBounded } from '../fetch-bounded.ts';

/** How long and how large a log on the web may be. */
export interface RemoteLimits {
  /** In milliseconds. */
  readonly timeLimit: number;
  /** In bytes. */
  readonly sizeLimit: number;
}

export const remoteLimits: RemoteLimits = { timeLimit: 300_000, sizeLimit: 200_000_000 };

/** A log that was fetched: a file of this process alone, until it is discarded. */
export interface RemoteLog {
  /** The address without its query, which may hold a key, and the digest of the content. */
  readonly name: string;
  /** The last part of the address, by whose ending the kind of the file is told. */
  readonly file: string;
  readonly path: string;
  /** The folder that is removed when the log is discarded. */
  readonly folder: string;
}

/** Whether a name is an address of the web. */
export function isWebAddress(name: string): boolean {
  return /^https?:\/\//iu.test(name);
}

/** Fetches a log whole, within limits, into a folder that nobody else can read. */
export async function fetchLog(address: string, limits: RemoteLimits): Promise<Result<RemoteLog>> {
  const fetched = await fetchBounded(address, limits);
  if (!fetched.ok) return fetched;
  if (fetched.value.status !== 'fetched')
    return fail(problem('io/http-status', 'the server sent no content'));
  const { bytes, digest } = fetched.value;
  const { origin, pathname } = new URL(address);
  const name = `${origin}${pathname}`;
  try {
    const folder = await mkdtemp(join(tmpdir(), 'crossover-log-'));
    // The engine tells compression by the ending.
    const ending = /\.(?:csv|tsv|jsonl?|ndjson|parquet)(?:\.gz)?$/iu.exec(pathname)?.[0] ?? '';
    const path = join(folder, `log${ending}`);
    await writeFile(path, bytes, { mode: 0o600 });
    return ok({ name: `${name} (sha256 ${digest})`, file: pathname, path, folder });
  } catch (error) {
    return failedFile(name, error);
  }
}

/** Removes what was fetched. */
export async function discardLogs(logs: Iterable<{ readonly fetchedInto?: string }>): Promise<void> {
  for (const { fetchedInto } of logs)
    if (fetchedInto !== undefined) await rm(fetchedInto, { recursive: true, force: true });
}
