import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bounds, dependenceOf, evaluate, Exact, Graph, type Node } from '../../../src/formula/index.ts';

const graph = new Graph();
const of = (address: string, value: number) =>
  graph.input({
    address,
    label: address,
    value: new Exact(value),
    unit: '1',
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
  });
const [a, b, c] = [of('a', 7), of('b', 3), of('c', -0.5)];
const [two, five] = [graph.constant(2), graph.constant(5)];
const roots: readonly Node[] = [
  graph.add(graph.multiply(a, b), c),
  graph.subtract(graph.multiply(a, c), graph.divide(a, b)),
  graph.ceiling(graph.divide(graph.multiply(a, b), five)),
  graph.maximum(five, graph.minimum(graph.subtract(a, b), graph.power(b, two))),
  graph.choose({ by: a, otherwise: b, cases: [{ above: five, value: c }], inclusive: true }),
  graph.divide(five, graph.subtract(a, b)),
  graph.power(graph.subtract(a, five), c),
];

/** Every value of a formula from one value of an input to another lies within its bounds. */
describe('bounds', () => {
  const { flat } = dependenceOf(roots);
  const bounds = new Bounds(flat);

  test('hold every exact value on the way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'b', 'c'),
        // Quantities are no smaller than 1e-24, far from where doubles lose digits.
        fc.integer({ min: -50_000_000, max: 50_000_000 }),
        fc.integer({ min: 0, max: 20_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (address, fromMillionths, widthMillionths, share) => {
          const [from, width] = [fromMillionths / 1e6, widthMillionths / 1e6];
          const steps = flat.on(address);
          bounds.within(steps, from, from + width);
          const at = new Exact(Math.min(from + width, Math.round((from + share * width) * 1e9) / 1e9));
          for (const [index, root] of roots.entries()) {
            const value = evaluate(root, new Map([[address, at]]));
            const place = flat.roots[index] ?? 0;
            // What divides by zero has no value.
            if (!value.isFinite()) continue;
            expect(value.gte(bounds.low[place] ?? Number.NaN)).toBe(true);
            expect(value.lte(bounds.high[place] ?? Number.NaN)).toBe(true);
          }
          bounds.restore(steps);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('are narrow where nothing varies', () => {
    const present = new Bounds(flat);
    for (const [index, root] of roots.entries()) {
      const value = evaluate(root).toNumber();
      const place = flat.roots[index] ?? 0;
      if (!Number.isFinite(value)) continue;
      expect(present.low[place]).toBeCloseTo(value, 9);
      expect(present.high[place]).toBeCloseTo(value, 9);
    }
  });
});
