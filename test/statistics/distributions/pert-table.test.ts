import { expect, test } from 'vitest';
import { adoptTables, knownTables } from '../../../src/statistics/index.ts';
import { fillPert, makeCells, pertAt, pertTable } from '../../../src/statistics/distributions/pert-table.ts';

const shape = 2.345;
const uniforms = Float64Array.from({ length: 500 }, (_, index) => (index + 0.5) / 500);

function quantiles(): Float64Array {
  const values = new Float64Array(uniforms.length);
  fillPert(pertTable(shape), 1, 3, uniforms, values, uniforms.length);
  return values;
}

test('tables of another thread are used where there are none of that shape, and give the same', () => {
  const made = quantiles();
  const [table] = knownTables().filter((each) => each.shape === shape);
  if (table === undefined) throw new Error('no table');
  const copy = structuredClone({ ...table, shape: shape + 1 });
  adoptTables([copy]);
  expect(pertTable(copy.shape)).toBe(copy);
  expect(Float64Array.from(uniforms, (u) => pertAt(copy, 1, 3, u))).toEqual(made);
  adoptTables([structuredClone(table)]);
  expect(pertTable(shape)).toBe(table);
});

test('cells that are made beforehand are those that numbers ask for, and the same', () => {
  const asked = structuredClone(pertTable(shape).values);
  const ready = { ...pertTable(shape + 2), shape };
  makeCells(ready, uniforms.length);
  const made = structuredClone(ready.values);
  const wanted = [...asked.keys()].filter((place) => asked[place] !== 0);
  expect(wanted.length).toBeGreaterThan(1000);
  expect(wanted.map((place) => made[place])).toEqual(wanted.map((place) => asked[place]));
  fillPert(ready, 1, 3, uniforms, new Float64Array(uniforms.length), uniforms.length);
  expect(ready.values).toEqual(made);
});
