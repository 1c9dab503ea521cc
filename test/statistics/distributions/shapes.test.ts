import { describe, expect, it } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import {
  boundsOf,
  contradictionsOf,
  describeDistribution,
  middleOf,
  numbersOf,
  quantileFunction,
  shapeNames,
  shapeOf,
  type ShapeName,
} from '../../../src/statistics/index.ts';

/** Numbers without a contradiction for each shape: a shape that is added without any here fails. */
const numbers: Record<ShapeName, readonly number[]> = {
  uniform: [1, 3],
  triangular: [1, 2, 5],
  pert: [1, 2, 5],
  normal: [10, 2],
  lognormal: [1, 4],
  observed: [1, 2, 2, 7],
};

describe.each(shapeNames)('%s', (name) => {
  const distribution = shapeOf(name).of(numbers[name].map((each) => new Exact(each)));

  it('keeps its numbers in the order in which they are written', () => {
    expect(distribution.shape).toBe(name);
    expect(numbersOf(distribution).map(Number)).toEqual(numbers[name]);
    expect(contradictionsOf(distribution)).toEqual([]);
  });

  it('has bounds of each kind about its median, and words', () => {
    const median = quantileFunction(distribution).at(0.5);
    for (const kind of ['usual', 'stated', 'percentiles'] as const) {
      const { low, high } = boundsOf(distribution, kind);
      expect(low.lte(median) && high.gte(median)).toBe(true);
    }
    expect(describeDistribution(distribution).length).toBeGreaterThan(5);
    expect(middleOf(distribution).isFinite()).toBe(true);
  });
});

describe('bounds by what is meant', () => {
  const normal = shapeOf('normal').of([new Exact(10), new Exact(2)]);
  it.each([
    ['usual', 6, 14],
    ['stated', 10 - 2 * 1.2815515655446004, 10 + 2 * 1.2815515655446004],
    ['percentiles', 10 - 2 * 1.2815515655446004, 10 + 2 * 1.2815515655446004],
  ] as const)('of a normal, %s', (kind, low, high) => {
    const found = boundsOf(normal, kind);
    expect([Number(found.low), Number(found.high)]).toEqual([
      expect.closeTo(low, 12),
      expect.closeTo(high, 12),
    ]);
  });

  it('of a uniform, the ends unless percentiles are asked for', () => {
    const uniform = shapeOf('uniform').of([new Exact(0), new Exact(10)]);
    expect(
      ['usual', 'stated', 'percentiles'].map((kind) => Number(boundsOf(uniform, kind as 'usual').low)),
    ).toEqual([0, 0, 1]);
  });
});
