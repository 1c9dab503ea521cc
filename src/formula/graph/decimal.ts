import { Decimal } from 'decimal.js';

/**
 * The number type of every exact figure: 64 significant digits, rounding half to even, never in exponent form.
 * A context of our own, so that nobody's setting of the library's global one changes a figure.
 */
export const Exact = Decimal.clone({
  precision: 64,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  maxE: 9e15,
  minE: -9e15,
  defaults: true,
});
Exact.set({ precision: 64, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });
export type Exact = Decimal;
