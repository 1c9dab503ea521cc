const space = /[ \t\r\n]*/uy;
const plainStart = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Where a text that JSON.parse refuses stops being JSON. Not every engine's message says it. */
export function findSyntaxError(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = skip(space, text, 0) ?? 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    const isEnd = character === (open.at(-1) === '{' ? '}' : ']') && open.length > 0;
    let next: number | null = at + 1;
    if (isEnd && expected.endsWith('end')) {
      open.pop();
      expected = 'comma-or-end';
    } else if (expected === 'colon') {
      if (character !== ':') return at;
      expected = 'value';
    } else if (expected === 'comma-or-end') {
      if (character !== ',') return at;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (expected === 'key' || expected === 'key-or-end') {
      next = character === '"' ? stringEnd(text, at) : null;
      expected = 'colon';
    } else if (expected !== 'nothing' && (character === '{' || character === '[')) {
      open.push(character);
      expected = character === '{' ? 'key-or-end' : 'value-or-end';
    } else {
      const isValue = expected === 'value' || expected === 'value-or-end';
      next = !isValue ? null : character === '"' ? stringEnd(text, at) : skip(plainStart, text, at);
      expected = 'comma-or-end';
    }
    if (next === null) return at;
    if (open.length === 0 && expected === 'comma-or-end') expected = 'nothing';
    at = skip(space, text, next) ?? next;
  }
  return text.length;
}

function skip(pattern: RegExp, text: string, from: number): number | null {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Null where the string has no end, a wrong escape or a control character in it. */
function stringEnd(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') return at + 1;
    if (character < ' ') return null;
    if (character !== '\\') continue;
    const escape = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/u.exec(text.slice(at + 1, at + 6))?.[0];
    if (escape === undefined) return null;
    at += escape.length;
  }
  return null;
}
