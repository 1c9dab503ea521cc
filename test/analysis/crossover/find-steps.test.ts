import { describe, expect, it } from 'vitest';
import { findSteps } from '../../../src/analysis/crossover/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import { Costs } from './question.ts';

describe('findSteps', () => {
  const range = { from: new Exact(0), to: new Exact(100) };

  it('gives the first values at which capacity is full, and how many there are', () => {
    const costs = new Costs();
    const found = findSteps(costs.stepped(0, 1, 8), costs.x, range, 3);
    expect(found?.at.map(String)).toEqual(['8.000000008', '16.000000016', '24.000000024']);
    expect(found?.count).toBe(12);
  });

  it('does not count to the end where there are too many', () => {
    const costs = new Costs();
    const found = findSteps(costs.stepped(0, 1, 8), costs.x, { ...range, to: new Exact('1e12') }, 2);
    expect(found).toMatchObject({ count: null });
    expect(found?.at.map(String)).toEqual(['8.000000008', '16.000000016']);
  });

  it('knows no step of a line, and nothing of a curve', () => {
    const costs = new Costs();
    expect(findSteps(costs.linear(1, 2), costs.x, range, 5)).toEqual({ at: [], count: 0 });
    expect(findSteps(costs.graph.multiply(costs.x, costs.x), costs.x, range, 5)).toBeNull();
  });
});
