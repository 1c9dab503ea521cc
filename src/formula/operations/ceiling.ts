import { nearDouble } from '../graph/approximate.ts';
import { Exact } from '../graph/decimal.ts';
import { Rational } from '../graph/rational.ts';
import type { Curvature } from './operation.ts';
import { listed, type Phrase } from './phrase.ts';

/**
 * The one rule for whole numbers: the ceiling of x is the least whole n with x ≤ n·(1 + 1e-9), for x ≥ 0, so that no
 * representation of 3 (2.9999999999, 3.0000000001) buys a fourth node. Below zero the factor is 1 - 1e-9.
 * Every reading computes it as the plain ceiling of x divided by the factor.
 */
export const wholeTolerance = '1.000000001';
export const wholeToleranceBelowZero = '0.999999999';

const [above, below] = [Number(wholeTolerance), Number(wholeToleranceBelowZero)];

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

/** The rule as fractions. */
export const wholeRule: WholeRule = {
  above: factor(wholeTolerance),
  below: factor(wholeToleranceBelowZero),
};

/** Whole numbers taken to the letter: for what a formula would do without the tolerance. */
export const plainRule: WholeRule = { above: Rational.of(1), below: Rational.of(1) };

const [exactAbove, exactBelow] = [new Exact(wholeTolerance), new Exact(wholeToleranceBelowZero)];
/** As many as the tolerance is less than one of. */
const surelyWhole = 1e8;

function exactCeiling(of: Exact): Exact {
  const near = nearDouble(of);
  if (of.isInteger() && !of.isNegative() && near < surelyWhole) return of;
  // Well between two whole numbers the tolerance, less than a tenth, changes nothing.
  const part = near - Math.floor(near);
  if (near > 0 && near < surelyWhole && part > 0.2 && part < 0.999) return new Exact(Math.floor(near) + 1);
  return of.div(of.isNegative() ? exactBelow : exactAbove).ceil();
}

/** The ceiling in every reading that has one value for a step. */
export const ceiling = {
  exact: exactCeiling,
  double: (of: number): number => Math.ceil(of < 0 ? of / below : of / above),
  rational: (of: Rational, rule: WholeRule): bigint =>
    of.over(of.sign < 0 ? rule.below : rule.above).ceiling(),
  /** The ceiling of numbers just above. */
  rationalAbove: (of: Rational, rule: WholeRule): bigint =>
    of.over(of.sign < 0 ? rule.below : rule.above).floor() + 1n,
  /** The largest number whose ceiling is `whole`. */
  top: (whole: bigint, rule: WholeRule): Rational =>
    (whole < 0n ? rule.below : rule.above).times(Rational.of(whole)),
  /** What a compiled loop multiplies by: it takes the plain ceiling of the lesser of the two products. */
  get compiled() {
    return [new Exact(1).div(wholeTolerance), new Exact(1).div(wholeToleranceBelowZero)] as const;
  },
  words: (of: Phrase): Phrase => listed('rounded up ', [of]),
  curvature: (): Curvature => 'stepped',
  /** In generated JavaScript, of what was multiplied so. */
  script: (of: string): string => `Math.ceil(${of})`,
};
