import type { Exact } from '../graph/decimal.ts';
import type { Rational } from '../graph/rational.ts';
import { ceiling, wholeRule } from '../operations/ceiling.ts';
import type { Dependence } from '../readings/varying.ts';
import { addForms, scaleForm, type Form } from './form.ts';
import { reduceFormulas } from './reduce.ts';

/**
 * The value of an input at which a step that rounds up, given by its place, goes from one whole number to the next: where
 * what it rounds is a straight line in the input, or one line divided by another. Undefined where it is neither.
 */
export function placeOfStep(
  dependence: Dependence,
  address: string,
  place: number,
  whole: number,
): Exact | undefined {
  const node = dependence.flat.nodes[place];
  const [form] = node?.op === 'ceiling' ? reduceFormulas(node.operands, address, undefined, dependence) : [];
  const line = form === undefined ? undefined : zeroWhere(form, ceiling.top(BigInt(whole), wholeRule));
  if (line === undefined || line.slope.isZero) return undefined;
  return line.constant.negated().over(line.slope).toExact();
}

/** A line that is zero where the form has a value; undefined where no line is. */
function zeroWhere(form: Form, value: Rational): Form | undefined {
  const { constant, slope, terms } = form;
  const [term, ...others] = terms;
  const minus = value.negated();
  if (term === undefined) return { constant: constant.plus(minus), slope, terms };
  const { atom, factor } = term;
  const isQuotient = others.length === 0 && constant.isZero && slope.isZero && atom.op === 'quotient';
  if (!isQuotient || atom.left.terms.length > 0 || atom.right.terms.length > 0) return undefined;
  return addForms([scaleForm(atom.left, factor), scaleForm(atom.right, minus)]);
}
