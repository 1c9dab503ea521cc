import { withoutUnsafe } from '../../diagnostics/index.ts';

/** Most texts are this, and need no look at each character. Double spaces are not. */
const usual = /^(?:[!-~]| (?! ))*$/u;

/** A text on one line, without anything that is not plain text; longer ones are cut with a mark. */
export function plainText(text: string, longest: number): string {
  if (text.length <= longest && usual.test(text)) return text;
  // Cut before replacing too, so that a text of megabytes costs nothing.
  const start = withoutUnsafe(text.slice(0, longest * 4)).replaceAll('\u202f', ' ');
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
