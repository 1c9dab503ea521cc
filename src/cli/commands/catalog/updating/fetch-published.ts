import type { KeyObject } from 'node:crypto';
import { parseUpdateIndex, type PublishedFile } from '../../../../catalog/index.ts';
import { fail, ok, problem, type Result } from '../../../../diagnostics/index.ts';
import { decodeText, fetchBounded } from '../../../../io/index.ts';
import { checkSignature } from './signature.ts';

/** An index is a few lines; a file is at most what is read of one. */
const limits = { index: 200_000, file: 5_000_000 } as const;

/** What is published, or that it is what the caller has. */
export type Published =
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'fetched';
      readonly etag: string | null;
      readonly files: readonly PublishedFile[];
      /** The address of the index after redirects, beside which the files lie. */
      readonly url: string;
    };

/**
 * Fetches the index within a time limit in milliseconds. With an ETag the server may say that nothing has changed; with a key
 * the index has to be signed by it.
 */
export async function fetchIndex(
  from: string,
  etag: string | null,
  timeLimit: number,
  key: KeyObject | null = null,
): Promise<Result<Published>> {
  const fetched = await fetchBounded(from, {
    timeLimit,
    sizeLimit: limits.index,
    ...(etag === null ? {} : { etag }),
  });
  if (!fetched.ok) return fetched;
  if (fetched.value.status === 'unchanged') return ok({ status: 'unchanged' });
  const { bytes, url, etag: current } = fetched.value;
  const text = decodeText(url, bytes);
  if (!text.ok) return text;
  const signed = key === null ? ok(null) : await checkSignature(url, bytes, key, timeLimit);
  if (!signed.ok) return signed;
  const files = parseUpdateIndex(text.value, url);
  return files.ok ? ok({ status: 'fetched', etag: current, files: files.value, url }) : files;
}

/** The bytes of each file, all with the digests of the index, or none. */
export async function fetchFiles(
  index: string,
  files: readonly PublishedFile[],
  timeLimit: number,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const contents = new Map<string, Uint8Array>();
  for (const { name, sha256 } of files) {
    const url = new URL(name, index).href;
    const fetched = await fetchBounded(url, { timeLimit, sizeLimit: limits.file });
    if (!fetched.ok) return fetched;
    if (fetched.value.status === 'unchanged') throw new Error('a file is asked for without an ETag');
    if (fetched.value.digest !== sha256) {
      const message = `${url}: is not what the index says: its SHA-256 is ${fetched.value.digest}, not ${sha256}`;
      const hint = 'it was cut short, or published anew just now: try again in a while';
      return fail(problem('io/wrong-digest', message, { hint }));
    }
    contents.set(name, fetched.value.bytes);
  }
  return ok(contents);
}
