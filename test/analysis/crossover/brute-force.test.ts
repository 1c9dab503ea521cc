import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCrossovers, type Comparison } from '../../../src/analysis/crossover/index.ts';
import { evaluateAll, Exact, type Node } from '../../../src/formula/index.ts';
import { buildFormula, finiteDivisors, stepsArbitrary } from '../../formula/piecewise/random-formula.ts';
import { Costs } from './question.ts';

const money = fc.integer({ min: 0, max: 400 });
/** Close enough to each other that curves cross often. */
const rate = fc.integer({ min: 12, max: 20 }).map((each) => each / 4);
const size = fc.integer({ min: 8, max: 160 }).map((each) => each / 4);
const curve: fc.Arbitrary<(costs: Costs) => Node> = fc.oneof(
  fc.tuple(money, rate).map(
    ([fixed, each]) =>
      (costs: Costs) =>
        costs.linear(fixed / 4, each),
  ),
  fc.tuple(money, rate, size).map(
    ([fixed, each, step]) =>
      (costs: Costs) =>
        costs.stepped(fixed / 8, each * step, step),
  ),
  fc.tuple(money, rate, rate).map(
    ([above, low, high]) =>
      (costs: Costs) =>
        costs.tiered(above, low, high),
  ),
  fc.tuple(money, rate, rate).map(([above, low, high]) => (costs: Costs) => {
    const { graph } = costs;
    const rest = graph.maximum(costs.number(0), graph.subtract(costs.x, costs.number(above)));
    const first = graph.minimum(costs.x, costs.number(above));
    return graph.add(graph.multiply(first, costs.number(low)), graph.multiply(rest, costs.number(high)));
  }),
  fc.tuple(rate, size).map(([each, step]) => (costs: Costs) => {
    const { graph } = costs;
    const replicas = graph.ceiling(graph.divide(costs.x, costs.number(step / 4)));
    const nodes = graph.ceiling(graph.divide(replicas, costs.number(8)));
    return graph.multiply(nodes, costs.number(2 * each * step));
  }),
);

/** The cheapest option at each place is the one that the intervals name, or costs the same. */
function expectAgrees(
  of: Comparison,
  ids: readonly string[],
  totals: readonly Node[],
  places: readonly Exact[],
): number {
  let checked = 0;
  for (const at of places) {
    const interval = of.intervals.find(({ from, to }) => from.lt(at) && (to === null || at.lt(to)));
    if (interval === undefined) continue;
    const costs = evaluateAll(totals, new Map([['x', at]]));
    const named = costs[ids.indexOf(interval.cheapest)];
    const least = Exact.min(...costs);
    expect(named?.minus(least).toString(), `at ${at} it is not ${interval.cheapest}`).toBe('0');
    checked += 1;
  }
  return checked;
}

/** Places with four digits after the point, of which no step is a multiple. */
function scan(from: number, step: string, count: number): readonly Exact[] {
  return Array.from({ length: count }, (_, index) => new Exact(step).times(index).plus(from).plus('0.0137'));
}

describe('against a scan point by point', () => {
  it('misses no crossing of linear, stepped and tiered curves, without end and within a range', () => {
    let changes = 0;
    fc.assert(
      fc.property(fc.array(curve, { minLength: 2, maxLength: 4 }), (curves) => {
        const costs = new Costs();
        const options = curves.map((each, index) => ({
          id: `${index}`,
          kind: index % 2 === 0 ? ('buy' as const) : ('build' as const),
          total: each(costs),
        }));
        const ids = options.map(({ id }) => id);
        const totals = options.map(({ total }) => total);
        const endless = findCrossovers({ parameter: costs.x, options });
        expectAgrees(endless.all, ids, totals, [...scan(0, '0.37', 600), ...scan(10_000, '977.1', 60)]);
        const range = { from: new Exact(0), to: new Exact(222) };
        const within = findCrossovers({ parameter: costs.x, options, range });
        expect(within.all.completeness).toBe('proved');
        expect(expectAgrees(within.all, ids, totals, scan(0, '0.37', 600))).toBeGreaterThan(590);
        changes += within.all.intervals.length - 1;
        for (const pair of within.pairs) {
          const two = [pair.buy, pair.build];
          const both = options.filter(({ id }) => two.includes(id));
          expectAgrees(
            pair,
            both.map(({ id }) => id),
            both.map(({ total }) => total),
            scan(0, '1.11', 200),
          );
          const first = pair.intervals.find(({ cheapest }) => cheapest === pair.build);
          expect(pair.firstBuild?.toString()).toBe(first?.from.toString());
        }
      }),
      { numRuns: 30 },
    );
    expect(changes).toBeGreaterThan(40);
  });

  it('agrees over random formulas', () => {
    let checked = 0;
    fc.assert(
      fc.property(stepsArbitrary(finiteDivisors), stepsArbitrary(finiteDivisors), (left, right) => {
        const costs = new Costs();
        const { graph } = costs;
        const totals = [buildFormula(graph, left), buildFormula(graph, right)];
        const options = totals.map((total, index) => ({ id: `${index}`, kind: 'buy' as const, total }));
        const range = { from: new Exact(-20), to: new Exact(20) };
        const { all } = findCrossovers({ parameter: costs.x, options, range });
        checked += expectAgrees(all, ['0', '1'], totals, scan(-20, '0.17', 235));
      }),
      { numRuns: 80 },
    );
    expect(checked).toBeGreaterThan(10_000);
  });
});
