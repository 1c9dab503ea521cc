import { Exact } from '../formula/index.ts';

/** Binary digits after the point of the numbers that rates are searched with: about 60 decimal digits. */
export const places = 200n;
export const one = 1n << places;

/** Decimal digits that the largest of some amounts keeps. */
const digits = 60;

/** Amounts up to one positive factor, as whole numbers: searches for rates ask for signs and ratios alone, and whole numbers are quick. */
export function wholeAmounts(amounts: readonly Exact[]): readonly bigint[] {
  const largest = Exact.max(...amounts.map((each) => each.abs()), new Exact(0));
  if (largest.isZero()) return amounts.map(() => 0n);
  const shift = digits - 1 - largest.e;
  const factor = new Exact(10).pow(shift);
  return amounts.map((each) => BigInt(each.times(factor).toFixed(0)));
}

export function times(a: bigint, b: bigint): bigint {
  return (a * b) >> places;
}

/** A power by squaring, of a number with `places`. */
export function power(base: bigint, exponent: number): bigint {
  let [result, square] = [one, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

/** A ratio of whole numbers. */
export function ratio(a: bigint, b: bigint): Exact {
  return new Exact(String(a)).div(new Exact(String(b)));
}
