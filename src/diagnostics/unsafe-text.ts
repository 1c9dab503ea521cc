/**
 * What a terminal, a spreadsheet or a browser acts on, or what is not seen, or turns the direction of reading: control
 * characters, marks without width, bidirectional controls, line separators, tags, halves of characters.
 */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** The text with spaces in place of such characters, as many as they are long, so that places in it stay where they are. */
export function withoutUnsafe(text: string): string {
  return text.replaceAll(unsafe, (character) => ' '.repeat(character.length));
}

/** The same where line breaks may stay, as in a quoted field. */
export function withoutUnsafeInLines(text: string): string {
  return text.replaceAll(unsafe, (character) => (/[\t\r\n]/u.test(character) ? character : ' '));
}

/** A JSON text with such characters written as escapes, which a reader undoes; its own line breaks stay. */
export function withUnsafeEscaped(json: string): string {
  return other.test(json) ? json.replaceAll(unsafeInJson, escaped) : json;
}

/** What is neither a character of ASCII that is seen, nor a line break, nor a sign of our own formulas: few texts have it. */
const other = /[^\n\x20-\x7e×÷−…]/;

/** All of them but the line break, which stands on every line. */
const unsafeInJson = new RegExp(
  unsafe.source.replace(String.raw`\u0000-\u001f`, String.raw`\u0000-\u0009\u000b-\u001f`),
  'gu',
);

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
