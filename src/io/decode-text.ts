import { isUtf8 } from 'node:buffer';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';

const lineFeed = 0x0a;

/** Bytes as UTF-8 text without its byte order mark. Binary content and other encodings fail, with the first bad line. */
export function decodeText(name: string, bytes: Uint8Array): Result<string> {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    return fail(problem('io/not-utf8', `${name}: is UTF-16, expected UTF-8`, { hint: 'save it as UTF-8' }));
  }
  if (bytes.includes(0)) {
    return fail(problem('io/binary', `${name}: is binary (it holds a zero byte), expected UTF-8 text`));
  }
  if (!isUtf8(bytes)) {
    const line = firstBadLine(bytes);
    return fail(
      problem('io/not-utf8', `${name}: line ${line} is not valid UTF-8`, {
        span: { file: name, line, column: 1, length: 0 },
        hint: 'save it as UTF-8',
      }),
    );
  }
  return ok(new TextDecoder().decode(bytes));
}

/** A line feed is never part of a longer UTF-8 sequence, so lines can be looked at one by one. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(lineFeed, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line += 1;
  }
}
