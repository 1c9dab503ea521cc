import { describe, expect, it } from 'vitest';
import { findCrossovers } from '../../../src/analysis/crossover/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import { Costs, listed, onlyPair } from './question.ts';

describe('one GPU at a fixed price against a price per token', () => {
  const articleCase = (people: number) => {
    const costs = new Costs();
    const { graph } = costs;
    const perToken = graph.divide(graph.multiply(costs.number(30), costs.x), costs.number(1_000_000));
    return onlyPair(costs.compare(perToken, costs.number(850 + people)));
  };

  it('is 850 / 30 million tokens, to 64 digits', () => {
    const pair = articleCase(0);
    const [first, second] = pair.intervals;
    expect(pair.completeness).toBe('proved');
    expect(first).toMatchObject({ cheapest: 'buy', enters: null });
    expect(second).toMatchObject({ cheapest: 'build', enters: 'equal', to: null });
    expect(second?.from.toString()).toBe(new Exact('850e6').div(30).toString());
    expect(pair.firstBuild?.toString()).toMatch(/^28333333\.3{50,}$/u);
    expect(pair.alwaysBuildFrom?.eq(pair.firstBuild ?? 0)).toBe(true);
    expect(pair.neverBecause).toBeNull();
  });

  it.each([
    [2_150, '100000000'],
    [14_150, '500000000'],
  ])('moves with %i for people to %s', (people, expected) => {
    expect(articleCase(people).firstBuild?.toString()).toBe(expected);
  });
});

describe('whole nodes against a price per token', () => {
  it('lists every crossing, and tells where costs meet from where they jump past each other', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.linear(0, 12), costs.stepped(0, 100, 10)));
    expect(listed(pair)).toBe(
      'buy 0..8.333333333, build 8.333333333..10.00000001, buy 10.00000001..16.66666667, build 16.66666667..20.00000002, ' +
        'buy 20.00000002..25, build 25..30.00000003, buy 30.00000003..33.33333333, build 33.33333333..40.00000004, ' +
        'buy 40.00000004..41.66666667, build 41.66666667..',
    );
    expect(pair.intervals.map(({ enters }) => enters)).toEqual([
      null, 'equal', 'jump', 'equal', 'jump', 'equal', 'jump', 'equal', 'jump', 'equal',
    ]); // prettier-ignore
    expect(pair.completeness).toBe('proved');
    expect(pair.firstBuild?.toFixed(4)).toBe('8.3333');
    expect(pair.alwaysBuildFrom?.toFixed(4)).toBe('41.6667');
  });

  it('is quick to prove however many steps lie before', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.linear(0, '1.01'), costs.stepped('1e6', 10, 10)));
    expect(pair.completeness).toBe('proved');
    expect(pair.intervals[0]?.to?.toFixed(4)).toBe('100000009.9010');
    expect(pair.alwaysBuildFrom?.gt(99_999_999) && pair.alwaysBuildFrom.lt(100_002_000)).toBe(true);
  });

  it('gives up beyond its limit of pieces, and says how far it came', () => {
    const costs = new Costs();
    const pair = onlyPair(
      costs.compare(costs.linear(0, '1.0001'), costs.stepped(0, 10, 10), { pieceLimit: 2_000 }),
    );
    expect(pair.completeness).toBe('searched');
    expect(pair.searchedBecause?.reason).toBe('too-many-pieces');
    expect(pair.range.to?.gt(1_000)).toBe(true);
    expect(pair.intervals.at(-1)?.to?.eq(pair.range.to ?? 0)).toBe(true);
    expect(pair.alwaysBuildFrom).toBeNull();
  });
});

describe('never', () => {
  it('names the price of a unit on both sides', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.linear(0, '0.15'), costs.stepped(0, '3.1', 10)));
    expect(listed(pair)).toBe('buy 0..');
    expect(pair.firstBuild).toBeNull();
    expect(pair.completeness).toBe('proved');
    expect(pair.neverBecause?.kind).toBe('unit-cost');
    expect(pair.neverBecause).toMatchObject({ buy: new Exact('0.15'), build: new Exact('0.31') });
  });

  it('tells fixed costs that are never made up', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.linear(0, 1), costs.stepped(5, 10, 10)));
    expect(pair.neverBecause?.kind).toBe('fixed-cost');
    expect(listed(pair)).toBe('buy 0..');
  });

  it('is not the same as not within the range', () => {
    const costs = new Costs();
    const range = { from: new Exact(0), to: new Exact(50) };
    const pair = onlyPair(costs.compare(costs.linear(0, 2), costs.number(850), { range }));
    expect(pair).toMatchObject({
      firstBuild: null,
      alwaysBuildFrom: null,
      neverBecause: null,
      isOutsideRange: true,
    });
    expect(listed(pair)).toBe('buy 0..50');
    const wide = { from: new Exact(0), to: new Exact(500) };
    const within = onlyPair(costs.compare(costs.linear(0, 2), costs.number(850), { range: wide }));
    expect(within).toMatchObject({
      firstBuild: new Exact(425),
      alwaysBuildFrom: new Exact(425),
      isOutsideRange: false,
    });
  });

  it('keeps to the values that the parameter can have', () => {
    const costs = new Costs({ minimum: 0, maximum: 1 });
    const pair = onlyPair(costs.compare(costs.linear(0, 2), costs.number(3)));
    expect(pair.neverBecause?.kind).toBe('bounds');
    expect(listed(pair)).toBe('buy 0..1');
  });
});

describe('for ever', () => {
  it('proves that two take turns, with the period', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.linear(5, 1), costs.stepped(0, 10, 10)));
    expect(pair.completeness).toBe('proved');
    expect(pair.alternates?.period.toString()).toBe('10');
    expect(pair.alternates?.from.toString()).toBe('0');
    expect(listed(pair)).toBe('buy 0..5, build 5..10');
    expect(pair).toMatchObject({ alwaysBuildFrom: null, neverBecause: null, firstBuild: new Exact(5) });
  });

  it('finds the common period of two that go in steps', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.stepped(0, 4, 4), costs.stepped(0, 6, 6)));
    expect(pair.alternates?.period.toString()).toBe('12');
    expect(listed(pair)).toBe('buy 0..4.000000004, build 4.000000004..6.000000006, buy 6.000000006..12');
  });

  it('does not take the rule for whole numbers for a lower price', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.linear(-1, 1), costs.stepped(0, 10, 10)));
    expect(listed(pair)).toBe('buy 0..');
  });
});

describe('ties, tiers and several options', () => {
  it('names the first of those that cost the same, and no interval for a point of equality', () => {
    const costs = new Costs();
    const touching = costs.graph.maximum(costs.linear(10, -1), costs.linear(-10, 1));
    const pair = onlyPair(costs.compare(costs.number(0), touching));
    expect(listed(pair)).toBe('buy 0..');
    const same = onlyPair(
      costs.compare(costs.linear(0, 2), costs.graph.minimum(costs.linear(0, 2), costs.number(40))),
    );
    expect(listed(same)).toBe('buy 0..20, build 20..');
  });

  it('sees a price tier that brings the API back', () => {
    const costs = new Costs();
    const pair = onlyPair(costs.compare(costs.tiered(100, 2, 0.5), costs.number(150)));
    expect(listed(pair)).toBe('buy 0..75, build 75..100, buy 100..300, build 300..');
    expect(pair.intervals[2]?.enters).toBe('jump');
  });

  it('compares all together and each pair', () => {
    const costs = new Costs();
    const found = findCrossovers({
      parameter: costs.x,
      options: [
        { id: 'small', kind: 'buy', total: costs.linear(0, 3) },
        { id: 'large', kind: 'buy', total: costs.linear(10, 2) },
        { id: 'own', kind: 'build', total: costs.linear(100, 0) },
        { id: 'burst', kind: 'hybrid', total: costs.linear(30, 1) },
      ],
    });
    expect(listed(found.all)).toBe('small 0..10, large 10..20, burst 20..70, own 70..');
    expect(
      found.pairs.map(({ buy, build, firstBuild }) => `${buy} ${build} ${firstBuild?.toFixed(2)}`),
    ).toEqual(['small own 33.33', 'large own 45.00']);
  });
});

describe('steps over a divisor, such as utilization', () => {
  const byUtilization = (bounds: { readonly minimum: number; readonly maximum: number }) => {
    const costs = new Costs(bounds);
    const { graph, x } = costs;
    const nodes = graph.ceiling(graph.divide(costs.number('2.4'), x));
    return onlyPair(costs.compare(costs.number(450), graph.multiply(costs.number(100), nodes)));
  };

  it('are gone through exactly, and proved', () => {
    const pair = byUtilization({ minimum: 0.05, maximum: 1 });
    expect(listed(pair)).toBe('buy 0.05..0.5999999994, build 0.5999999994..1');
    expect(pair.intervals[1]?.enters).toBe('jump');
    expect(pair.completeness).toBe('proved');
  });

  it('begin above the zero towards which there are ever more of them', () => {
    const costs = new Costs({ minimum: 0, maximum: 1 });
    const { graph, x } = costs;
    const nodes = graph.ceiling(graph.divide(costs.number('2.4'), x));
    const set = new Map([['x', new Exact('0.7')]]);
    const pair = onlyPair(
      costs.compare(costs.number(450), graph.multiply(costs.number(100), nodes), { overrides: set }),
    );
    expect(listed(pair)).toBe('buy 0.0007..0.5999999994, build 0.5999999994..1');
    expect(pair.completeness).toBe('proved');
  });
});

describe('where cost is not piecewise linear', () => {
  it('finds all roots, says that it searched, and where the curve comes from', () => {
    const costs = new Costs();
    const { graph, x } = costs;
    const square = graph.name(
      'square',
      'the square',
      graph.multiply(graph.subtract(x, costs.number(3)), graph.subtract(x, costs.number(7))),
    );
    const range = { from: new Exact(0), to: new Exact(20) };
    const pair = onlyPair(costs.compare(square, costs.number(0), { range }));
    expect(pair.completeness).toBe('searched');
    expect(pair.searchedBecause).toEqual({
      reason: 'product',
      step: { address: 'square', label: 'the square' },
    });
    expect(listed(pair)).toBe('build 0..3, buy 3..7, build 7..20');
    expect(pair.intervals.map(({ enters }) => enters)).toEqual([null, 'equal', 'equal']);
    expect(pair.intervals[1]?.from.minus(3).abs().lt('1e-12')).toBe(true);
    expect(pair).toMatchObject({ alwaysBuildFrom: null, neverBecause: null });
  });

  it('finds two roots that lie closer than the grid', () => {
    const costs = new Costs();
    const { graph, x } = costs;
    const away = graph.subtract(x, costs.number('6.2345'));
    const dip = graph.subtract(graph.multiply(away, away), costs.number('1e-10'));
    const range = { from: new Exact(0), to: new Exact(20) };
    const pair = onlyPair(costs.compare(dip, costs.number(0), { range }));
    expect(listed(pair)).toBe('build 0..6.23449, buy 6.23449..6.23451, build 6.23451..20');
  });

  it('tells a jump from a root', () => {
    const costs = new Costs({ minimum: 0.05, maximum: 1 });
    const { graph, x } = costs;
    const nodes = graph.ceiling(graph.divide(costs.number('2.4'), graph.multiply(x, x)));
    const pair = onlyPair(costs.compare(costs.number(450), graph.multiply(costs.number(100), nodes)));
    expect(listed(pair)).toBe('buy 0.05..0.7745966689, build 0.7745966689..1');
    expect(pair.intervals[1]?.enters).toBe('jump');
    expect(pair.completeness).toBe('searched');
  });

  it('searches some way where the parameter has no end', () => {
    const costs = new Costs();
    const { graph, x } = costs;
    const pair = onlyPair(costs.compare(graph.multiply(x, x), costs.number(64)));
    expect(listed(pair)).toBe('buy 0..8, build 8..10000');
  });
});

describe('findCrossovers', () => {
  it('takes other inputs as they are set', () => {
    const costs = new Costs();
    const rate = costs.input('rate', 2);
    const buy = costs.graph.multiply(rate, costs.x);
    const overrides = new Map([['rate', new Exact(4)]]);
    expect(onlyPair(costs.compare(buy, costs.number(100), { overrides })).firstBuild?.toString()).toBe('25');
  });

  it('refuses an empty range', () => {
    const costs = new Costs();
    const range = { from: new Exact(5), to: new Exact(5) };
    expect(() => costs.compare(costs.number(1), costs.number(2), { range })).toThrow('empty');
  });
});
