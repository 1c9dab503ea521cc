import { expect, test } from 'vitest';
import { sweptCells } from '../../../src/analysis/sweep/swept-cells.ts';
import { Exact } from '../../../src/formula/index.ts';

const exact = (...values: readonly number[]): readonly Exact[] => values.map((value) => new Exact(value));

test('cells go through the last axis first, and are plain data to whoever reads them', () => {
  const cells = sweptCells({
    optionIds: ['api', 'own'],
    costs: [Float64Array.of(1, 2, 3, Number.NaN), Float64Array.of(2, 1, 3, Number.NaN)],
    axes: [exact(10, 20), exact(7, 8)],
  });
  const plain = cells.map((cell) => ({ ...cell }));
  expect(plain.map(({ at }) => at.map(String))).toEqual([
    ['10', '7'],
    ['10', '8'],
    ['20', '7'],
    ['20', '8'],
  ]);
  expect(plain.map(({ cheapest }) => cheapest)).toEqual(['api', 'own', 'api', null]);
  expect(plain[3]?.monthly).toEqual([null, null]);
  expect(Object.keys(JSON.parse(JSON.stringify(cells[0])) as object)).toEqual(['at', 'monthly', 'cheapest']);
});

test('figures are made when a cell is read, not before', () => {
  let read = 0;
  const costs = new Proxy(Float64Array.of(1, 2, 3), {
    get: (column, key) => {
      if (key === '0' || key === '1' || key === '2') read += 1;
      return Reflect.get(column, key) as unknown;
    },
  });
  const cells = sweptCells({ optionIds: ['api'], costs: [costs], axes: [exact(1, 2, 3)] });
  expect(cells).toHaveLength(3);
  expect(read).toBe(0);
  expect(cells[1]?.cheapest).toBe('api');
  expect(read).toBe(1);
});
