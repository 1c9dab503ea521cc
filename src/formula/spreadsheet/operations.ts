import type { Exact } from '../graph/decimal.ts';
import type { ChooseNode } from '../graph/graph.ts';
import { wholeTolerance, wholeToleranceBelowZero } from '../operations/index.ts';
import { atom, bindings, call, deeper, joined, within, type Expression } from './expression.ts';

/** A number in a formula, where spreadsheets keep 15 digits; undefined for one with more. */
export function literal(value: Exact): Expression | undefined {
  if (!value.isFinite() || value.precision() > 15) return undefined;
  const text = value.toFixed();
  if (text.length > 30) return undefined;
  return value.isNegative() ? { text, binding: bindings.sum, depth: 0 } : atom(text);
}

/**
 * The ceiling by the rule of `tolerance.ts`. INT rounds down also below zero, where ROUNDUP would round away from it. What
 * may be negative is given as a reference, since it stands twice.
 */
export function ceilingOf(of: Expression, isNeverNegative: boolean): Expression {
  const divided = (by: string): string => `${within(of, bindings.product)}/${by}`;
  if (isNeverNegative)
    return {
      text: `ROUNDUP(${divided(wholeTolerance)},0)`,
      binding: bindings.atom,
      depth: deeper([of]),
    };
  return {
    text: `-INT(-MIN(${divided(wholeTolerance)},${divided(wholeToleranceBelowZero)}))`,
    binding: bindings.sum,
    depth: 1 + deeper([of]),
  };
}

/** A power; spreadsheets refuse 0^0, which is 1 here. */
export function powerOf(base: Expression, exponent: Expression, mayBeZero: boolean): Expression {
  const plain = joined([base, exponent], '^', bindings.power, [bindings.atom, bindings.atom]);
  return mayBeZero ? call('IF', [equal(exponent, atom('0')), atom('1'), plain]) : plain;
}

function equal(left: Expression, right: Expression): Expression {
  return joined([left, right], '=', bindings.sum, [bindings.sum]);
}

/**
 * A level and a threshold that differ by less than this, relative, are equal: more than what rounding does in double
 * precision, less than what a figure can mean.
 */
const equalWithin = '1E-12';

/** The condition of one case of a choice; `isPlain` where both sides stand as they were written, and rounding took no part. */
export function isReached(
  node: ChooseNode,
  by: Expression,
  above: Expression,
  isPlain: boolean,
  isNeverNegative: boolean,
): Expression {
  const operator = node.inclusive ? '>=' : '>';
  if (isPlain) return joined([by, above], operator, bindings.sum, [bindings.sum]);
  const scaled = (sign: '+' | '-'): Expression =>
    joined(
      [above, { text: `1${sign}${equalWithin}`, binding: bindings.sum, depth: 0 }],
      '*',
      bindings.product,
    );
  const threshold = isNeverNegative
    ? scaled(node.inclusive ? '-' : '+')
    : call(node.inclusive ? 'MIN' : 'MAX', [scaled('+'), scaled('-')]);
  return joined([by, threshold], operator, bindings.sum, [bindings.sum]);
}
