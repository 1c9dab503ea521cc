import type { Exact } from '../graph/decimal.ts';
import type { Node } from '../graph/graph.ts';
import { one, Rational, zero } from '../graph/rational.ts';

/** A step that is not linear in the parameter, over forms of its operands. A later atom never occurs in an earlier one. */
export type Atom = {
  readonly index: number;
  /** The step of the formula, for messages. */
  readonly node: Node;
} & AtomOperation;

export type AtomOperation =
  | { readonly op: 'ceiling'; readonly of: Form }
  | { readonly op: 'minimum' | 'maximum'; readonly left: Form; readonly right: Form }
  | {
      readonly op: 'select';
      /** Where this is above zero (with `inclusive`: not below), the value is `met`, else `otherwise`. */
      readonly by: Form;
      readonly inclusive: boolean;
      readonly met: Form;
      readonly otherwise: Form;
    }
  | {
      /** A choice that is made anew at every value: it is read at points only. */
      readonly op: 'least';
      readonly exactly: (at: Exact) => Exact;
      readonly roughly: (at: number) => number;
    }
  | { readonly op: 'product' | 'quotient' | 'power'; readonly left: Form; readonly right: Form };

/** A formula as constant + slope · parameter + Σ factor · atom; factors are not zero, atoms in ascending order. */
export interface Form {
  readonly constant: Rational;
  readonly slope: Rational;
  readonly terms: readonly { readonly atom: Atom; readonly factor: Rational }[];
}

export function constantForm(constant: Rational): Form {
  return { constant, slope: zero, terms: [] };
}

export function atomForm(atom: Atom): Form {
  return { constant: zero, slope: zero, terms: [{ atom, factor: one }] };
}

/** Whether the parameter does not occur in it. */
export function isConstant(form: Form): boolean {
  return form.terms.length === 0 && form.slope.isZero;
}

export function addForms(forms: readonly Form[]): Form {
  const [first, ...rest] = forms;
  if (first !== undefined && rest.length === 0) return first;
  let constant = zero;
  let slope = zero;
  const factors = new Map<Atom, Rational>();
  for (const form of forms) {
    constant = constant.plus(form.constant);
    slope = slope.plus(form.slope);
    for (const { atom, factor } of form.terms) factors.set(atom, factor.plus(factors.get(atom) ?? zero));
  }
  const terms = [...factors]
    .filter(([, factor]) => !factor.isZero)
    .map(([atom, factor]) => ({ atom, factor }))
    .sort((a, b) => a.atom.index - b.atom.index);
  return { constant, slope, terms };
}

export function scaleForm(form: Form, by: Rational): Form {
  if (by.isZero) return constantForm(zero);
  return {
    constant: form.constant.times(by),
    slope: form.slope.times(by),
    terms: form.terms.map(({ atom, factor }) => ({ atom, factor: factor.times(by) })),
  };
}

export function subtractForms(from: Form, what: Form): Form {
  return addForms([from, scaleForm(what, Rational.of(-1))]);
}

/** The number r with a = r · b, where there is one. */
export function ratioOfForms(a: Form, b: Form): Rational | undefined {
  const ratio = leadingRatio(a, b);
  if (ratio === undefined || ratio.isZero) return undefined;
  const rest = subtractForms(a, scaleForm(b, ratio));
  return isConstant(rest) && rest.constant.isZero ? ratio : undefined;
}

function leadingRatio(a: Form, b: Form): Rational | undefined {
  if (!b.slope.isZero) return a.slope.over(b.slope);
  const [left] = a.terms;
  const [right] = b.terms;
  return left === undefined || right === undefined || left.atom !== right.atom
    ? undefined
    : left.factor.over(right.factor);
}

/** The form as one quotient, where it is a constant and quotients over multiples of one form. */
export function asQuotient(form: Form): { readonly left: Form; readonly right: Form } | undefined {
  const [first] = form.terms;
  if (first?.atom.op !== 'quotient' || !form.slope.isZero) return undefined;
  const { right } = first.atom;
  const parts = [scaleForm(right, form.constant)];
  for (const { atom, factor } of form.terms) {
    if (atom.op !== 'quotient') return undefined;
    const ratio = atom.right === right ? one : ratioOfForms(right, atom.right);
    if (ratio === undefined) return undefined;
    parts.push(scaleForm(atom.left, ratio.times(factor)));
  }
  return { left: addForms(parts), right };
}

/** The forms that an atom is made of. */
function formsOf(atom: Atom): readonly Form[] {
  switch (atom.op) {
    case 'least':
      return [];
    case 'ceiling':
      return [atom.of];
    case 'select':
      return [atom.by, atom.met, atom.otherwise];
    default:
      return [atom.left, atom.right];
  }
}

/** Every atom that the forms depend on, each after those that it is made of. */
export function atomsOf(forms: readonly Form[]): readonly Atom[] {
  const found = new Set<Atom>();
  const waiting = forms.flatMap((form) => form.terms.map(({ atom }) => atom));
  for (let atom = waiting.pop(); atom !== undefined; atom = waiting.pop()) {
    if (found.has(atom)) continue;
    found.add(atom);
    for (const form of formsOf(atom)) for (const term of form.terms) waiting.push(term.atom);
  }
  return [...found].sort((a, b) => a.index - b.index);
}
