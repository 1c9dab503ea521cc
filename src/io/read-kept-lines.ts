import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { decodeText } from './decode-text.ts';
import { failedFile } from './failure.ts';

export interface KeptLines {
  /** The file's text with every other line empty, so that places stay those of the file. */
  readonly text: string;
  /** SHA-256 of the whole file, in hexadecimal. */
  readonly digest: string;
}

const longestLine = 1_000_000;
const lineFeed = 10;

/** The lines of a regular file of any size that `keeps` says matter, up to `sizeLimit` bytes of them. Lines count from 1. */
export async function readKeptLines(
  path: string,
  { name, sizeLimit }: { readonly name: string; readonly sizeLimit: number },
  keeps: (line: string, number: number) => boolean,
): Promise<Result<KeptLines>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!(await handle.stat()).isFile()) return fail(problem('io/not-a-file', `${name}: it is not a regular file`)); // prettier-ignore
    const hash = createHash('sha256');
    const kept: Buffer[] = [];
    let size = 0;
    let number = 0;
    const take = (line: Buffer): void => {
      number += 1;
      const part = keeps(line.toString('utf8'), number) ? line : Buffer.alloc(0);
      kept.push(part, newLine);
      size += part.length;
    };
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        const piece = chunk.subarray(start, end);
        take(rest.length === 0 ? piece : Buffer.concat([rest, piece]));
        rest = Buffer.alloc(0);
        start = end + 1;
      }
      rest = Buffer.concat([rest, chunk.subarray(start)]);
      if (rest.length > longestLine || size > sizeLimit) return tooLarge(name, sizeLimit);
    }
    if (rest.length > 0) take(rest);
    const text = decodeText(name, Buffer.concat(kept));
    return text.ok ? ok({ text: text.value, digest: hash.digest('hex') }) : text;
  } catch (error) {
    return failedFile(name, error);
  } finally {
    await handle?.close();
  }
}

const newLine = Buffer.from('\n');

function tooLarge(name: string, sizeLimit: number): Result<never> {
  const message = `${name}: the lines that matter hold more than the ${sizeLimit} bytes that are read of one file`;
  return fail(problem('io/too-large', message));
}
