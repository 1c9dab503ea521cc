import { Rational } from '../graph/rational.ts';
import { ceilingOf, wholeRule, type WholeRule } from './ceiling.ts';
import { atomsOf, type Atom, type Form } from './form.ts';
import { rationalPower } from './reduce.ts';

/** The operations that a form needs, on one kind of number. Null is a value that does not exist. */
interface Arithmetic<T> {
  readonly number: (of: Rational) => T;
  readonly plus: (a: T, b: T) => T;
  readonly times: (a: T, b: T) => T;
  readonly over: (a: T, b: T) => T | null;
  readonly power: (a: T, b: T) => T | null;
  readonly ceiling: (of: T) => T;
  readonly sign: (of: T) => number;
  readonly isLess: (a: T, b: T) => boolean;
  readonly least: (atom: Atom & { readonly op: 'least' }, at: T) => T | null;
}

function exactly(rule: WholeRule): Arithmetic<Rational> {
  return {
    number: (of) => of,
    plus: (a, b) => a.plus(b),
    times: (a, b) => a.times(b),
    over: (a, b) => (b.isZero ? null : a.over(b)),
    power: (a, b) => rationalPower(a, b) ?? null,
    ceiling: (of) => Rational.of(ceilingOf(of, rule)),
    sign: (of) => of.sign,
    isLess: (a, b) => a.isLess(b),
    least: (atom, at) => Rational.fromExact(atom.exactly(at.toExact())) ?? null,
  };
}

const above = wholeRule.above.toNumber();
const below = wholeRule.below.toNumber();
const inDoubles: Arithmetic<number> = {
  number: (of) => of.toNumber(),
  plus: (a, b) => a + b,
  times: (a, b) => a * b,
  over: (a, b) => (b === 0 ? null : a / b),
  power: (a, b) => (Number.isFinite(a ** b) ? a ** b : null),
  ceiling: (of) => Math.ceil(of < 0 ? of / below : of / above),
  sign: (of) => Math.sign(of),
  isLess: (a, b) => a < b,
  least: (atom, at) => atom.roughly(at),
};

/** The forms as a function to their values at a point, also where they are not piecewise linear; null where one divides by zero. */
export function pointReader(
  forms: readonly Form[],
  rule: WholeRule = wholeRule,
): (at: Rational) => readonly (Rational | null)[] {
  return readerOf(forms, exactly(rule));
}

/** As `pointReader`, in double precision: for looking around. */
export function roughPointReader(forms: readonly Form[]): (at: number) => readonly (number | null)[] {
  return readerOf(forms, inDoubles);
}

function readerOf<T>(forms: readonly Form[], arithmetic: Arithmetic<T>): (at: T) => readonly (T | null)[] {
  const atoms = atomsOf(forms);
  const prepare = preparer(arithmetic);
  const steps = atoms.map((atom) => ({ atom, read: atomReader(atom, prepare, arithmetic) }));
  const roots = forms.map(prepare);
  return (at) => {
    const known: Known<T> = new Map();
    for (const { atom, read } of steps) known.set(atom, read(at, known));
    return roots.map((root) => root(at, known));
  };
}

type Known<T> = Map<Atom, T | null>;
type Read<T> = (at: T, known: Known<T>) => T | null;

/** A form with its coefficients in the arithmetic's own numbers. */
function preparer<T>({ number, plus, times }: Arithmetic<T>): (form: Form) => Read<T> {
  return (form) => {
    const constant = number(form.constant);
    const slope = number(form.slope);
    const terms = form.terms.map(({ atom, factor }) => ({ atom, factor: number(factor) }));
    return (at, known) => {
      let sum = form.slope.isZero ? constant : plus(constant, times(slope, at));
      for (const { atom, factor } of terms) {
        const value = known.get(atom) ?? null;
        if (value === null) return null;
        sum = plus(sum, times(value, factor));
      }
      return sum;
    };
  };
}

function atomReader<T>(atom: Atom, prepare: (form: Form) => Read<T>, arithmetic: Arithmetic<T>): Read<T> {
  if (atom.op === 'least') return (at) => arithmetic.least(atom, at);
  if (atom.op === 'ceiling') {
    const of = prepare(atom.of);
    return (at, known) => {
      const value = of(at, known);
      return value === null ? null : arithmetic.ceiling(value);
    };
  }
  if (atom.op === 'select') {
    const [by, met, otherwise] = [prepare(atom.by), prepare(atom.met), prepare(atom.otherwise)];
    return (at, known) => {
      const level = by(at, known);
      if (level === null) return null;
      const sign = arithmetic.sign(level);
      return ((atom.inclusive ? sign >= 0 : sign > 0) ? met : otherwise)(at, known);
    };
  }
  const [left, right, combine] = [prepare(atom.left), prepare(atom.right), combination(atom.op, arithmetic)];
  return (at, known) => {
    const [a, b] = [left(at, known), right(at, known)];
    return a === null || b === null ? null : combine(a, b);
  };
}

function combination<T>(
  op: 'minimum' | 'maximum' | 'product' | 'quotient' | 'power',
  { isLess, times, over, power }: Arithmetic<T>,
): (a: T, b: T) => T | null {
  switch (op) {
    case 'minimum':
      return (a, b) => (isLess(b, a) ? b : a);
    case 'maximum':
      return (a, b) => (isLess(a, b) ? b : a);
    case 'product':
      return times;
    case 'quotient':
      return over;
    case 'power':
      return power;
  }
}
