import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  orderStatistics,
  orderStatisticsOfParts,
} from '../../../src/statistics/estimation/order-statistics.ts';

describe('order statistics', () => {
  const ranksOf = ({ length }: Float64Array): readonly number[] => {
    const last = length - 1;
    return [...new Set([0, Math.floor(last / 10), Math.floor(last / 2), Math.ceil(last / 2), last])];
  };

  it('are those of the sorted values, which stay as they are', () => {
    const value = fc
      .oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }))
      .map((each) => each + 0);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (list) => {
        const values = Float64Array.from(list, (each) => (each === 0 ? 0 : each));
        const given = values.slice();
        const sorted = values.toSorted();
        expect(orderStatistics(values, ranksOf(values))).toEqual(ranksOf(values).map((rank) => sorted[rank]));
        expect(values).toEqual(given);
      }),
    );
  });

  it.each<[string, (index: number) => number]>([
    ['ascending', (index) => index],
    ['descending', (index) => -index],
    ['constant', () => 250],
    ['two values', (index) => index % 2],
    ['an atom and a spread', (index) => Math.max(300, (index * 7919) % 1000)],
    ['far outliers', (index) => (index === 5 ? 1e300 : (index * 7919) % 10_007)],
    ['infinite ones', (index) => (index % 3 === 0 ? Infinity : index)],
    ['tiny range', (index) => 1 + ((index * 7919) % 97) * 2 ** -52],
    ['organ pipe', (index) => Math.min(index, 40_000 - index)],
  ])('of many values: %s', (_, value) => {
    const values = Float64Array.from({ length: 40_000 }, (__, index) => value(index));
    const sorted = values.toSorted();
    expect(orderStatistics(values, ranksOf(values))).toEqual(ranksOf(values).map((rank) => sorted[rank]));
    const parts = [values.subarray(0, 7), values.subarray(7, 30_000), values.subarray(30_000)];
    const found = orderStatisticsOfParts(parts, parts.map(ranksOf), ranksOf(values));
    expect(found.all).toEqual(ranksOf(values).map((rank) => sorted[rank]));
    for (const [index, part] of parts.entries()) {
      const own = part.toSorted();
      expect(found.parts[index]).toEqual(ranksOf(part).map((rank) => own[rank]));
    }
  });
});
