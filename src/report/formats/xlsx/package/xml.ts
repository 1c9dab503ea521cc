import { withoutUnsafeInLines } from '../../../../diagnostics/index.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as the content of an element or an attribute, without characters that XML cannot hold. */
export function escaped(text: string): string {
  return withoutUnsafeInLines(text).replaceAll(/[&<>"]/gu, (character) => entities[character] ?? character);
}

/** The most characters that a cell can hold. */
const longestText = 32_767;

/**
 * The text of a cell. Spreadsheets read `_x0041_` in it as an escape of their own, so an underscore before one is written as
 * such an escape.
 */
export function cellText(text: string): string {
  const short =
    Array.from(text).length > longestText
      ? `${Array.from(text)
          .slice(0, longestText - 1)
          .join('')}…`
      : text;
  return escaped(short.replaceAll(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_'));
}

export const xmlHeader = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const namespaces = `xmlns="${main}" xmlns:r="${relationships}"`;
export const relationshipTypes = relationships;
