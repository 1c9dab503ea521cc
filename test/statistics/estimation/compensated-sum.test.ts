import { describe, expect, it } from 'vitest';
import {
  compensatedSum,
  estimateOfMean,
  largestRelativeError,
} from '../../../src/statistics/estimation/index.ts';

describe('compensated sums', () => {
  it('keep what plain addition loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });

  it('of infinite values are infinite', () => {
    expect(compensatedSum([1, Infinity, 2])).toBe(Infinity);
    expect(compensatedSum([])).toBe(0);
  });
});

describe('estimates', () => {
  it('have the standard error of the mean of replicates', () => {
    const { value, standardError } = estimateOfMean([1, 2, 3, 4], [5, 5, 5, 5]);
    expect(value).toBe(2.5);
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 14);
  });

  it('weigh replicates by their samples', () => {
    expect(estimateOfMean([1, 3], [3, 1]).value).toBe(1.5);
    expect(estimateOfMean([7, 0], [4, 0])).toEqual({ value: 7, standardError: null });
  });

  it('have converged as far as the worst of them', () => {
    expect(
      largestRelativeError([
        { value: -10, standardError: 1 },
        { value: 0, standardError: 0 },
      ]),
    ).toBe(0.1);
    expect(largestRelativeError([{ value: 1, standardError: null }])).toBeNull();
    expect(largestRelativeError([{ value: 0, standardError: 1 }])).toBeNull();
  });
});
