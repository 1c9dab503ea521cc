import { Exact } from '../../formula/index.ts';

/** Digits that an estimate keeps: more than any sample tells, fewer than floating point gets wrong. */
const digits = 12;

/** A number from floating point with the digits that mean something; null where it is not finite. */
export function significantFigure(value: number | null | undefined): Exact | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return new Exact(value).toSignificantDigits(digits);
}

/** A share, an index or an error as a number with as many digits; null where it is not finite. */
export function plainNumber(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value)
    ? null
    : Number(value.toPrecision(digits));
}
