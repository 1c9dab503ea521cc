import { Rational } from '../graph/rational.ts';
import { operations, wholeRule, type WholeRule } from '../operations/index.ts';
import { atomsOf, type Atom, type Form } from './form.ts';

/** The operations that a form needs, on one kind of number. Null is a value that does not exist. */
interface Arithmetic<T> {
  readonly number: (of: Rational) => T;
  readonly add: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly divide: Combine<T>;
  readonly power: Combine<T>;
  readonly minimum: Combine<T>;
  readonly maximum: Combine<T>;
  readonly ceiling: (of: T) => T;
  readonly sign: (of: T) => number;
  readonly least: (atom: Atom & { readonly op: 'least' }, at: T) => T | null;
}
type Combine<T> = (a: T, b: T) => T | null;

function exactly(rule: WholeRule): Arithmetic<Rational> {
  return {
    number: (of) => of,
    add: operations.add.rational,
    multiply: operations.multiply.rational,
    divide: operations.divide.rational,
    power: operations.power.rational,
    minimum: operations.minimum.rational,
    maximum: operations.maximum.rational,
    ceiling: (of) => Rational.of(operations.ceiling.rational(of, rule)),
    sign: (of) => of.sign,
    least: (atom, at) => Rational.fromExact(atom.exactly(at.toExact())) ?? null,
  };
}

/** A figure that is no number, such as one divided by zero, is none. */
const finite =
  (operation: (a: number, b: number) => number): Combine<number> =>
  (a, b) => {
    const value = operation(a, b);
    return Number.isFinite(value) ? value : null;
  };

const inDoubles: Arithmetic<number> = {
  number: (of) => of.toNumber(),
  add: operations.add.double,
  multiply: operations.multiply.double,
  divide: finite(operations.divide.double),
  power: finite(operations.power.double),
  minimum: operations.minimum.double,
  maximum: operations.maximum.double,
  ceiling: operations.ceiling.double,
  sign: (of) => Math.sign(of),
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
    const known: AtomValues<T> = new Map();
    for (const { atom, read } of steps) known.set(atom, read(at, known));
    return roots.map((root) => root(at, known));
  };
}

type AtomValues<T> = Map<Atom, T | null>;
type Read<T> = (at: T, known: AtomValues<T>) => T | null;

/** A form with its coefficients in the arithmetic's own numbers. */
function preparer<T>({ number, add, multiply }: Arithmetic<T>): (form: Form) => Read<T> {
  return (form) => {
    const constant = number(form.constant);
    const slope = number(form.slope);
    const terms = form.terms.map(({ atom, factor }) => ({ atom, factor: number(factor) }));
    return (at, known) => {
      let sum = form.slope.isZero ? constant : add(constant, multiply(slope, at));
      for (const { atom, factor } of terms) {
        const value = known.get(atom) ?? null;
        if (value === null) return null;
        sum = add(sum, multiply(value, factor));
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
      const isMet = operations.choose.sign(atom.inclusive, arithmetic.sign(level));
      return (isMet ? met : otherwise)(at, known);
    };
  }
  const [left, right, combine] = [prepare(atom.left), prepare(atom.right), arithmetic[operationOf[atom.op]]];
  return (at, known) => {
    const [a, b] = [left(at, known), right(at, known)];
    return a === null || b === null ? null : combine(a, b);
  };
}

const operationOf = {
  minimum: 'minimum',
  maximum: 'maximum',
  product: 'multiply',
  quotient: 'divide',
  power: 'power',
} as const;
