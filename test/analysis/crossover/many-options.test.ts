import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCrossovers } from '../../../src/analysis/index.ts';
import { evaluateAll, Exact, Graph, type Node } from '../../../src/formula/index.ts';

interface Drawn {
  readonly fixed: number;
  readonly each: number;
  /** Whole units of so many; null where cost is a straight line. */
  readonly step: number | null;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  fixed: fc.integer({ min: 0, max: 5000 }),
  each: fc.integer({ min: 1, max: 60 }),
  step: fc.option(fc.integer({ min: 20, max: 200 }), { nil: null }),
});

/** Costs of options over a volume of up to 1,000. */
function questionOf(options: readonly Drawn[], kindOf: (index: number) => 'buy' | 'build') {
  const graph = new Graph();
  const parameter = graph.input({
    address: 'volume',
    label: 'volume',
    unit: '1',
    value: new Exact(100),
    minimum: new Exact(0),
    maximum: new Exact(1000),
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
  });
  const totals = options.map(({ fixed, each, step }): Node => {
    const units =
      step === null
        ? parameter
        : graph.multiply(graph.ceiling(graph.divide(parameter, graph.constant(step))), graph.constant(step));
    return graph.add(graph.constant(fixed), graph.multiply(units, graph.constant(each)));
  });
  return {
    totals,
    question: {
      parameter,
      options: totals.map((total, index) => ({ id: String(index), kind: kindOf(index), total })),
    },
  };
}

describe('many options', () => {
  it('that cannot win are left out without changing who does, replicas in nodes included', () => {
    const made = fc.record({
      fixed: fc.integer({ min: 0, max: 300 }),
      each: fc.integer({ min: 1, max: 60 }),
      replica: fc.constantFrom(20, 35, 50),
      node: fc.constantFrom(1, 2, 8),
      least: fc.constantFrom(0, 1, 2),
      isLine: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(made, { minLength: 13, maxLength: 40 }), (options) => {
        const graph = new Graph();
        const parameter = graph.input({
          address: 'volume',
          label: 'volume',
          unit: '1',
          value: new Exact(100),
          minimum: new Exact(0),
          maximum: new Exact(400),
          provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
        });
        const number = (of: number): Node => graph.constant(of);
        const totals = options.map(({ fixed, each, replica, node, least, isLine }): Node => {
          const replicas = graph.maximum(
            number(least),
            graph.ceiling(graph.divide(parameter, number(replica))),
          );
          const nodes = graph.ceiling(graph.divide(replicas, number(node)));
          const cost = isLine
            ? graph.multiply(parameter, number(each / 10))
            : graph.multiply(nodes, number(node * each));
          return graph.add(number(fixed), cost);
        });
        const asked = totals.map((total, index) => ({ id: String(index), kind: 'build' as const, total }));
        const { all } = findCrossovers({ parameter, options: asked });
        for (const { from, to, cheapest } of all.intervals) {
          for (const part of ['0.5', '0.13', '0.9']) {
            const at = from.plus((to ?? new Exact(400)).minus(from).times(part));
            const costs = evaluateAll(totals, new Map([['volume', at]]));
            const least = costs.reduce((a, b) => Exact.min(a, b));
            // Stretches narrower than what a ceiling lets pass, 1e-9, are left out; so near one another can be so much cheaper.
            const named = costs[Number(cheapest)] ?? new Exact(Infinity);
            expect(named.lte(least.times('1.000000001')), `${named} not ${least}`).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('all compete: in the middle of every interval the option that is named costs the least', () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 3, maxLength: 12 }), (options) => {
        const { totals, question } = questionOf(options, (index) => (index % 2 === 0 ? 'buy' : 'build'));
        const { all } = findCrossovers(question);
        expect(all.completeness).toBe('proved');
        for (const { from, to, cheapest } of all.intervals) {
          const middle = from.plus(to ?? 1000).div(2);
          const costs = evaluateAll(totals, new Map([['volume', middle]]));
          const least = costs.reduce((a, b) => Exact.min(a, b));
          expect(costs[Number(cheapest)]?.toFixed()).toBe(least.toFixed());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the fifth of a kind is compared where it wins somewhere', () => {
    // Dearest at 100, cheapest from 400 on: four others are cheaper at the present value.
    const five: readonly Drawn[] = [
      ...[10, 11, 12, 13].map((each) => ({ fixed: 0, each, step: null })),
      { fixed: 2000, each: 5, step: null },
      { fixed: 2400, each: 9, step: 100 },
    ];
    const { question } = questionOf(five, (index) => (index < 5 ? 'buy' : 'build'));
    const { all, pairs } = findCrossovers(question);
    expect(all.intervals.map(({ cheapest, from }) => [cheapest, from.toNumber()])).toEqual([
      ['0', 0],
      ['4', 400],
    ]);
    expect(pairs.map(({ buy, build }) => `${buy} ${build}`)).toEqual(['0 5', '4 5']);
  });

  it('of hundreds of straight lines only the envelope is gone through', () => {
    const lines = Array.from({ length: 400 }, (_, index) => ({
      fixed: index * index,
      each: 400 - index,
      step: null,
    }));
    const { question, totals } = questionOf(lines, () => 'buy');
    const { all } = findCrossovers(question);
    // The tangents of a parabola: each wins between 2·index - 1 and 2·index + 1.
    expect(all.intervals.length).toBe(400);
    const costs = evaluateAll(totals, new Map([['volume', new Exact(100)]]));
    expect(costs.findIndex((cost) => cost.eq(costs.reduce((a, b) => Exact.min(a, b))))).toBe(50);
    expect(all.intervals[50]?.cheapest).toBe('50');
  });
});
