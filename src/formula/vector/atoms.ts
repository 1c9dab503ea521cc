import type { Exact } from '../graph/decimal.ts';
import { atomForm, formKey, sumForms, type SumOfProducts, type Product } from './form.ts';

/** What a sum of products is made of: everything that is itself neither. */
export type AtomShape =
  | { readonly kind: 'column'; readonly column: number }
  /** A figure that is no number, such as one divided by zero. */
  | { readonly kind: 'special'; readonly value: number }
  /** A form used as a factor. */
  | { readonly kind: 'group' | 'inverse' | 'ceiling'; readonly of: SumOfProducts }
  | { readonly kind: 'minimum' | 'maximum'; readonly of: readonly SumOfProducts[] }
  | { readonly kind: 'power'; readonly base: SumOfProducts; readonly exponent: SumOfProducts }
  | {
      readonly kind: 'choose';
      readonly by: SumOfProducts;
      readonly otherwise: SumOfProducts;
      readonly cases: readonly { readonly above: SumOfProducts; readonly value: SumOfProducts }[];
      readonly inclusive: boolean;
    };

export type Atom = AtomShape & {
  readonly id: number;
  /** Whether it can be NaN or infinite although every column is finite. */
  readonly mayFail: boolean;
};

/** The forms that an atom is computed from. */
export function formsOf(atom: AtomShape): readonly SumOfProducts[] {
  switch (atom.kind) {
    case 'column':
    case 'special':
      return [];
    case 'minimum':
    case 'maximum':
      return atom.of;
    case 'power':
      return [atom.base, atom.exponent];
    case 'choose':
      return [
        atom.by,
        atom.otherwise,
        ...atom.cases.map((each) => each.above),
        ...atom.cases.map((each) => each.value),
      ];
    default:
      return [atom.of];
  }
}

/** The atoms of one plan: the same shape is one atom, and an atom's id is larger than those it is computed from. */
export class Atoms {
  readonly #atoms: Atom[] = [];
  readonly #known = new Map<string, Atom>();

  get(id: number): Atom {
    const atom = this.#atoms[id];
    if (atom === undefined) throw new Error(`there is no atom ${id}`);
    return atom;
  }

  intern(shape: AtomShape): Atom {
    const key = shapeKey(shape);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const fails = shape.kind === 'inverse' || shape.kind === 'power' || shape.kind === 'special';
    const mayFail = fails || formsOf(shape).some((form) => this.mayFail(form));
    const atom: Atom = { ...shape, id: this.#atoms.length, mayFail };
    this.#atoms.push(atom);
    this.#known.set(key, atom);
    return atom;
  }

  form(shape: AtomShape): SumOfProducts {
    return atomForm(this.intern(shape).id);
  }

  mayFail(form: SumOfProducts): boolean {
    return form.some((term) => this.termMayFail(term));
  }

  termMayFail(term: Product): boolean {
    return term.factors.some((factor) => this.get(factor).mayFail);
  }

  /** The sum of forms. A term of nothing stays where it may be zero times infinity. */
  sum(forms: readonly SumOfProducts[]): SumOfProducts {
    return sumForms(forms, (term) => this.termMayFail(term));
  }

  /** A constant, or the atom for one that is not finite. */
  constant(value: Exact): SumOfProducts {
    if (value.isFinite()) return value.isZero() ? [] : [{ coefficient: value, factors: [], key: '' }];
    return this.form({ kind: 'special', value: value.toNumber() });
  }
}

function shapeKey(shape: AtomShape): string {
  const forms = formsOf(shape).map(formKey).join(' ; ');
  switch (shape.kind) {
    case 'column':
      return `column ${shape.column}`;
    case 'special':
      return `special ${shape.value}`;
    case 'choose':
      return `choose ${shape.inclusive} ${shape.cases.length} ${forms}`;
    default:
      return `${shape.kind} ${forms}`;
  }
}
