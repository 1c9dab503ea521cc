/**
 * Excel's own first line, `sep=;`, names what divides the fields. The text has an empty line in its place, so that
 * lines keep their numbers.
 */
export function readSeparatorLine(text: string): {
  readonly text: string;
  readonly separator: string | null;
} {
  const found = /^\ufeff?"?sep=([^\r\n])"?(?=\r|\n)/iu.exec(text);
  return found === null
    ? { text, separator: null }
    : { text: text.slice(found[0].length), separator: found[1] ?? null };
}
