import { normalQuantile } from '../../../src/statistics/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor } from '../../../src/statistics/sampling/cholesky.ts';
import {
  inputSpace,
  mostCorrelated,
  uniformSource,
  type RankCorrelation,
} from '../../../src/statistics/sampling/index.ts';
import { nearestCorrelation } from '../../../src/statistics/sampling/nearest-correlation.ts';
import { drawPoints } from './points.ts';
import { inputsOf, lognormal, normal, problemsOf, uniform, valueOf } from './inputs.ts';

const pair = (first: string, second: string, rank: number): RankCorrelation => ({ first, second, rank });

/** Spearman's correlation of two columns without ties. */
function spearman(x: Float64Array, y: Float64Array): number {
  const ranks = (of: Float64Array): Float64Array => {
    const result = new Float64Array(of.length);
    [...of.keys()]
      .toSorted((a, b) => (of[a] ?? 0) - (of[b] ?? 0))
      .forEach((row, rank) => (result[row] = rank));
    return result;
  };
  const [p, q] = [ranks(x), ranks(y)];
  const squares = p.reduce((sum, rank, row) => sum + (rank - (q[row] ?? 0)) ** 2, 0);
  return 1 - (6 * squares) / (x.length * (x.length ** 2 - 1));
}

describe('rank correlations', () => {
  it('are those of the sample, whatever the distributions', () => {
    const inputs = inputsOf(uniform(0, 1), normal(0, 1), lognormal(1, 9), uniform(2, 3));
    const space = valueOf(inputSpace(inputs, [pair('a', 'c', 0.7), pair('c', 'd', -0.4)]));
    expect(space.correlated).toBe(true);
    const count = 8192;
    const uniforms = drawPoints(uniformSource('sobol', 4, 3, 0), 0, count);
    const before = uniforms.map((column) => column.slice());
    space.correlate(uniforms, count);
    const [a, b, c, d] = uniforms;
    if (!a || !b || !c || !d) throw new TypeError('no columns');
    expect(spearman(a, c)).toBeCloseTo(0.7, 2);
    expect(spearman(c, d)).toBeCloseTo(-0.4, 2);
    expect(spearman(a, d)).toBeCloseTo(0, 2);
    expect(b).toEqual(before[1]);
    for (const column of uniforms) {
      const mean = column.reduce((sum, u) => sum + u, 0) / count;
      const variance = column.reduce((sum, u) => sum + (u - mean) ** 2, 0) / count;
      expect(mean).toBeCloseTo(0.5, 3);
      expect(variance).toBeCloseTo(1 / 12, 3);
    }
  });

  it('of 1 and -1 make inputs follow each other', () => {
    const space = valueOf(
      inputSpace(inputsOf(normal(0, 1), normal(0, 1), normal(0, 1)), [
        pair('a', 'b', 1),
        pair('a', 'c', -1),
        pair('b', 'c', -1),
      ]),
    );
    const uniforms = drawPoints(uniformSource('sobol', 3, 3, 0), 0, 64);
    space.correlate(uniforms, 64);
    uniforms[0]?.forEach((u, row) => {
      expect(uniforms[1]?.[row]).toBeCloseTo(u, 12);
      expect(uniforms[2]?.[row]).toBeCloseTo(1 - u, 12);
    });
  });

  it('never reach 0 or 1, where quantiles would be infinite', () => {
    const space = valueOf(inputSpace(inputsOf(normal(0, 1), normal(0, 1)), [pair('a', 'b', 0.5)]));
    const edge = 1 - 2 ** -53;
    const uniforms = [Float64Array.of(edge, 2 ** -33), Float64Array.of(edge, 2 ** -33)];
    space.correlate(uniforms, 2);
    for (const column of uniforms) expect([...column].map(normalQuantile).every(Number.isFinite)).toBe(true);
  });

  it.each<[string, readonly RankCorrelation[], string]>([
    ['unknown', [pair('a', 'z', 0.5)], 'correlation of a and z: z is not an uncertain input'],
    [
      'self',
      [pair('a', 'a', 1)],
      'correlation of a and a: an input always has a correlation of 1 with itself',
    ],
    ['too large', [pair('a', 'b', 1.5)], 'correlation of a and b: expected a number from -1 to 1, found 1.5'],
    [
      'not a number',
      [pair('a', 'b', Number.NaN)],
      'correlation of a and b: expected a number from -1 to 1, found NaN',
    ],
    ['twice', [pair('a', 'b', 0.5), pair('b', 'a', 0.2)], 'correlation of b and a: it is given twice'],
  ])('that make no sense are named: %s', (_, correlations, message) => {
    const problems = problemsOf(inputSpace(inputsOf(uniform(0, 1), uniform(0, 1)), correlations));
    expect(problems.map((each) => each.message)).toEqual([message]);
  });

  it('that no joint distribution has are answered with the nearest that one has', () => {
    const inputs = inputsOf(uniform(0, 1), uniform(0, 1), uniform(0, 1));
    const [problem, ...others] = problemsOf(
      inputSpace(inputs, [pair('a', 'b', 0.9), pair('b', 'c', 0.9), pair('a', 'c', -0.9)]),
    );
    expect(others).toEqual([]);
    expect(problem?.code).toBe('uncertainty/correlation');
    expect(problem?.message).toBe(
      'correlations of a, b, c: no joint distribution has these (their matrix is not positive definite)',
    );
    expect(problem?.hint).toMatch(
      /^the nearest that are possible: (\w and \w -?0\.\d{4} instead of -?0\.9(, |$)){3}$/u,
    );
  });

  it('shown as the nearest are accepted when given', () => {
    const rank = fc.integer({ min: -100, max: 100 }).map((each) => each / 100);
    fc.assert(
      fc.property(fc.array(rank, { minLength: 6, maxLength: 6 }), (ranks) => {
        const names = ['a', 'b', 'c', 'd'];
        const inputs = inputsOf(uniform(0, 1), uniform(0, 1), uniform(0, 1), uniform(0, 1));
        const given = names
          .flatMap((first, index) => names.slice(index + 1).map((second) => ({ first, second })))
          .map(({ first, second }, index) => pair(first, second, ranks[index] ?? 0));
        const hint = problemsOf(inputSpace(inputs, given))[0]?.hint;
        if (hint === undefined) return;
        const shown = new Map(
          [...hint.matchAll(/(\w) and (\w) (-?[\d.]+) instead/gu)].map(([, first, second, to]) => [
            `${first}${second}`,
            Number(to),
          ]),
        );
        const repaired = given.map((each) => ({
          ...each,
          rank: shown.get(`${each.first}${each.second}`) ?? each.rank,
        }));
        expect(problemsOf(inputSpace(inputs, repaired))).toEqual([]);
      }),
    );
  });

  it('are limited in number', () => {
    const inputs = Array.from({ length: mostCorrelated + 1 }, (_, index) => ({
      address: `i${index}`,
      distribution: uniform(0, 1),
    }));
    const chain = inputs.slice(1).map(({ address }) => pair('i0', address, 0.1));
    expect(problemsOf(inputSpace(inputs, chain)).map(({ code }) => code)).toEqual(['uncertainty/too-many']);
    const many = Array.from({ length: 2000 }, () => pair('i0', 'i1', 0.1));
    expect(problemsOf(inputSpace(inputs, many)).map(({ code }) => code)).toEqual(['uncertainty/too-many']);
  });
});

describe('nearest correlation matrix', () => {
  const matrix = (rows: readonly (readonly number[])[]) => ({
    size: rows.length,
    entries: Float64Array.from(rows.flat()),
  });

  // N. J. Higham, Computing the nearest correlation matrix, IMA J. Numer. Anal. 22 (2002), section 4.
  it.each([
    [
      [
        [2, -1, 0, 0],
        [-1, 2, -1, 0],
        [0, -1, 2, -1],
        [0, 0, -1, 2],
      ],
      [
        [1, -0.8084, 0.1916, 0.1068],
        [-0.8084, 1, -0.6562, 0.1916],
        [0.1916, -0.6562, 1, -0.8084],
        [0.1068, 0.1916, -0.8084, 1],
      ],
    ],
    [
      [
        [1, 1, 0],
        [1, 1, 1],
        [0, 1, 1],
      ],
      [
        [1, 0.7607, 0.1573],
        [0.7607, 1, 0.7607],
        [0.1573, 0.7607, 1],
      ],
    ],
  ])('is the published one', (given, expected) => {
    const { entries } = nearestCorrelation(matrix(given), 0);
    expected.flat().forEach((entry, index) => {
      expect(Math.abs((entries[index] ?? 0) - entry)).toBeLessThan(5e-5 + 1e-7);
    });
  });

  it('is the matrix itself where that is possible', () => {
    const given = matrix([
      [1, 0.5, 0.2],
      [0.5, 1, -0.3],
      [0.2, -0.3, 1],
    ]);
    const { entries } = nearestCorrelation(given, 1e-4);
    entries.forEach((entry, index) => {
      expect(entry).toBeCloseTo(given.entries[index] ?? 0, 12);
    });
    const factor = choleskyFactor(given);
    const product = Array.from({ length: 9 }, (_, index) => {
      const [row, column] = [Math.floor(index / 3), index % 3];
      return [0, 1, 2].reduce(
        (sum, k) => sum + (factor?.[row * 3 + k] ?? 0) * (factor?.[column * 3 + k] ?? 0),
        0,
      );
    });
    product.forEach((entry, index) => {
      expect(entry).toBeCloseTo(given.entries[index] ?? 0, 14);
    });
  });
});
