/** A constant and a sum of columns, with bounds that are proved. */
export interface Affine {
  readonly constant: number;
  readonly terms: ReadonlyMap<number, number>;
  readonly lower: number;
  readonly upper: number;
}

/** A number that no decision changes. */
export function fixed(value: number): Affine {
  return { constant: value, terms: new Map(), lower: value, upper: value };
}

export function isFixed({ terms }: Affine): boolean {
  return terms.size === 0;
}

/** a + factor · b. Coefficients that rounding alone leaves over are dropped, so that they ask for nothing. */
export function plus(a: Affine, b: Affine, factor: number, boundsOf: BoundsOf): Affine {
  if (factor === 0) return a;
  const terms = new Map(a.terms);
  for (const [column, coefficient] of b.terms) {
    const before = terms.get(column) ?? 0;
    const sum = before + factor * coefficient;
    const size = Math.max(Math.abs(before), Math.abs(factor * coefficient));
    if (Math.abs(sum) <= 1e-13 * size) terms.delete(column);
    else terms.set(column, sum);
  }
  return bounded(a.constant + factor * b.constant, terms, boundsOf, {
    lower: a.lower + (factor > 0 ? factor * b.lower : factor * b.upper),
    upper: a.upper + (factor > 0 ? factor * b.upper : factor * b.lower),
  });
}

/** factor · a. */
export function times(a: Affine, factor: number): Affine {
  if (factor === 0) return fixed(0);
  return {
    constant: a.constant * factor,
    terms: new Map([...a.terms].map(([column, coefficient]) => [column, coefficient * factor])),
    lower: factor > 0 ? a.lower * factor : a.upper * factor,
    upper: factor > 0 ? a.upper * factor : a.lower * factor,
  };
}

/** The bounds of a column. */
export type BoundsOf = (column: number) => { readonly lower: number; readonly upper: number };

/** Bounds from the columns, or those that are known otherwise where these are closer. */
function bounded(
  constant: number,
  terms: ReadonlyMap<number, number>,
  boundsOf: BoundsOf,
  known: { readonly lower: number; readonly upper: number },
): Affine {
  let [lower, upper] = [constant, constant];
  for (const [column, coefficient] of terms) {
    const { lower: least, upper: most } = boundsOf(column);
    lower += coefficient > 0 ? coefficient * least : coefficient * most;
    upper += coefficient > 0 ? coefficient * most : coefficient * least;
  }
  return { constant, terms, lower: Math.max(lower, known.lower), upper: Math.min(upper, known.upper) };
}
