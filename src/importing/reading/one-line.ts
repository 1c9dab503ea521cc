/** A text of a stranger's file, to be shown on one line: no control characters or broken ones, not longer than 200 characters. */
export function inOneLine(text: string): string {
  const clean = text
    .slice(0, 201)
    // oxlint-disable-next-line no-control-regex -- removing control characters is what this is for
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll(/[\p{Surrogate}\ufffd]/gu, '?');
  return clean.length > 200 ? `${clean.slice(0, 197)}...` : clean;
}
