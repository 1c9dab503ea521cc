import { describe, expect, test } from 'vitest';
import { nearComparison, placeOfLeast, type NearMonths } from '../../../src/analysis/forecast/near.ts';
import { Exact } from '../../../src/formula/index.ts';
import { forecastOf, workedCase } from './support.ts';

const never = (): Exact => {
  throw new Error('an exact figure was asked for');
};

describe('what doubles decide', () => {
  test('the least is told without exact figures where it is clear', () => {
    const of = (near: number) => ({ near, doubt: 1e-9, exact: never });
    expect(placeOfLeast([of(3), of(1), of(2)])).toBe(1);
    expect(placeOfLeast([])).toBe(-1);
  });

  test('what is nearer than doubles can tell is compared exactly; of equals the first is taken', () => {
    const of = (exact: string) => ({ near: Number(exact), doubt: 1e-9, exact: () => new Exact(exact) });
    expect(placeOfLeast([of('1.00000000000000000002'), of('1.00000000000000000001')])).toBe(1);
    expect(placeOfLeast([of('5'), of('1'), of('1')])).toBe(1);
  });

  test('what is not a number decides nothing', () => {
    const nothing = { near: Number.NaN, doubt: Number.NaN, exact: () => new Exact(Number.NaN) };
    expect(placeOfLeast([{ near: 2, doubt: 0, exact: () => new Exact(2) }, nothing])).toBe(0);
  });

  test('a saving that may be nothing is not called', () => {
    const months = (paid: readonly number[]): NearMonths => ({
      expense: paid,
      paid: Float64Array.from(paid),
      discounted: Float64Array.from(paid),
      outlay: 0,
      total: 0,
      npv: paid.reduce((sum, each) => sum + each, 0),
      doubt: 1e-9,
      doubtOfOne: 1e-9,
    });
    // -10 + 4 + 8: after one month and 6 of the 8 that the second saves.
    expect(nearComparison(months([0, 5, 9]), months([10, 1, 1]))).toEqual({
      payback: 1.75,
      isWorse: false,
      signChanges: 1,
    });
    expect(nearComparison(months([0, 5, 9]), months([0, 5 + 1e-10, 9]))).toBeNull();
  });
});

test('options of equal months are compared exactly: the first stays the best and the cheapest', () => {
  const twice = workedCase.replace(
    '      own: { build: own }',
    '      same: { buy: acme/chat }\n      own: { build: own }',
  );
  const [workload] = forecastOf(twice).workloads;
  expect(workload?.options.map(({ id }) => id)).toEqual(['api', 'same', 'own']);
  expect(workload?.cheapest[0]?.option).toBe('own');
  expect(workload?.cheapest.some(({ option }) => option === 'same')).toBe(false);
  expect(workload?.options[1]?.npv?.eq(workload.options[0]?.npv ?? 0)).toBe(true);
  expect(workload?.options[1]?.against?.signChanges).toBe(0);
});
