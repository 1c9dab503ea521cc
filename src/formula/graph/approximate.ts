import type { Exact } from './decimal.ts';

/** Digits of a word of a decimal number's mantissa. */
const wordDigits = 7;
const word = 10 ** wordDigits;

/**
 * A double within a few units in the last place of an exact number, in a tenth of the time that the nearest one takes. For
 * searches whose comparisons allow for far more than that.
 */
export function nearDouble(value: Exact): number {
  const { d, e, s } = value;
  if (!value.isFinite() || e > 300 || e < -290) return value.toNumber();
  const [first = 0, second = 0, third = 0, fourth = 0] = d;
  if (first === 0) return 0;
  const mantissa = first + (second + (third + fourth / word) / word) / word;
  const place = Math.floor(e / wordDigits);
  return s * (place >= 0 ? mantissa * word ** place : mantissa / word ** -place);
}

/** Powers of ten that are numbers in double precision, to the last digit. */
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** As `toNumber`, without writing the number down: short ones, which most are, are one exact operation away from it. */
export function doubleOf(value: Exact): number {
  const { d: words, e, s } = value;
  if (!value.isFinite() || words.length > 2) return value.toNumber();
  const [high = 0, low] = words;
  const digits = low === undefined ? high : high * word + low;
  const exponent = wordDigits * (Math.floor(e / wordDigits) - words.length + 1);
  const power = powers[Math.abs(exponent)];
  if (power === undefined) return value.toNumber();
  return s * (exponent < 0 ? digits / power : digits * power);
}
