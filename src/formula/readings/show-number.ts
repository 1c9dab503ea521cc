import type { Exact } from '../graph/decimal.ts';

const mostDigits = 12;

/** A number as a person reads it: separators, at most 12 significant digits, nothing rounded away without a mark. */
export function showNumber(value: Exact): string {
  if (!value.isFinite()) return 'undefined';
  const isWhole = value.precision() <= mostDigits;
  const shown = isWhole ? value : value.toSignificantDigits(mostDigits);
  const mark = isWhole || shown.eq(value) ? '' : '…';
  return `${groupThousands(shown.toFixed())}${mark}`;
}

/** The digits of a number with separators by thousands, whatever the machine's language. */
export function groupThousands(digits: string): string {
  const point = digits.indexOf('.');
  const end = point === -1 ? digits.length : point;
  if (end <= 3) return digits;
  return digits.slice(0, end).replaceAll(/\B(?=(\d{3})+$)/gu, ',') + digits.slice(end);
}
