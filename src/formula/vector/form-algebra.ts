import type { Algebra } from '../graph/algebra.ts';
import { Exact } from '../graph/decimal.ts';
import { expandLeast } from '../operations/least.ts';
import { operations } from '../operations/index.ts';
import type { Overrides } from '../readings/exact.ts';
import type { Atoms } from './atoms.ts';
import { constantOf, contentOf, divideForm, scaleForm, termOf, type SumOfProducts } from './form.ts';

/** A product longer than this is not merged into others, so that repeated squaring stays small. */
const longestProduct = 32;
/** A sum of more terms than this enters others as one factor. */
const longestSum = 256;
/** A whole exponent up to this is repeated multiplication. */
const largestMultipliedPower = 16;
const minusOne = new Exact(-1);

/**
 * Reads a graph as sums of products over atoms. Every figure that does not depend on a varied input is computed here,
 * by the rules of the exact reading, so that the compiled loop sees it as one literal.
 */
export function formAlgebra(
  atoms: Atoms,
  columns: ReadonlyMap<string, number>,
  fixed: Overrides,
): Algebra<SumOfProducts> {
  const algebra: Algebra<SumOfProducts> = {
    constant: (node) => atoms.constant(node.value),
    input: (node) => {
      const column = columns.get(node.address);
      return column === undefined
        ? atoms.constant(fixed.get(node.address) ?? node.value)
        : atoms.form({ kind: 'column', column });
    },
    named: (_, of) => of,
    add: (terms) => sum(atoms, terms),
    subtract: (from, what) => sum(atoms, [from, scaleForm(what, minusOne)]),
    multiply: (factors) => product(atoms, factors),
    divide: (dividend, divisor) => quotient(atoms, dividend, divisor),
    minimum: (of) => extreme(atoms, 'minimum', of),
    maximum: (of) => extreme(atoms, 'maximum', of),
    ceiling: (of) => {
      const value = constantOf(of);
      return value === undefined
        ? atoms.form({ kind: 'ceiling', of })
        : atoms.constant(operations.ceiling.exact(value));
    },
    power: (base, exponent) => power(atoms, base, exponent),
    least: (node, upTo, of) => expandLeast(node, upTo, of, algebra, constantOf(upTo)?.toNumber() ?? null),
    choose: (node, by, otherwise, cases) => choose(atoms, node.inclusive, by, otherwise, cases),
  };
  return algebra;
}

function sum(atoms: Atoms, forms: readonly SumOfProducts[]): SumOfProducts {
  const terms = atoms.sum(forms);
  return terms.length > longestSum ? atoms.form({ kind: 'group', of: terms }) : terms;
}

/** The product: sums are not multiplied out, but enter as factors. */
function product(atoms: Atoms, forms: readonly SumOfProducts[]): SumOfProducts {
  const constants = forms.map(constantOf);
  const varying = forms.filter((_, index) => constants[index] === undefined);
  let coefficient = constants.reduce<Exact>(
    (all, each) => (each === undefined ? all : all.times(each)),
    new Exact(1),
  );
  const [only, ...others] = varying;
  if (only === undefined) return atoms.constant(coefficient);
  if (coefficient.isZero() && !varying.some((form) => atoms.mayFail(form))) return [];
  if (others.length === 0) return scaleForm(only, coefficient);
  const factors: number[] = [];
  for (const form of varying) {
    const content = contentOf(form);
    coefficient = coefficient.times(content.coefficient);
    const inner = [...content.factors, ...groupOf(atoms, content.rest)];
    factors.push(
      ...(inner.length > longestProduct
        ? [atoms.intern({ kind: 'group', of: [termOf(new Exact(1), inner)] }).id]
        : inner),
    );
  }
  return [termOf(coefficient, factors)];
}

/** The factor that a sum is, none if it is 1. */
function groupOf(atoms: Atoms, rest: SumOfProducts): readonly number[] {
  const [first, second] = rest;
  if (first !== undefined && second === undefined && first.coefficient.eq(1)) return first.factors;
  return [atoms.intern({ kind: 'group', of: rest }).id];
}

function quotient(atoms: Atoms, dividend: SumOfProducts, divisor: SumOfProducts): SumOfProducts {
  const value = constantOf(divisor);
  if (value !== undefined && !value.isZero()) return divideForm(dividend, value);
  if (value !== undefined) {
    const numerator = constantOf(dividend);
    if (numerator !== undefined) return atoms.constant(operations.divide.exact(numerator, value));
    return product(atoms, [dividend, atoms.form({ kind: 'special', value: Number.POSITIVE_INFINITY })]);
  }
  const content = contentOf(divisor);
  const below = [...content.factors, ...groupOf(atoms, content.rest)];
  const inverses = below.flatMap((id) => {
    const atom = atoms.get(id);
    return atom.kind === 'inverse' ? [atom.of] : [];
  });
  const plain = below.filter((id) => atoms.get(id).kind !== 'inverse');
  const inverse: SumOfProducts =
    plain.length === 0 ? [] : atoms.form({ kind: 'inverse', of: [termOf(new Exact(1), plain)] });
  return product(atoms, [
    divideForm(dividend, content.coefficient),
    ...inverses,
    ...(plain.length === 0 ? [] : [inverse]),
  ]);
}

function extreme(atoms: Atoms, kind: 'minimum' | 'maximum', forms: readonly SumOfProducts[]): SumOfProducts {
  const constants = forms.map(constantOf).filter((each) => each !== undefined);
  const varying = forms.filter((form) => constantOf(form) === undefined);
  const bound = constants.length === 0 ? [] : [atoms.constant(constants.reduce(operations[kind].exact))];
  const of = [...varying, ...bound];
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : atoms.form({ kind, of });
}

function power(atoms: Atoms, base: SumOfProducts, exponent: SumOfProducts): SumOfProducts {
  const times = constantOf(exponent);
  const constantBase = constantOf(base);
  if (times !== undefined && constantBase !== undefined)
    return atoms.constant(operations.power.exact(constantBase, times));
  if (times !== undefined && times.isInteger() && times.abs().lte(largestMultipliedPower)) {
    const count = times.abs().toNumber();
    if (count === 0) return atoms.constant(new Exact(1));
    const raised = product(
      atoms,
      Array.from({ length: count }, () => base),
    );
    return times.isNegative() ? quotient(atoms, atoms.constant(new Exact(1)), raised) : raised;
  }
  return atoms.form({ kind: 'power', base, exponent });
}

function choose(
  atoms: Atoms,
  inclusive: boolean,
  by: SumOfProducts,
  otherwise: SumOfProducts,
  cases: readonly { readonly above: SumOfProducts; readonly value: SumOfProducts }[],
): SumOfProducts {
  const level = constantOf(by);
  const left: { readonly above: SumOfProducts; readonly value: SumOfProducts }[] = [];
  let start = otherwise;
  for (const each of cases) {
    const threshold = level === undefined ? undefined : constantOf(each.above);
    if (level === undefined || threshold === undefined) left.push(each);
    else if (operations.choose.sign(inclusive, level.cmp(threshold))) {
      start = each.value;
      left.length = 0;
    }
  }
  return left.length === 0
    ? start
    : atoms.form({ kind: 'choose', by, otherwise: start, cases: left, inclusive });
}
