import { describe, expect, it } from 'vitest';
import { Rational } from '../../../src/formula/index.ts';
import { isBelow, productBand, quotientBand, type Band } from '../../../src/formula/piecewise/band.ts';

const whole = (value: number): Rational => Rational.of(value);
const band = (slope: number, low: number, high: number): Band => ({
  slope: whole(slope),
  low: whole(low),
  high: whole(high),
});
const shown = (found: Band | null): readonly string[] | null =>
  found === null ? null : [found.slope, found.low, found.high].map((each) => each.toExact().toFixed());

const closed = { from: whole(0), to: whole(10) };
const open = { from: whole(0), to: null };

describe('the bounds of a quotient', () => {
  it('do not exist where the dividend grows for ever over a divisor that is only known to lie between bounds', () => {
    // x over something between 1 and 2 lies between x/2 and x: no band of one slope holds both for ever.
    expect(quotientBand(band(1, 0, 0), band(0, 1, 2), open)).toBeNull();
    // Up to 10 it lies between 0/1 and 10/1.
    expect(shown(quotientBand(band(1, 0, 0), band(0, 1, 2), closed))).toEqual(['0', '0', '10']);
  });

  it('keep the slope over a divisor that is known exactly', () => {
    // (x + [3, 5]) / 2 = x/2 + [1.5, 2.5]
    expect(shown(quotientBand(band(1, 3, 5), band(0, 2, 2), open))).toEqual(['0.5', '1.5', '2.5']);
  });

  it('approach the quotient of the slopes where both grow for ever', () => {
    // (2x + 1) / (x + 1) rises from 1 at 0 towards 2.
    expect(shown(quotientBand(band(2, 1, 1), band(1, 1, 1), open))).toEqual(['0', '1', '2']);
  });

  it('do not exist where the divisor may be zero', () => {
    expect(quotientBand(band(0, 1, 1), band(1, 0, 0), closed)).toBeNull();
    expect(quotientBand(band(0, 1, 1), band(0, -1, 1), closed)).toBeNull();
  });
});

describe('the bounds of a product', () => {
  it('are the corners, which need an end of the range', () => {
    // x on [0, 10] times something between -1 and 2.
    expect(shown(productBand(band(1, 0, 0), band(0, -1, 2), closed))).toEqual(['0', '-10', '20']);
    expect(productBand(band(1, 0, 0), band(0, -1, 2), open)).toBeNull();
  });

  it('turn round where the factor is below zero', () => {
    // -3 · (x + [1, 2]) = -3x + [-6, -3]
    expect(shown(productBand(band(1, 1, 2), band(0, -3, -3), open))).toEqual(['-3', '-6', '-3']);
  });
});

describe('one function below another', () => {
  it('needs room between them: bands that touch may be equal somewhere', () => {
    expect(isBelow(band(0, 0, 1), band(0, 1, 2), closed)).toBe(false);
    expect(isBelow(band(0, 0, 1), band(0, 2, 3), closed)).toBe(true);
  });
});
