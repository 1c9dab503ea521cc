import { plainText } from '../../text/plain-text.ts';

/** Keeps two characters from being read together (`@name`, `#12`, `https://`) and is not seen. */
const apart = '&#8203;';

/** The colon before `smile:`, `+1:` or `100:`; a line and a column of a file (`a.yaml:16:7`) stay as they can be copied. */
const emojiCode = /:(?=(?:100|1234|\d*[A-Za-z_+-][A-Za-z0-9_+-]*):)/gu;

const harmless = /^[A-Za-z0-9 .,%()/+-]*$/u;

/**
 * A text as GitHub and GitLab show it unchanged, in Markdown and inside HTML tags alike: everything that would be markup
 * is written as an entity, and mentions, references, links and emoji codes are taken apart. On one line, cut at `longest`.
 */
export function escapeMarkdown(text: string, longest: number): string {
  const plain = plainText(text, longest);
  if (harmless.test(plain)) return plain;
  return plain
    .replaceAll(/[&<>"'`*~[\]|\\$^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/gu, entity)
    .replaceAll('@', `@${apart}`)
    .replaceAll(/(?<!&)#(?=\w)/gu, `#${apart}`)
    .replaceAll('://', `:${apart}//`)
    .replaceAll(/\b(www|GH)(?=[.-])/giu, `$1${apart}`)
    .replaceAll(emojiCode, `:${apart}`);
}

/** The start of a line, where some signs would begin a heading, a list, a rule or a table. */
export function guardStart(escaped: string): string {
  return escaped.replace(/^\s*(?:[-+#=:]|\d+[.)])/u, (start) => start.slice(0, -1) + entity(start.slice(-1)));
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

const address =
  /https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?(?:[/?#][A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*)?/u;

/** A source: an address of the web in it stays one that can be followed. */
export function escapeSource(text: string, longest: number): string {
  const plain = plainText(text, longest);
  const found = address.exec(plain);
  if (found === null || plain.endsWith('…')) return escapeMarkdown(plain, longest);
  const before = plain.slice(0, found.index);
  const after = plain.slice(found.index + found[0].length);
  // Anything glued to it is part of something else, not of an address.
  if (!/^$|\s$/u.test(before) || !/^$|^\s/u.test(after)) return escapeMarkdown(plain, longest);
  return `${escapeMarkdown(before, longest)}<${found[0]}>${escapeMarkdown(after, longest)}`;
}
