import { one, Rational } from '../graph/rational.ts';
import { bent, type Operation } from './operation.ts';
import { products, strong, within } from './phrase.ts';

/** Whole exponents up to here, of bases up to `largestBase`, are computed exactly; others to the 64 digits of `Exact`. */
const largestExponent = 64;
const largestBase = 1n << 64n;

export const power: Operation = {
  exact: (base, exponent) => base.pow(exponent),
  double: (base, exponent) => base ** exponent,
  rational: rationalPower,
  words: ([base, exponent]) => ({
    text: `${within(base, strong)}^${within(exponent, strong)}`,
    binding: products,
  }),
  curvature: (_, roughest) => bent(roughest),
  script: (base, exponent) => `Math.pow(${base}, ${exponent})`,
};

function rationalPower(base: Rational, exponent: Rational): Rational | null {
  const whole = exponent.reduced();
  const small = base.reduced();
  if (whole.denominator === 1n && isWithin(whole.numerator, BigInt(largestExponent))) {
    if (small.isZero && whole.sign < 0) return null;
    if (isWithin(small.numerator, largestBase) && isWithin(small.denominator, largestBase)) {
      const size = whole.sign < 0 ? -whole.numerator : whole.numerator;
      const raised = Rational.of(small.numerator ** size, small.denominator ** size);
      return whole.sign < 0 ? one.over(raised) : raised;
    }
  }
  return Rational.fromExact(base.toExact().pow(exponent.toExact())) ?? null;
}

function isWithin(value: bigint, bound: bigint): boolean {
  return value <= bound && value >= -bound;
}
