import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import { failedFile } from '../failure.ts';
import { discardLogs, fetchLog, isWebAddress, remoteLimits, type RemoteLimits } from './remote-log.ts';

/** A log file, and what it holds. */
export interface LogFile {
  /** As the user wrote it, or below the folder that the user named. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'csv' | 'json' | 'json-lines' | 'parquet';
  /** The folder of a file that was fetched, to be discarded. */
  readonly fetchedInto?: string;
}

const endings: readonly (readonly [RegExp, LogFile['kind']])[] = [
  [/\.parquet$/iu, 'parquet'],
  [/\.(?:jsonl|ndjson)(?:\.gz)?$/iu, 'json-lines'],
  [/\.json(?:\.gz)?$/iu, 'json'],
  [/\.(?:csv|tsv)(?:\.gz)?$/iu, 'csv'],
];
const mostFiles = 10_000;

/** The log files that a user named, in order; of a folder all with a known ending, by name; what is on the web is fetched. */
export async function findLogFiles(
  named: readonly { readonly name: string; readonly path: string }[],
  limits: RemoteLimits = remoteLimits,
): Promise<Result<readonly LogFile[]>> {
  const diagnostics: Diagnostic[] = [];
  const files: LogFile[] = [];
  for (const each of named) {
    const found = await (isWebAddress(each.name) ? remoteFile(each.name, limits) : filesOf(each));
    diagnostics.push(...found.diagnostics);
    if (found.ok) files.push(...found.value);
  }
  if (files.length > mostFiles) {
    return fail(
      problem(
        'io/too-many-files',
        `there are ${files.length} files, more than the ${mostFiles} that are read`,
      ),
    );
  }
  if (!hasErrors(diagnostics)) return ok(files, diagnostics);
  await discardLogs(files);
  return fail(...diagnostics);
}

async function remoteFile(address: string, limits: RemoteLimits): Promise<Result<readonly LogFile[]>> {
  const fetched = await fetchLog(address, limits);
  if (!fetched.ok) return fetched;
  const { name, file, path, folder } = fetched.value;
  const kind = kindByName(file) ?? (await kindByContent(path));
  if (kind === 'parquet' || !(await isWide(path))) return ok([{ name, path, kind, fetchedInto: folder }]);
  await discardLogs([{ fetchedInto: folder }]);
  return fail(problem('usage/unreadable', `${name}: its text is UTF-16; save it as UTF-8`));
}

async function filesOf({
  name,
  path,
}: {
  readonly name: string;
  readonly path: string;
}): Promise<Result<readonly LogFile[]>> {
  try {
    const found = await stat(path);
    if (found.isFile()) {
      const kind = kindByName(name) ?? (await kindByContent(path));
      if (kind === 'parquet' || !(await isWide(path))) return ok([{ name, path, kind }]);
      return fail(problem('usage/unreadable', `${name}: its text is UTF-16; save it as UTF-8`));
    }
    if (!found.isDirectory()) return fail(problem('io/not-a-file', `${name}: expected a file or a folder`));
    const inside = (await readdir(path)).filter((each) => !each.startsWith('.')).sort();
    const files = inside.flatMap((each): LogFile[] => {
      const kind = kindByName(each);
      return kind === undefined ? [] : [{ name: join(name, each), path: join(path, each), kind }];
    });
    return files.length > 0
      ? ok(files)
      : fail(problem('io/missing', `${name}: holds no file that ends with .csv, .json, .jsonl or .parquet`));
  } catch (error) {
    return failedFile(name, error);
  }
}

function kindByName(name: string): LogFile['kind'] | undefined {
  return endings.find(([ending]) => ending.test(name))?.[1];
}

/** Whether a text has two bytes for each character, as its mark at the beginning says. */
async function isWide(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return [0xfeff, 0xfffe].includes(buffer.readUInt16BE());
  } finally {
    await handle.close();
  }
}

/** By the first bytes, for a file whose name says nothing. */
async function kindByContent(path: string): Promise<LogFile['kind']> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0);
    const text = buffer.subarray(0, bytesRead).toString('utf8').trimStart();
    if (text.startsWith('PAR1')) return 'parquet';
    if (text.startsWith('[')) return 'json';
    return text.startsWith('{') ? 'json-lines' : 'csv';
  } finally {
    await handle.close();
  }
}
