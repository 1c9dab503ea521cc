/** A piece of a formula in words or in numbers. */
export interface Phrase {
  readonly text: string;
  /** How strongly the text holds together: sums least, single terms most. */
  readonly binding: number;
}

export const [sums, products, strong] = [1, 2, 3];

/** The text of a phrase as a part of something that holds together more strongly, in brackets where it needs them. */
export function within(phrase: Phrase | undefined, binding: number): string {
  if (phrase === undefined) return '';
  return phrase.binding < binding ? `(${phrase.text})` : phrase.text;
}

/** `the least of (a, b)`. */
export function listed(name: string, of: readonly Phrase[]): Phrase {
  return { text: `${name}(${of.map((each) => each.text).join(', ')})`, binding: strong };
}
