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
const [a, b, c, none] = [of('a', 7), of('b', 3), of('c', -0.5), of('none', 0)];
const [two, five] = [graph.constant(2), graph.constant(5)];
const roots: readonly Node[] = [
  graph.add(graph.multiply(a, b), c),
  graph.subtract(graph.multiply(a, c), graph.divide(a, b)),
  graph.ceiling(graph.divide(graph.multiply(a, b), five)),
  graph.maximum(five, graph.minimum(graph.subtract(a, b), graph.power(b, two))),
  graph.choose({ by: a, otherwise: b, cases: [{ above: five, value: c }], inclusive: true }),
  graph.divide(five, graph.subtract(a, b)),
  graph.power(graph.subtract(a, five), c),
  graph.multiply(graph.subtract(two, graph.power(none, five)), graph.ceiling(graph.divide(a, two))),
  graph.subtract(graph.ceiling(graph.multiply(a, b)), graph.multiply(a, b)),
  graph.divide(graph.multiply(a, graph.add(a, b), five), graph.add(a, graph.constant(60))),
  graph.subtract(
    graph.divide(a, graph.add(graph.multiply(a, two), graph.constant(120), c)),
    graph.multiply(a, c, graph.subtract(a, b)),
  ),
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

  test('see what cancels, and where one formula comes to another', () => {
    const [lower, upper] = [
      graph.add(a, five),
      graph.subtract(graph.multiply(a, five), graph.multiply(a, two)),
    ];
    const crossing = new Bounds(dependenceOf([lower, upper]).flat);
    const of = dependenceOf([lower, upper]).flat;
    const places = of.roots as readonly [number, number];
    // a + 5 < 3a from a = 2.5 on.
    crossing.within(of.on('a'), 2, 100);
    expect(crossing.lessUntil(places[0], places[1], 100, 2)).toBeCloseTo(2.5, 6);
    expect(crossing.lessUntil(places[0], places[1], 100, 2)).toBeGreaterThan(2.5);
    expect(crossing.lessUntil(places[0], places[1], 2, 100)).toBe(2);
    crossing.within(of.on('a'), 3, 1e6);
    expect(crossing.lessUntil(places[0], places[1], 3, 1e6)).toBe(1e6);
  });

  test('are finite for what is raised from zero, as a rate of failure that nobody states is', () => {
    const raised = dependenceOf([graph.power(none, five)]).flat;
    const none5 = new Bounds(raised);
    expect(none5.high[raised.roots[0] ?? 0]).toBe(0);
    none5.within(raised.on('none'), 0, 0.5);
    expect(none5.high[raised.roots[0] ?? 0]).toBeCloseTo(0.5 ** 5, 9);
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

test('a step bends only where it can: not within one step up, one choice or one side of an extreme', () => {
  const whole = graph.ceiling(graph.divide(a, two));
  const least = graph.minimum(graph.multiply(a, two), five);
  const choice = graph.choose({
    by: a,
    otherwise: a,
    cases: [{ above: five, value: two }],
    inclusive: false,
  });
  const bendsOf = (of: Node, from: number, to: number): boolean => {
    const { flat } = dependenceOf([of]);
    const around = new Bounds(flat);
    around.within(flat.on('a'), from, to);
    return around.bends(flat.on('a'), flat.roots);
  };
  expect([bendsOf(whole, 6.5, 7.5), bendsOf(whole, 7.5, 8.5)]).toEqual([false, true]);
  expect([bendsOf(least, 1, 2), bendsOf(least, 3, 4), bendsOf(least, 2, 3)]).toEqual([false, false, true]);
  expect([bendsOf(choice, 1, 4), bendsOf(choice, 6, 9), bendsOf(choice, 4, 6)]).toEqual([false, false, true]);
  expect([bendsOf(graph.multiply(a, whole), 6.5, 7.5), bendsOf(graph.multiply(a, a), 1, 2)]).toEqual([
    false,
    true,
  ]);
  expect([bendsOf(graph.divide(a, b), 1, 2), bendsOf(graph.divide(b, a), 1, 2)]).toEqual([false, true]);
  // What is bent and then rounded up to one number is level.
  const rounded = graph.add(a, graph.ceiling(graph.divide(b, a)));
  expect([bendsOf(rounded, 3.5, 4), bendsOf(rounded, 2.5, 3.5)]).toEqual([false, true]);
});
