/** Characters that a terminal or a browser would act on, or that turn the direction of reading. */
const unprintable =
  // oxlint-disable-next-line no-control-regex -- removing control characters is what this is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Most texts are this, and need no look at each character. Double spaces are not. */
const usual = /^(?:[!-~]| (?! ))*$/u;

/** A text on one line, without anything that is not plain text; longer ones are cut with a mark. */
export function plainText(text: string, longest: number): string {
  if (text.length <= longest && usual.test(text)) return text;
  // Cut before replacing too, so that a text of megabytes costs nothing.
  const start = text.slice(0, longest * 4).replaceAll(unprintable, ' ');
  const line = start.replaceAll(/\s+/gu, ' ');
  const characters = Array.from(line);
  const isWhole = characters.length <= longest && text.length <= longest * 4;
  return isWhole ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

/** The same with every space kept, for what is drawn with characters. */
export function spacedText(text: string, longest: number): string {
  return text
    .split(' ')
    .map((part) => plainText(part, longest))
    .join(' ');
}
