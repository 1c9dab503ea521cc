import { Exact } from '../graph/decimal.ts';
import { operations } from '../operations/index.ts';
import { formsOf, type Atom, type Atoms } from './atoms.ts';
import { contentOf, scaleForm, termOf, withoutFactors, type SumOfProducts, type Product } from './form.ts';
import { Listing } from './listing.ts';
import type { VectorPlan } from './plan.ts';

const one = new Exact(1);

/**
 * A level and a threshold closer than this, relative, are equal: far above what a plan's rounding does, far below what a
 * figure can mean.
 */
const equalWithin = new Exact('1e-12');

/** Turns forms into instructions: common factors out of sums, one division for a product of divisors. */
export function lowerForms(
  atoms: Atoms,
  forms: readonly SumOfProducts[],
): Pick<VectorPlan, 'instructions' | 'outputs'> {
  const lowering = new Lowering(atoms, forms);
  return lowering.listing.finish(forms.map((form) => lowering.form(form)));
}

/** A value as an exact coefficient times what an instruction gives; no instruction is 1. */
interface Scaled {
  readonly coefficient: Exact;
  readonly index: number | undefined;
}

class Lowering {
  readonly listing = new Listing();
  readonly #atoms: Atoms;
  readonly #uses: ReadonlyMap<number, number>;
  readonly #known = new Map<number, number>();

  constructor(atoms: Atoms, forms: readonly SumOfProducts[]) {
    this.#atoms = atoms;
    const uses = countUses(atoms, forms);
    this.#uses = uses;
    // Ids rise from operands to users: in this order no atom waits for another, however deep the graph.
    for (const id of [...uses.keys()].sort((a, b) => a - b))
      if (atoms.get(id).kind !== 'inverse' || uses.get(id) !== 1) this.#atom(id);
  }

  form(form: SumOfProducts): number {
    return this.#times(this.#split(form));
  }

  #times({ coefficient, index }: Scaled): number {
    if (index === undefined) return this.listing.constant(coefficient.toNumber());
    if (coefficient.eq(1)) return index;
    const right = this.listing.constant(coefficient.toNumber());
    return this.listing.emit({ op: 'multiply', left: index, right });
  }

  #split(form: SumOfProducts): Scaled {
    const flat = this.#flatten(form);
    if (flat.length === 0) return { coefficient: new Exact(0), index: undefined };
    const { coefficient, factors, rest } = contentOf(flat);
    const [only, ...others] = rest;
    if (only !== undefined && others.length === 0)
      return { coefficient: coefficient.times(only.coefficient), index: this.#product(factors) };
    return { coefficient, index: this.#product(factors, this.#sum(rest)) };
  }

  /** Puts the terms of a group that is one term of a sum into the sum, where that does not make it longer. */
  #flatten(form: SumOfProducts): SumOfProducts {
    let flat = form;
    for (const term of form) {
      const [factor, ...others] = term.factors;
      if (factor === undefined || others.length > 0) continue;
      const atom = this.#atoms.get(factor);
      if (atom.kind !== 'group') continue;
      const opened = this.#atoms.sum([
        flat.filter((each) => each.key !== term.key),
        scaleForm(atom.of, term.coefficient),
      ]);
      if (this.#uses.get(factor) === 1 || opened.length <= flat.length) flat = opened;
    }
    return flat;
  }

  /** A sum whose terms share no factor. */
  #sum(terms: SumOfProducts): number {
    const factor = mostCommonFactor(terms);
    if (factor === undefined) return this.#plainSum(terms.map((term) => this.#term(term)));
    const having = terms.filter((term) => term.factors.includes(factor));
    const quotient = having.map((term) => termOf(term.coefficient, withoutFactors(term.factors, [factor])));
    const { coefficient, index } = this.#split(quotient);
    const product: Scaled = { coefficient, index: this.#product([factor], index) };
    const others = terms.filter((term) => !term.factors.includes(factor));
    if (others.length === 0) return this.#times(product);
    const rest =
      mostCommonFactor(others) === undefined ? others.map((term) => this.#term(term)) : [this.#split(others)];
    return this.#plainSum([product, ...rest]);
  }

  #term(term: Product): Scaled {
    return { coefficient: term.coefficient, index: this.#product(term.factors) };
  }

  #plainSum(terms: readonly Scaled[]): number {
    const rising = [...terms.filter(isAdded), ...terms.filter((term) => !isAdded(term))];
    const [first, ...others] = rising;
    if (first === undefined) return this.listing.constant(0);
    let sum = this.#times(first);
    for (const term of others) {
      const right = this.#times({ ...term, coefficient: term.coefficient.abs() });
      sum = this.listing.emit({ op: isAdded(term) ? 'add' : 'subtract', left: sum, right });
    }
    return sum;
  }

  /** The product of atoms and, if given, of what one more instruction gives; nothing for no factors. */
  #product(factors: readonly number[], more?: number): number | undefined {
    const divisors: number[] = [];
    let above = more;
    for (const [factor, count] of countEach(factors)) {
      const atom = this.#atoms.get(factor);
      if (atom.kind === 'inverse' && this.#uses.get(factor) === 1) {
        divisors.push(this.#repeated(this.form(atom.of), count));
        continue;
      }
      const value = this.#repeated(this.#atom(factor), count);
      above = above === undefined ? value : this.listing.emit({ op: 'multiply', left: above, right: value });
    }
    const [first, ...others] = divisors;
    if (first === undefined) return above;
    let below = first;
    for (const right of others) below = this.listing.emit({ op: 'multiply', left: below, right });
    return this.listing.emit({ op: 'divide', left: above ?? this.listing.constant(1), right: below });
  }

  /** A whole power from 1 up, by squaring. */
  #repeated(index: number, count: number): number {
    if (count === 1) return index;
    const half = this.#repeated(index, Math.floor(count / 2));
    const square = this.listing.emit({ op: 'multiply', left: half, right: half });
    return count % 2 === 0 ? square : this.listing.emit({ op: 'multiply', left: square, right: index });
  }

  #atom(id: number): number {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const index = this.#lower(this.#atoms.get(id));
    this.#known.set(id, index);
    return index;
  }

  #lower(atom: Atom): number {
    const { listing } = this;
    switch (atom.kind) {
      case 'column':
        return listing.emit({ op: 'column', column: atom.column });
      case 'special':
        return listing.constant(atom.value);
      case 'group':
        return this.form(atom.of);
      case 'inverse':
        return listing.emit({ op: 'divide', left: listing.constant(1), right: this.form(atom.of) });
      case 'power':
        return listing.emit({ op: 'power', left: this.form(atom.base), right: this.form(atom.exponent) });
      case 'ceiling':
        return this.#ceiling(atom.of);
      case 'choose': {
        const by = this.form(atom.by);
        let otherwise = this.form(atom.otherwise);
        for (const { above, value } of atom.cases)
          otherwise = listing.emit({
            op: 'choose',
            by,
            above: this.#threshold(above, atom.inclusive),
            inclusive: atom.inclusive,
            value: this.form(value),
            otherwise,
          });
        return otherwise;
      }
      default:
        return this.#extreme(atom.kind, atom.of);
    }
  }

  /** The rule of `operations/ceiling.ts`: the lesser of the two quotients is the one of x's own sign. */
  #ceiling(of: SumOfProducts): number {
    const { coefficient, index } = this.#split(of);
    const [above, below] = operations.ceiling.compiled;
    const left = this.#times({ coefficient: coefficient.times(above), index });
    const right = this.#times({ coefficient: coefficient.times(below), index });
    // Where left is NaN so is right: no strictness is needed.
    return this.listing.emit({
      op: 'ceiling',
      of: this.listing.emit({ op: 'minimum', left, right, strict: false }),
    });
  }

  /** A threshold moved by what rounding can do, so that a level that is equal to it in decimals counts as equal. */
  #threshold(above: SumOfProducts, inclusive: boolean): number {
    const { coefficient, index } = this.#split(above);
    const scaled = (factor: Exact): number => this.#times({ coefficient: coefficient.times(factor), index });
    const [more, less] = [scaled(one.plus(equalWithin)), scaled(one.minus(equalWithin))];
    if (index === undefined) return coefficient.isNegative() === inclusive ? more : less;
    return this.listing.emit({
      op: inclusive ? 'minimum' : 'maximum',
      left: more,
      right: less,
      strict: this.#atoms.mayFail(above),
    });
  }

  #extreme(op: 'minimum' | 'maximum', forms: readonly SumOfProducts[]): number {
    // What may fail comes first: the loose instruction keeps a NaN on its left.
    const failing = forms.filter((form) => this.#atoms.mayFail(form));
    const [first, ...others] = [...failing, ...forms.filter((form) => !this.#atoms.mayFail(form))];
    if (first === undefined) throw new Error(`${op} needs an operand`);
    let best = this.form(first);
    for (const form of others)
      best = this.listing.emit({ op, left: best, right: this.form(form), strict: this.#atoms.mayFail(form) });
    return best;
  }
}

function isAdded(term: Scaled): boolean {
  return !term.coefficient.isNegative();
}

function countEach(factors: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const factor of factors) counts.set(factor, (counts.get(factor) ?? 0) + 1);
  return counts;
}

/** The factor of the most terms, if it is in two at least; the first made among equals. */
function mostCommonFactor(terms: readonly Product[]): number | undefined {
  const counts = countEach(terms.flatMap((term) => [...new Set(term.factors)]));
  let best: number | undefined;
  for (const [factor, count] of counts) {
    const most = best === undefined ? 1 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== undefined && factor < best)) best = factor;
  }
  return best;
}

/** In how many terms each atom stands, over everything that the forms need. */
function countUses(atoms: Atoms, forms: readonly SumOfProducts[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  const waiting = [...forms];
  for (let form = waiting.pop(); form !== undefined; form = waiting.pop())
    for (const factor of form.flatMap((term) => [...new Set(term.factors)])) {
      const count = uses.get(factor) ?? 0;
      uses.set(factor, count + 1);
      if (count === 0) waiting.push(...formsOf(atoms.get(factor)));
    }
  return uses;
}
