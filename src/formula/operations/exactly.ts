import { Exact } from '../graph/decimal.ts';

/**
 * Sums, products and quotients of exact numbers. Most terms of a statement are zero and most factors one: these take no
 * arithmetic, and what comes out is the same number.
 */
export function sumOf(a: Exact, b: Exact): Exact {
  if (isNone(a) && isShort(b) && !b.isZero()) return b;
  if (isNone(b) && isShort(a) && !a.isZero()) return a;
  return a.plus(b);
}

export function productOf(a: Exact, b: Exact): Exact {
  if (isOne(a) && isShort(b)) return b;
  if (isOne(b) && isShort(a)) return a;
  if (isNone(a) && isShort(b) && b.s > 0) return a;
  if (isNone(b) && isShort(a) && a.s > 0) return b;
  return a.times(b);
}

export function quotientOf(a: Exact, b: Exact): Exact {
  return isOne(b) && isShort(a) ? a : a.div(b);
}

function isOne({ d, e, s }: Exact): boolean {
  return d !== null && d.length === 1 && d[0] === 1 && e === 0 && s === 1;
}

/** Zero with the sign of a positive number. */
function isNone({ d, s }: Exact): boolean {
  return d !== null && d[0] === 0 && s === 1;
}

/** Digits of a word of a decimal number's mantissa. */
const wordDigits = 7;
const mostDigits = Exact.precision;

/** Whether it is finite and of so few digits that no operation would round it. */
function isShort({ d }: Exact): boolean {
  if (d === null || d.length <= 9) return d !== null;
  if (d.length > 10) return false;
  let digits = wordDigits * (d.length - 1);
  for (let first = d[0] as number; first >= 1; first /= 10) digits += 1;
  for (let last = d[9] as number; last !== 0 && last % 10 === 0; last /= 10) digits -= 1;
  return digits <= mostDigits;
}
