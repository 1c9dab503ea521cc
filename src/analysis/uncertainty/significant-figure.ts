import { Exact } from '../../formula/index.ts';

/** Digits that an estimate keeps: more than any sample tells, fewer than floating point gets wrong. */
const digits = 12;

/** A number from floating point as text in plain decimal; null where it is not finite. */
export function significantFigure(value: number | null | undefined): string | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  // In this range the engine itself writes plain decimals, in a tenth of the time.
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-6 && size < 1e21)) return String(Number(value.toPrecision(digits)));
  return new Exact(value).toSignificantDigits(digits).toFixed();
}

/** A share, an index or an error as a number with as many digits; null where it is not finite. */
export function plainNumber(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value)
    ? null
    : Number(value.toPrecision(digits));
}
