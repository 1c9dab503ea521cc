import { fail, problem, type Result } from '../diagnostics/index.ts';
import { decodeText } from './decode-text.ts';
import { failedFile } from './failure.ts';
import { defaultSizeLimit } from './read-file.ts';

let taken: Promise<Result<string>> | undefined;

/** All of standard input as text, 5 MB at most. It can be read once, so that a second call gets the same text. */
export function readStandardInput(name = 'standard input'): Promise<Result<string>> {
  taken ??= read(name);
  return taken;
}

async function read(name: string): Promise<Result<string>> {
  if (process.stdin.isTTY) {
    return fail(
      problem('io/missing', `${name}: nothing is piped into it`, {
        hint: 'write `crossover run - < support.yaml`, or name the file',
      }),
    );
  }
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of process.stdin as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > defaultSizeLimit) {
        return fail(problem('io/too-large', `${name}: is larger than ${defaultSizeLimit} bytes`));
      }
      parts.push(part);
    }
  } catch (error) {
    return failedFile(name, error);
  }
  return decodeText(name, Buffer.concat(parts));
}
