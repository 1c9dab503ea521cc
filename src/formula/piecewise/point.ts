import { Rational } from '../rational.ts';
import { ceilingOf, wholeRule, type WholeRule } from './ceiling.ts';
import { atomsOf, type Atom, type Form } from './form.ts';
import { rationalPower } from './reduce.ts';

type Value = Rational | null;

/** The forms as a function to their values at a point, also where they are not piecewise linear; null where one divides by zero. */
export function pointReader(
  forms: readonly Form[],
  rule: WholeRule = wholeRule,
): (at: Rational) => readonly (Rational | null)[] {
  const atoms = atomsOf(forms);
  return (at) => {
    const known = new Map<Atom, Value>();
    const of = (form: Form): Value => {
      let sum = form.constant.plus(form.slope.times(at));
      for (const { atom, factor } of form.terms) {
        const value = known.get(atom) ?? null;
        if (value === null) return null;
        sum = sum.plus(value.times(factor));
      }
      return sum;
    };
    for (const atom of atoms) known.set(atom, atomValue(atom, of, rule));
    return forms.map(of);
  };
}

function atomValue(atom: Atom, of: (form: Form) => Value, rule: WholeRule): Value {
  if (atom.op === 'ceiling') {
    const value = of(atom.of);
    return value === null ? null : Rational.of(ceilingOf(value, rule));
  }
  if (atom.op === 'select') {
    const by = of(atom.by);
    if (by === null) return null;
    return of((atom.inclusive ? by.sign >= 0 : by.sign > 0) ? atom.then : atom.otherwise);
  }
  const left = of(atom.left);
  const right = of(atom.right);
  if (left === null || right === null) return null;
  switch (atom.op) {
    case 'minimum':
      return left.isLess(right) ? left : right;
    case 'maximum':
      return left.isLess(right) ? right : left;
    case 'product':
      return left.times(right);
    case 'quotient':
      return right.isZero ? null : left.over(right);
    case 'power':
      return rationalPower(left, right) ?? null;
  }
}
