import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
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
  return withFile(path, { name, sizeLimit }, async (handle, size) => readUpTo(handle, name, sizeLimit, size));
}

/** Whether that is a regular file within the limit, without reading it: the same failures as where it is read. */
export async function findFile(path: string, limits: ReadLimits = {}): Promise<Result<null>> {
  const { name = path, sizeLimit = defaultSizeLimit } = limits;
  return withFile(path, { name, sizeLimit }, () => ok(null));
}

async function withFile<T>(
  path: string,
  { name, sizeLimit }: Required<ReadLimits>,
  use: (handle: FileHandle, size: number) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  if (path.includes('\0')) return fail(problem('io/missing', `${name}: a path cannot hold a zero byte`));
  let handle: FileHandle | undefined;
  try {
    // Not blocking, so that a pipe without a writer is refused below instead of waited for.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = await handle.stat();
    if (status.isDirectory()) return fail(problem('io/is-folder', `${name}: it is a folder, not a file`));
    if (!status.isFile()) return fail(problem('io/not-a-file', `${name}: it is not a regular file`));
    if (status.size > sizeLimit) return fail(tooLarge(name, sizeLimit));
    return await use(handle, status.size);
  } catch (error) {
    return failedFile(name, error);
  } finally {
    await handle?.close();
  }
}

function tooLarge(name: string, sizeLimit: number): Diagnostic {
  return problem(
    'io/too-large',
    `${name}: is larger than ${sizeLimit} bytes, the most that is read of one file`,
  );
}

async function readUpTo(
  handle: FileHandle,
  name: string,
  sizeLimit: number,
  expected: number,
): Promise<Result<Uint8Array>> {
  let bytes = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
    if (bytesRead === 0) return ok(bytes.subarray(0, length));
    length += bytesRead;
    if (length > sizeLimit) return fail(tooLarge(name, sizeLimit));
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
  }
}
