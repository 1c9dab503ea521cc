import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail, ok, problem, type Result } from '../../../../diagnostics/index.ts';
import { fetchBounded, readKeptLines, readTextFile } from '../../../../io/index.ts';

/** Lists of others reach 2 MB; catalogs of machines are larger. */
const sizeLimit = 20_000_000;

export interface SourceText {
  readonly text: string;
  /** SHA-256 of the content. */
  readonly digest: string;
  /** Where it was fetched from, without a query, which may hold a key; undefined for a file. */
  readonly address: string | undefined;
}

/**
 * The text of a file, or of an address that begins with `https:` (`http:` for this machine itself). Of a file above the
 * limit only the lines that `keepsLine` keeps are read, where there is one.
 */
export async function readSource(
  where: string,
  cwd: string,
  keepsLine?: (line: string, number: number) => boolean,
): Promise<Result<SourceText>> {
  if (!/^https?:\/\//iu.test(where)) {
    const path = resolve(cwd, where);
    if (keepsLine !== undefined && (await sizeOf(path)) > sizeLimit) {
      const kept = await readKeptLines(path, { name: where, sizeLimit }, keepsLine);
      return kept.ok ? ok({ ...kept.value, address: undefined }) : kept;
    }
    const text = await readTextFile(path, { name: where, sizeLimit });
    return text.ok ? ok({ text: text.value, digest: sha256(text.value), address: undefined }) : text;
  }
  const fetched = await fetchBounded(where, { sizeLimit });
  if (!fetched.ok) return fetched;
  if (fetched.value.status === 'unchanged') throw new Error('no ETag was sent');
  const { bytes, digest, url } = fetched.value;
  const address = url.replace(/[?#].*$/u, '');
  try {
    return ok({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), digest, address });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return fail(problem('io/not-utf8', `${address}: is not valid UTF-8`));
  }
}

/** Bytes of the file; none where it cannot be looked at, which reading it then reports. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
