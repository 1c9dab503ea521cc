import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collectedValues,
  collectValues,
  histogramOf,
  quantileError,
  quantilesOf,
  quantilesOfParts,
  type CollectedValues,
} from '../../../src/statistics/estimation/index.ts';

function collected(keep: boolean, values: readonly number[]): CollectedValues {
  const result = collectedValues(keep, values.length);
  collectValues(result, Float64Array.from(values), values.length);
  return result;
}

describe('collected values', () => {
  it('have the quantiles of the common definition, linear between order statistics', () => {
    // numpy.quantile([1, 2, 4, 8, 16], [0.1, 0.5, 0.9])
    const [low, middle, high] = quantilesOf(collected(true, [16, 1, 8, 2, 4]), [0.1, 0.5, 0.9]);
    expect(low).toBeCloseTo(1.4, 14);
    expect(middle).toBe(4);
    expect(high).toBeCloseTo(12.8, 14);
  });

  it('leave out what is missing', () => {
    for (const keep of [true, false]) {
      const values = collected(keep, [Number.NaN, 3, Number.NaN, 3]);
      expect(values.count).toBe(2);
      expect(quantilesOf(values, [0.1, 0.9])).toEqual([3, 3]);
      expect(quantilesOf(collected(keep, [Number.NaN]), [0.5])).toEqual([Number.NaN]);
    }
  });

  const number = fc.oneof(
    fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .filter((value) => value === 0 || Math.abs(value) > 1e-300),
    fc.constantFrom(0, 250, -250),
  );

  it('are within the stated error where they are counted in bins, and exact at atoms', () => {
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 100 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, p) => {
          const [kept, binned] = [collected(true, list), collected(false, list)];
          expect(quantileError(kept)).toBe(0);
          // Each order statistic is within the bin; between two of them the larger one bounds the error.
          const rank = p * (list.length - 1);
          const around = list
            .map((value) => value + 0)
            .toSorted((a, b) => a - b)
            .slice(Math.floor(rank), Math.floor(rank) + 2);
          const scale = Math.max(...around.map(Math.abs));
          const [exact = 0] = quantilesOf(kept, [p]);
          const [near = 0] = quantilesOf(binned, [p]);
          expect(Math.abs(near - exact)).toBeLessThanOrEqual(quantileError(binned) * scale * (1 + 1e-9));
          expect(
            quantilesOf(
              collected(
                false,
                list.map(() => list[0] ?? 0),
              ),
              [p],
            ),
          ).toEqual([list[0]]);
        },
      ),
    );
  });

  it('merge to the same in any split and order', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), fc.nat(60), (list, cut) => {
        const parts = [list.slice(0, cut), list.slice(cut)];
        for (const keep of [true, false]) {
          const whole = quantilesOf(collected(keep, list), [0.1, 0.5, 0.9]);
          const merged = parts.map((part) => collected(keep, part));
          for (const order of [merged, merged.toReversed()]) {
            const found = quantilesOfParts(order, [0.2, 0.7], [0.1, 0.5, 0.9]);
            expect(found.all).toEqual(whole);
            expect(found.parts).toEqual(order.map((part) => quantilesOf(part, [0.2, 0.7])));
          }
        }
      }),
    );
  });

  it('make histograms that count every value once', () => {
    for (const keep of [true, false]) {
      const values = collected(keep, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1]);
      expect(histogramOf([values], 5, 0, 10)).toEqual({
        low: 0,
        high: 10,
        counts: [2, 2, 2, 2, 3],
        below: 1,
        above: 1,
      });
      expect(histogramOf([collected(keep, [250, 250])], 5, 250, 250).counts).toEqual([2]);
    }
  });
});
