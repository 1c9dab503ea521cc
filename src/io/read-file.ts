import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { fail, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { decodeText } from './decode-text.ts';
import { failedFile } from './failure.ts';

/** Scenario, catalog and policy files are far smaller; price lists of others reach 2 MB. */
export const defaultSizeLimit = 5_000_000;

export interface ReadLimits {
  /** The file's name in messages; its path where none is given. */
  readonly name?: string;
  /** In bytes; 5 MB where none is given. */
  readonly sizeLimit?: number;
}

/** The text of a file, without a byte order mark. All failures are `io/...`. */
export async function readTextFile(path: string, limits: ReadLimits = {}): Promise<Result<string>> {
  const bytes = await readFileBytes(path, limits);
  return bytes.ok ? decodeText(limits.name ?? path, bytes.value) : bytes;
}

/** The bytes of a regular file, never more than the limit, even where the file grows while it is read. */
export async function readFileBytes(path: string, limits: ReadLimits = {}): Promise<Result<Uint8Array>> {
  const { name = path, sizeLimit = defaultSizeLimit } = limits;
  return withFile(path, { name, sizeLimit }, (file, size) => readUpTo(file, name, sizeLimit, size));
}

/** Whether that is a regular file within the limit, without reading it: the same failures as where it is read. */
export async function findFile(path: string, limits: ReadLimits = {}): Promise<Result<null>> {
  const { name = path, sizeLimit = defaultSizeLimit } = limits;
  return withFile(path, { name, sizeLimit }, () => ok(null));
}

/** Without threads: to start those takes longer than to read what is read here. */
function withFile<T>(
  path: string,
  { name, sizeLimit }: Required<ReadLimits>,
  use: (file: number, size: number) => Result<T>,
): Result<T> {
  if (path.includes('\0')) return fail(problem('io/missing', `${name}: a path cannot hold a zero byte`));
  let file: number | undefined;
  try {
    // Not blocking, so that a pipe without a writer is refused below instead of waited for.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(file);
    if (status.isDirectory()) return fail(problem('io/is-folder', `${name}: it is a folder, not a file`));
    if (!status.isFile()) return fail(problem('io/not-a-file', `${name}: it is not a regular file`));
    if (status.size > sizeLimit) return fail(tooLarge(name, sizeLimit));
    return use(file, status.size);
  } catch (error) {
    return failedFile(name, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function tooLarge(name: string, sizeLimit: number): Diagnostic {
  return problem(
    'io/too-large',
    `${name}: is larger than ${sizeLimit} bytes, the most that is read of one file`,
  );
}

function readUpTo(file: number, name: string, sizeLimit: number, expected: number): Result<Uint8Array> {
  let bytes = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    if (read === 0) return ok(bytes.subarray(0, length));
    length += read;
    if (length > sizeLimit) return fail(tooLarge(name, sizeLimit));
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
  }
}
