import type { Span } from '../../diagnostics/index.ts';

/** The place of an offset in a text. */
export function spanAt(text: string, file: string, offset: number, length = 0): Span {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, length };
}

/** The place of the value at a path in a text that is valid JSON; where the path ends early, of the last value on it. */
export function locateValue(text: string, file: string, path: readonly PropertyKey[]): Span {
  let start = skipSpace(text, 0);
  for (const key of path) {
    const next =
      text[start] === '{'
        ? memberAt(text, start, key)
        : text[start] === '['
          ? itemAt(text, start, key)
          : null;
    if (next === null) break;
    start = next;
  }
  const end = skipValue(text, start);
  const lineEnd = text.indexOf('\n', start);
  return spanAt(text, file, start, Math.min(end, lineEnd < 0 ? end : lineEnd) - start);
}

/** Of a repeated key the last one counts, as it does for JSON.parse. */
function memberAt(text: string, object: number, wanted: PropertyKey): number | null {
  let found: number | null = null;
  let at = skipSpace(text, object + 1);
  while (at < text.length && text[at] !== '}') {
    const keyEnd = skipString(text, at);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (JSON.parse(text.slice(at, keyEnd)) === wanted) found = value;
    at = skipComma(text, skipValue(text, value));
  }
  return found;
}

function itemAt(text: string, array: number, wanted: PropertyKey): number | null {
  let at = skipSpace(text, array + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index += 1) {
    if (index === wanted) return at;
    at = skipComma(text, skipValue(text, at));
  }
  return null;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? '.')) at += 1;
  return at;
}

function skipComma(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}

function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Without recursion, so that depth costs nothing. */
function skipValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"') at = skipString(text, at);
    else if ('{['.includes(character)) {
      depth += 1;
      at += 1;
    } else if ('}]'.includes(character)) {
      if (depth === 0) return at;
      depth -= 1;
      at += 1;
    } else if (depth === 0 && ', \t\r\n'.includes(character)) return at;
    else at += 1;
    if (depth === 0 && ('}]'.includes(character) || character === '"')) return at;
  }
  return at;
}
