/** The text with what is half of a character replaced, so that every encoding can hold it. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
