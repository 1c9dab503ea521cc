import { Exact } from '../graph/decimal.ts';

/** A coefficient times a product of atoms: their ids, rising, repeated for powers. */
export interface Product {
  readonly coefficient: Exact;
  readonly factors: readonly number[];
  /** Same key, same factors. */
  readonly key: string;
}

/**
 * A formula as a sum of products with exact coefficients: the shape in which constants fold and like terms merge.
 * What is not a sum or a product (columns, ceilings, quotients ...) is an atom. No terms is zero.
 */
export type SumOfProducts = readonly Product[];

const one = new Exact(1);

export function termOf(coefficient: Exact, factors: readonly number[]): Product {
  const sorted = factors.toSorted((a, b) => a - b);
  return { coefficient, factors: sorted, key: sorted.join(',') };
}

export function atomForm(id: number): SumOfProducts {
  return [termOf(one, [id])];
}

/** The value of a form without atoms; undefined of any other. */
export function constantOf(form: SumOfProducts): Exact | undefined {
  const [first, second] = form;
  if (first === undefined) return new Exact(0);
  return second === undefined && first.factors.length === 0 ? first.coefficient : undefined;
}

export function scaleForm(form: SumOfProducts, by: Exact): SumOfProducts {
  return by.eq(1) ? form : form.map((term) => ({ ...term, coefficient: term.coefficient.times(by) }));
}

export function divideForm(form: SumOfProducts, by: Exact): SumOfProducts {
  return by.eq(1) ? form : form.map((term) => ({ ...term, coefficient: term.coefficient.div(by) }));
}

/** The sum, like terms merged. `keepsZero` says whether a term whose coefficient became zero has to stay. */
export function sumForms(
  forms: readonly SumOfProducts[],
  keepsZero: (term: Product) => boolean,
): SumOfProducts {
  const merged = new Map<string, Product>();
  for (const term of forms.flat()) {
    const known = merged.get(term.key);
    const coefficient = known === undefined ? term.coefficient : known.coefficient.plus(term.coefficient);
    merged.set(term.key, { ...term, coefficient });
  }
  return [...merged.values()]
    .filter((term) => !term.coefficient.isZero() || keepsZero(term))
    .sort((a, b) => compareFactors(a.factors, b.factors));
}

/** Shorter products after longer ones, so that a constant comes last. */
function compareFactors(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return b.length - a.length;
  const at = a.findIndex((each, index) => each !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** A form taken apart: coefficient × factors × rest, where rest's first coefficient is 1 and its terms share no factor. */
export interface Content {
  readonly coefficient: Exact;
  readonly factors: readonly number[];
  readonly rest: SumOfProducts;
}

/** The content of a form that is not zero. */
export function contentOf(form: SumOfProducts): Content {
  const [first, ...others] = form;
  if (first === undefined) throw new Error('zero has no content');
  let common = first.factors;
  for (const term of others) common = commonFactors(common, term.factors);
  const coefficient = first.coefficient.isZero() ? one : first.coefficient;
  const rest = form.map((term) =>
    termOf(term.coefficient.div(coefficient), withoutFactors(term.factors, common)),
  );
  return { coefficient, factors: common, rest };
}

function commonFactors(a: readonly number[], b: readonly number[]): readonly number[] {
  const left = [...b];
  return a.filter((factor) => {
    const at = left.indexOf(factor);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

export function withoutFactors(factors: readonly number[], without: readonly number[]): readonly number[] {
  const left = [...factors];
  for (const factor of without) {
    const at = left.indexOf(factor);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

export function formKey(form: SumOfProducts): string {
  return form.map((term) => `${term.coefficient.toString()}*${term.key}`).join('+');
}
