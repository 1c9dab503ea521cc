import type { Exact } from '../graph/decimal.ts';

const mostDigits = 12;

/** A number as a person reads it: separators, at most 12 significant digits, nothing rounded away without a mark. */
export function showNumber(value: Exact): string {
  if (!value.isFinite()) return 'undefined';
  const isWhole = value.precision() <= mostDigits;
  const shown = isWhole ? value : value.toSignificantDigits(mostDigits);
  const text = shown.toFixed();
  const point = text.indexOf('.');
  const end = point === -1 ? text.length : point;
  const mark = isWhole || shown.eq(value) ? '' : '…';
  return end <= 3 ? `${text}${mark}` : `${grouped(text.slice(0, end))}${text.slice(end)}${mark}`;
}

function grouped(whole: string): string {
  return whole.replaceAll(/\B(?=(\d{3})+(?!\d))/gu, ',');
}
