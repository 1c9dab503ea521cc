import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, type Node } from '../../../src/formula/index.ts';
import { Costs, onlyPair } from './question.ts';

/** A tenth of the grid apart at least: of three that are closer, a search may find one, and it says 'searched'. */
const roots = fc.uniqueArray(fc.integer({ min: 1, max: 399 }), { minLength: 1, maxLength: 5 });
const range = { from: new Exact(0), to: new Exact(20) };

describe('a search', () => {
  it('finds every root of a polynomial, to a relative 1e-12, also where they lie closer than the grid', () => {
    fc.assert(
      fc.property(roots, (twentieths) => {
        const costs = new Costs();
        const { graph, x } = costs;
        const places = twentieths.map((each) => new Exact(each).div(20)).sort((a, b) => a.comparedTo(b));
        const factors = places.map((each): Node => graph.subtract(x, graph.constant(each)));
        const curve = graph.multiply(...factors);
        const pair = onlyPair(costs.compare(curve, costs.number(0), { range }));
        const found = pair.intervals.slice(1);
        expect(found.map(({ from }) => from.toFixed(6))).toEqual(places.map((each) => each.toFixed(6)));
        for (const [index, { from, enters }] of found.entries()) {
          const root = places[index] ?? new Exact(0);
          expect(from.minus(root).abs().div(root).lte('1e-12')).toBe(true);
          expect(enters).toBe('equal');
        }
        expect(pair.completeness).toBe(places.length === 1 ? 'proved' : 'searched');
      }),
      { numRuns: 60 },
    );
  });

  it('lists no interval where costs only touch', () => {
    const costs = new Costs();
    const away = costs.graph.subtract(costs.x, costs.number('6.2345'));
    const touching = costs.graph.multiply(away, away);
    const pair = onlyPair(costs.compare(costs.number(0), touching, { range }));
    expect(pair.intervals.map(({ cheapest }) => cheapest)).toEqual(['buy']);
  });

  it('finds the jumps of a step whose size bends, in a curve', () => {
    const costs = new Costs({ minimum: 1, maximum: 20 });
    const { graph, x } = costs;
    const steps = graph.multiply(graph.ceiling(graph.divide(x, costs.number(4))), costs.number(10));
    const curve = graph.add(
      graph.multiply(x, x, costs.number('0.01')),
      graph.multiply(x, costs.number('2.4')),
    );
    const pair = onlyPair(costs.compare(curve, steps));
    const places = Array.from({ length: 380 }, (_, index) => 1 + index / 20 + 0.0137);
    for (const at of places) {
      const least = 0.01 * at * at + 2.4 * at <= 10 * Math.ceil(at / 4) ? 'buy' : 'build';
      const interval = pair.intervals.find(({ from, to }) => from.lt(at) && (to === null || to.gt(at)));
      expect(interval?.cheapest, `at ${at}`).toBe(least);
    }
    expect(pair.intervals.filter(({ enters }) => enters === 'jump').length).toBeGreaterThan(1);
  });
});
