import { describe, expect, it } from 'vitest';
import { keyOf, threefry, uniformSource } from '../../../src/statistics/sampling/index.ts';
import { drawPoints } from './points.ts';

describe('Threefry-2x32-20', () => {
  // Random123, tests/kat_vectors: counter, key, expected.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x243f6a88, 0x85a308d3],
      [0x13198a2e, 0x03707344],
      [0xc4923a9c, 0x483df7a0],
    ],
  ])('gives the known answer for counter %j', ([low = 0, high = 0], [first = 0, second = 0], expected) => {
    const words = new Uint32Array(2);
    threefry({ low: first, high: second }, low, high, words);
    expect([...words]).toEqual(expected);
  });

  it('has different keys for different purposes and seeds', () => {
    const keys = [0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER].flatMap((seed) =>
      (['points', 'scrambling', 'resampling'] as const).map((purpose) =>
        JSON.stringify(keyOf(seed, purpose)),
      ),
    );
    expect(new Set(keys).size).toBe(12);
  });
});

describe('pseudo-random points', () => {
  const count = 65_536;
  const columns = drawPoints(uniformSource('random', 3, 12, 0), 0, count);

  it('are uniform', () => {
    for (const column of columns) {
      const counts = new Float64Array(256);
      for (const u of column) counts[Math.floor(u * 256)] = (counts[Math.floor(u * 256)] ?? 0) + 1;
      const chiSquare = counts.reduce((sum, each) => sum + (each - 256) ** 2 / 256, 0);
      // 255 degrees of freedom: mean 255, standard deviation 22.6.
      expect(chiSquare).toBeGreaterThan(255 - 5 * 22.6);
      expect(chiSquare).toBeLessThan(255 + 5 * 22.6);
    }
  });

  it('are independent between dimensions and from one to the next', () => {
    const covariance = (a: Float64Array, b: Float64Array, lag: number): number =>
      a.reduce((sum, u, row) => sum + (u - 0.5) * ((b[(row + lag) % count] ?? 0) - 0.5), 0) / count;
    const [x, y] = columns;
    if (x === undefined || y === undefined) throw new TypeError('no columns');
    const standardError = 1 / 12 / Math.sqrt(count);
    for (const [a, b, lag] of [
      [x, y, 0],
      [x, x, 1],
      [x, x, 2],
      [x, y, 1],
    ] as const) {
      expect(Math.abs(covariance(a, b, lag))).toBeLessThan(5 * standardError);
    }
  });
});
