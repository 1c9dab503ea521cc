/** A part of a spreadsheet formula: its text, and what its surroundings have to know of it. */
export interface Expression {
  readonly text: string;
  /** How strongly the text holds together: sums least, references and calls most. */
  readonly binding: number;
  /** How deep calls and parentheses are nested. */
  readonly depth: number;
}

export const bindings = { sum: 1, product: 2, power: 3, atom: 4 } as const;

/** A reference to a cell, or a number. */
export function atom(text: string): Expression {
  return { text, binding: bindings.atom, depth: 0 };
}

/** The expression, in parentheses where it holds together less than it must. */
export function within(of: Expression, binding: number): string {
  return of.binding < binding ? `(${of.text})` : of.text;
}

/** How deep something is nested that is made of the parts. */
export function deeper(parts: readonly Expression[]): number {
  return 1 + parts.reduce((most, { depth }) => Math.max(most, depth), 0);
}

/** Parts joined by an operator, each in parentheses where it holds together less than `least`. */
export function joined(
  parts: readonly Expression[],
  operator: string,
  binding: number,
  least: readonly number[] = [binding],
): Expression {
  const text = parts
    .map((each, index) => within(each, least[Math.min(index, least.length - 1)] ?? binding))
    .join(operator);
  return { text, binding, depth: deeper(parts) };
}

export function call(name: string, parts: readonly Expression[]): Expression {
  return {
    text: `${name}(${parts.map(({ text }) => text).join(',')})`,
    binding: bindings.atom,
    depth: deeper(parts),
  };
}
