import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCumulative, normalQuantile } from '../../../src/statistics/index.ts';

describe('normal distribution', () => {
  // mpmath 1.3 with 30 digits.
  it.each([
    [1e-20, -9.262340089798407],
    [2 ** -33, -6.3379577545537895],
    [1e-6, -4.753424308822899],
    [0.01, -2.326347874040841],
    [0.07, -1.4757910281791706],
    [0.1, -1.2815515655446004],
    [0.3, -0.5244005127080408],
    [0.6, 0.2533471031357997],
    [0.95, 1.6448536269514722],
    [0.999999, 4.753424308817087],
  ])('has the quantile of %d', (u, expected) => {
    expect(Math.abs(normalQuantile(u) / expected - 1)).toBeLessThan(2e-15);
  });

  it.each([
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-5.6, 1.071759025831093e-8],
    [-3, 0.0013498980316300946],
    [-1, 0.15865525393145705],
    [-0.5, 0.3085375387259869],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [0.66, 0.7453730853286639],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [5, 0.9999997133484281],
  ])('has the distribution function at %d', (z, expected) => {
    expect(Math.abs(normalCumulative(z) / expected - 1)).toBeLessThan(1e-13);
  });

  it('has its limits', () => {
    expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity]);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect([normalCumulative(-40), normalCumulative(40)]).toEqual([0, 1]);
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 6, noNaN: true }), (z) => {
        const tolerance = z < 0 ? 1e-12 * Math.abs(z) + 1e-14 : 1e-7;
        expect(Math.abs(normalQuantile(normalCumulative(z)) - z)).toBeLessThanOrEqual(tolerance);
      }),
    );
  });
});
