import { Rational } from '../graph/rational.ts';
import { wholeTolerance, wholeToleranceBelowZero } from '../graph/tolerance.ts';
import { Exact } from '../graph/decimal.ts';

/** How a ceiling takes whole numbers: n stands for everything up to n · above, or n · below where n is below zero. */
export interface WholeRule {
  readonly above: Rational;
  readonly below: Rational;
}

function factor(text: string): Rational {
  const read = Rational.fromExact(new Exact(text));
  if (read === undefined) throw new Error('the tolerance is not a number');
  return read;
}

/** The rule of `tolerance.ts`. */
export const wholeRule: WholeRule = {
  above: factor(wholeTolerance),
  below: factor(wholeToleranceBelowZero),
};

/** Whole numbers taken to the letter: for what a formula would do without the tolerance. */
export const plainRule: WholeRule = { above: Rational.of(1), below: Rational.of(1) };

/** The largest number whose ceiling is `whole`. */
export function topOf(whole: bigint, rule: WholeRule): Rational {
  return (whole < 0n ? rule.below : rule.above).times(Rational.of(whole));
}

/** The least whole number whose top is not below `value`. */
export function ceilingOf(value: Rational, rule: WholeRule): bigint {
  return value.over(value.sign < 0 ? rule.below : rule.above).ceiling();
}

/** The ceiling of numbers just above `value`. */
export function ceilingAbove(value: Rational, rule: WholeRule): bigint {
  return value.over(value.sign < 0 ? rule.below : rule.above).floor() + 1n;
}
