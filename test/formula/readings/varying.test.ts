import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluate,
  Exact,
  ExactReading,
  Graph,
  varyingDoubles,
  varyingExact,
  type Node,
} from '../../../src/formula/index.ts';

const graph = new Graph();
const of = (address: string, value: number) =>
  graph.input({
    address,
    label: address,
    value: new Exact(value),
    unit: '1',
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
  });
const [a, b, c] = [of('a', 7), of('b', 3), of('c', 0.5)];
const five = graph.constant(5);
const formulas = [
  graph.add(graph.multiply(a, b), c),
  graph.ceiling(graph.divide(a, b)),
  graph.maximum(five, graph.minimum(graph.subtract(a, b), graph.power(b, graph.constant(2)))),
  graph.choose({ by: a, otherwise: b, cases: [{ above: five, value: c }], inclusive: true }),
  five,
] as const;
const roots: readonly Node[] = formulas;
const [straight, steps, bent, choice] = formulas;

/** Formulas over a, b and c in which everything may vary, thresholds too. */
const { formula: anyFormula } = fc.letrec<{ formula: Node }>((tie) => {
  const some = tie('formula');
  return {
    formula: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom<Node>(a, b, c, five),
      fc.tuple(some, some).map(([x, y]) => graph.add(x, y)),
      fc.tuple(some, some).map(([x, y]) => graph.multiply(x, y)),
      fc.tuple(some, some).map(([x, y]) => graph.maximum(x, y)),
      some.map((x) => graph.divide(x, graph.add(five, graph.maximum(a, five)))),
      some.map((x) => graph.ceiling(x)),
      fc
        .tuple(some, some, some, some, fc.boolean())
        .map(([by, otherwise, above, value, inclusive]) =>
          graph.choose({ by, otherwise, cases: [{ above, value }], inclusive }),
        ),
    ),
  };
});

describe('a reading that is kept', () => {
  test('gives what a new reading gives, for every input and value, in all number types', () => {
    const exact = varyingExact(roots);
    const doubles = varyingDoubles(roots);
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'b', 'c'),
        fc.integer({ min: 1, max: 1000 }),
        (address, thousandths) => {
          const value = new Exact(thousandths).div(64);
          const wanted = roots.map((root) => evaluate(root, new Map([[address, value]])));
          expect(exact.curves(address)?.(value).map(String)).toEqual(wanted.map(String));
          const numbers = wanted.map(Number);
          expect(doubles.curves(address)?.(value.toNumber())).toEqual(numbers);
        },
      ),
    );
  });

  test('has no curves for what no formula depends on, and keeps its own values', () => {
    const reading = varyingDoubles(roots);
    expect(reading.curves('z')).toBeNull();
    reading.curves('a')?.(100);
    expect(reading.present()).toEqual([21.5, 3, 5, 0.5, 5]);
  });

  test.each([
    ['a', [straight], 'linear'],
    ['a', [steps], 'stepped'],
    ['a', [bent], 'curved'],
    ['c', [choice], 'linear'],
    ['a', [choice], 'stepped'],
    [
      'b',
      [graph.choose({ by: a, otherwise: c, cases: [{ above: b, value: five }], inclusive: true })],
      'stepped',
    ],
    ['a', [five], 'constant'],
    ['b', [graph.divide(a, b)], 'curved'],
    ['b', [graph.multiply(b, b)], 'curved'],
  ] as const)('the shape in %s is known (%#)', (address, of, shape) => {
    expect(varyingDoubles(of).curvature(address)).toBe(shape);
  });

  test('what it calls straight is a line, and what it calls constant stays', () => {
    fc.assert(
      fc.property(
        anyFormula,
        fc.constantFrom('a', 'b', 'c'),
        fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })),
        (formula, address, [low, high]) => {
          const at = (value: Exact): Exact => evaluate(formula, new Map([[address, value]]));
          const ends = [new Exact(low), new Exact(high)] as const;
          const [left, right] = [at(ends[0]), at(ends[1])];
          const bend = left
            .plus(right)
            .div(2)
            .minus(at(ends[0].plus(ends[1]).div(2)));
          const isLevel = left.eq(right);
          const isLine = bend.abs().lt('1e-40');
          const allowed = { constant: isLevel, linear: isLine, curved: true, stepped: true };
          expect(allowed[varyingDoubles([formula]).curvature(address)]).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('exact figures are the same however many are asked for', () => {
    const reading = new ExactReading();
    for (const root of [...roots, ...roots.toReversed()]) {
      expect(reading.of(root).toString()).toBe(evaluate(root).toString());
    }
  });
});

describe('whole numbers below zero', () => {
  test('are the same in doubles and exactly', () => {
    const roots = [graph.ceiling(of('x', 0))];
    // -1 over 1 - 1e-9 is -1.000000001, whose ceiling is -1; divided by 1 + 1e-9 it would be -0.999999999, and so 0.
    for (const [value, expected] of [
      [-1, -1],
      [-2, -2],
      [-0.5, 0],
      [-1.5, -1],
      [1, 1],
      [1.5, 2],
    ] as const) {
      const read = (found: number | undefined): number => (found ?? Number.NaN) + 0;
      expect(read(varyingDoubles(roots).curves('x')?.(value)[0])).toBe(expected);
      expect(read(varyingExact(roots).curves('x')?.(new Exact(value))[0]?.toNumber())).toBe(expected);
    }
  });
});
