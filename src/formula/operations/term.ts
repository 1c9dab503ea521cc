/** A piece of a formula in words or in numbers. */
export interface Term {
  readonly text: string;
  /** How strongly the text holds together: sums least, single terms most. */
  readonly binding: number;
}

export const [sums, products, strong] = [1, 2, 3];

/** The text of a term as part of something that holds together more strongly, in brackets where it needs them. */
export function within(term: Term | undefined, binding: number): string {
  if (term === undefined) return '';
  return term.binding < binding ? `(${term.text})` : term.text;
}

/** `the least of (a, b)`. */
export function listed(name: string, of: readonly Term[]): Term {
  return { text: `${name}(${of.map((each) => each.text).join(', ')})`, binding: strong };
}
