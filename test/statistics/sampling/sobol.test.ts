import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedSobol, uniformSource } from '../../../src/statistics/sampling/index.ts';
import { drawInParts, drawPoints } from './points.ts';

describe('Sobol points as published', () => {
  it('have the first eight points of six dimensions', () => {
    // scipy 1.17.1, qmc.Sobol(6, scramble=False), which uses new-joe-kuo-6 in Gray-code order.
    const points = [
      [0, 0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375, 0.125],
      [0.875, 0.875, 0.125, 0.375, 0.875, 0.625],
      [0.625, 0.125, 0.875, 0.625, 0.625, 0.875],
      [0.125, 0.625, 0.375, 0.125, 0.125, 0.375],
    ];
    const columns = drawPoints(publishedSobol(6), 0, 8);
    points.forEach((point, index) => {
      expect(columns.map((column) => column[index])).toEqual(point);
    });
  });

  it('have the points 12345 and 12346 in far dimensions', () => {
    // scipy 1.17.1, qmc.Sobol(1024, scramble=False, bits=32), times 2^32, in dimensions 1, 2, 3, 100, 512 and 1024.
    const expected = [
      [2752774144, 3493593088, 688652288, 2314469376, 3786670080, 2478571520],
      [3826515968, 272367616, 3909877760, 3388211200, 2712928256, 3552313344],
    ];
    const columns = drawPoints(publishedSobol(1024), 12345, 2);
    const chosen = [0, 1, 2, 99, 511, 1023].map((dimension) => columns[dimension]);
    expect([0, 1].map((row) => chosen.map((column) => (column?.[row] ?? 0) * 2 ** 32))).toEqual(expected);
  });

  it('refuses points beyond 2^32', () => {
    const source = publishedSobol(1);
    expect(() => drawPoints(source, 2 ** 32 - 1, 2)).toThrow(RangeError);
    expect(drawPoints(source, 2 ** 32 - 1, 1)[0]?.[0]).toBeLessThan(1);
  });
});

describe('points of the unit cube', () => {
  const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const method = fc.constantFrom('sobol', 'random');

  it('do not depend on where a stream is cut', () => {
    const start = fc.integer({ min: 0, max: 2 ** 32 - 400 });
    const part = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(method, seed, start, part, part, (each, of, from, first, second) => {
        const source = uniformSource(each, 5, of, 3);
        expect(drawInParts(source, from, first, second)).toEqual(drawPoints(source, from, first + second));
      }),
    );
  });

  it('are the same, to the bit, where only the first ones are prepared', () => {
    const count = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(method, seed, count, (each, of, points) => {
        const few = uniformSource(each, 5, of, 3, points);
        expect(drawPoints(few, 0, points)).toEqual(drawPoints(uniformSource(each, 5, of, 3), 0, points));
      }),
    );
    expect(() => drawPoints(uniformSource('sobol', 2, 1, 0, 16), 8, 9)).toThrow(RangeError);
  });

  it('lie strictly between 0 and 1', () => {
    fc.assert(
      fc.property(method, seed, (each, of) => {
        const columns = drawPoints(uniformSource(each, 3, of, 0), 0, 64);
        expect(columns.every((column) => column.every((u) => u > 0 && u < 1))).toBe(true);
      }),
    );
  });

  it('differ by seed and by replicate', () => {
    for (const each of ['sobol', 'random'] as const) {
      const draws = [
        [1, 0],
        [2, 0],
        [1, 1],
        [1 + 2 ** 32, 0],
      ].map(([of = 0, replicate = 0]) =>
        drawPoints(uniformSource(each, 2, of, replicate), 0, 4)
          .map(String)
          .join(),
      );
      expect(new Set(draws).size).toBe(4);
    }
  });

  it('refuses seeds that are no whole numbers', () => {
    expect(() => uniformSource('sobol', 1, 1.5, 0)).toThrow(RangeError);
    expect(() => uniformSource('random', 1, -1, 0)).toThrow(RangeError);
  });
});

describe('scrambled Sobol points', () => {
  it('keep one point in each of 2^m intervals, in every dimension and aligned block', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e6 }), (seed, block) => {
        const size = 64;
        const columns = drawPoints(uniformSource('sobol', 20, seed, 1), block * size, size);
        for (const column of columns) {
          expect(new Set(column.map((u) => Math.floor(u * size))).size).toBe(size);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keep one point in each elementary interval of the first two dimensions', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const [x, y] = drawPoints(uniformSource('sobol', 2, seed, 0), 256, 256);
      for (let bits = 0; bits <= 8; bits += 1) {
        const boxes = Array.from({ length: 256 }, (_, row) => {
          const [column, line] = [
            Math.floor((x?.[row] ?? 0) * 2 ** bits),
            Math.floor((y?.[row] ?? 0) * 2 ** (8 - bits)),
          ];
          return column * 2 ** (8 - bits) + line;
        });
        expect(new Set(boxes).size).toBe(256);
      }
    }
  });

  it('have digits that are multiplied by a matrix, not only shifted', () => {
    const word = (u: number | undefined): number => Math.floor((u ?? 0) * 2 ** 32);
    const plain = drawPoints(publishedSobol(3), 0, 64);
    const scrambled = drawPoints(uniformSource('sobol', 3, 7, 0), 0, 64);
    plain.forEach((column, dimension) => {
      const shifts = [...column].map((u, row) => (word(u) ^ word(scrambled[dimension]?.[row])) >>> 0);
      // A shift alone would be the same for all points. The first digit is only ever shifted.
      expect(new Set(shifts).size).toBeGreaterThan(16);
      expect(new Set(shifts.map((shift) => shift >>> 31)).size).toBe(1);
    });
  });

  it('are uniform over the seeds, point by point', () => {
    const seeds = 4096;
    const sums = [0, 0, 0];
    for (let seed = 0; seed < seeds; seed += 1) {
      const [first, second] = drawPoints(uniformSource('sobol', 2, seed, 0), 5, 1);
      const [u, v] = [first?.[0] ?? 0, second?.[0] ?? 0];
      [u, (u - 0.5) ** 2, (u - 0.5) * (v - 0.5)].forEach((value, index) => {
        sums[index] = (sums[index] ?? 0) + value / seeds;
      });
    }
    // Mean 1/2, variance 1/12, covariance 0: each within five of its standard errors.
    expect(Math.abs((sums[0] ?? 0) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / seeds));
    expect(Math.abs((sums[1] ?? 0) - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / seeds));
    expect(Math.abs(sums[2] ?? 1)).toBeLessThan(5 * (1 / 12 / Math.sqrt(seeds)));
  });
});
