import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, Exact, Graph, type Node } from '../../../src/formula/index.ts';
import {
  limitsAt,
  readPiecewise,
  valueAt,
  Rational,
  type PiecewiseFunction,
} from '../../../src/formula/piecewise/index.ts';
import { anyDivisors, buildFormula, finiteDivisors, stepsArbitrary } from './random-formula.ts';

const range = { from: new Exact(-20), to: new Exact(20) };
const provenance = { kind: 'test', origin: { type: 'assumption', words: '' } } as const;

function rational(value: Exact | string): Rational {
  const read = Rational.fromExact(new Exact(value));
  if (read === undefined) throw new Error(`${value} is not finite`);
  return read;
}

function exactAt(node: Node, x: Exact): Exact {
  return evaluate(node, new Map([['x', x]]));
}

function expectClose(actual: Exact | undefined, expected: Exact, tolerance: string): void {
  const scale = Exact.max(1, expected.abs());
  expect(actual?.minus(expected).abs().div(scale).lte(tolerance), `${actual} is not ${expected}`).toBe(true);
}

function read(node: Node): PiecewiseFunction {
  const reading = readPiecewise(node, 'x', range);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.function;
}

function isShortDecimal(value: Rational): boolean {
  let { denominator } = value.reduced();
  for (const prime of [2n, 5n]) while (denominator % prime === 0n) denominator /= prime;
  return denominator === 1n && value.toExact().precision() < 45;
}

describe('readPiecewise over random formulas', () => {
  it('equals the exact reading at every breakpoint, from both sides, and between', () => {
    fc.assert(
      fc.property(stepsArbitrary(finiteDivisors), (steps) => {
        const node = buildFormula(new Graph(), steps);
        const reading = readPiecewise(node, 'x', range, undefined, 5_000);
        if (!reading.ok) {
          expect(reading.reason).toBe('too-many-pieces');
          return;
        }
        const of = reading.function;
        const nudge = rational('1e-28');
        for (const [index, point] of of.points.entries()) {
          if (index > 150) break;
          if (isShortDecimal(point)) {
            expectClose(of.values[index]?.toExact(), exactAt(node, point.toExact()), '1e-40');
          }
          const { left, right } = limitsAt(of, point);
          for (const [limit, beside] of [
            [left, point.minus(nudge)],
            [right, point.plus(nudge)],
          ] as const) {
            if (beside.isLess(rational(range.from)) || rational(range.to).isLess(beside)) continue;
            const expected = exactAt(node, beside.toExact());
            expectClose(valueAt(of, rational(beside.toExact()))?.toExact(), expected, '1e-40');
            expectClose(limit?.toExact(), expected, '1e-15');
          }
          const next = of.points[index + 1];
          if (next === undefined) continue;
          const middle = point.plus(next).times(Rational.of(1, 2)).toExact();
          expectClose(valueAt(of, rational(middle))?.toExact(), exactAt(node, middle), '1e-40');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('equals the exact reading at random points, whatever it is divided by', () => {
    const point = fc
      .integer({ min: -2e7, max: 2e7 })
      .map((each) => new Exact(each).div(1e6).plus('1.23e-13'));
    fc.assert(
      fc.property(
        stepsArbitrary([...finiteDivisors, ...anyDivisors]),
        fc.array(point, { maxLength: 30 }),
        (steps, points) => {
          const node = buildFormula(new Graph(), steps);
          const reading = readPiecewise(node, 'x', range, undefined, 5_000);
          if (!reading.ok) {
            expect(reading.reason).toBe('too-many-pieces');
            return;
          }
          for (const each of points) {
            if (each.gt(20)) continue;
            expectClose(valueAt(reading.function, rational(each))?.toExact(), exactAt(node, each), '1e-40');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('readPiecewise', () => {
  const setUp = () => {
    const graph = new Graph();
    const x = graph.input({ address: 'x', label: 'x', unit: '1', value: new Exact(7), provenance });
    const y = graph.input({ address: 'y', label: 'y', unit: '1', value: new Exact(2), provenance });
    return { graph, x, y, number: (value: number) => graph.constant(value) };
  };

  it('puts the jumps of a ceiling where the rule for whole numbers has them', () => {
    const { graph, x } = setUp();
    const of = read(graph.ceiling(x));
    const at = (text: string) => {
      const { left, value, right } = limitsAt(of, rational(text));
      return [left, value, right].map((each) => each?.toExact().toNumber());
    };
    expect(at('3.000000003')).toEqual([3, 3, 4]);
    expect(at('3')).toEqual([3, 3, 3]);
    expect(at('0')).toEqual([0, 0, 1]);
    expect(at('-2.999999997')).toEqual([-3, -3, -2]);
    expect(of.segments).toHaveLength(41);
  });

  it('keeps the value at a point apart from the limits, by whether a threshold counts', () => {
    const { graph, x, number } = setUp();
    const tier = (inclusive: boolean) =>
      read(
        graph.choose({
          by: x,
          otherwise: number(1),
          cases: [{ above: number(5), value: number(2) }],
          inclusive,
        }),
      );
    expect(limitsAt(tier(true), rational('5')).value?.toExact().toNumber()).toBe(2);
    expect(limitsAt(tier(false), rational('5')).value?.toExact().toNumber()).toBe(1);
    expect(limitsAt(tier(false), rational('5')).right?.toExact().toNumber()).toBe(2);
  });

  it('joins segments that continue each other', () => {
    const { graph, x, number } = setUp();
    const same = graph.add(graph.minimum(x, number(4)), graph.maximum(x, number(4)));
    expect(read(same).segments).toHaveLength(1);
  });

  it('multiplies spend by a tier that the spend itself picks', () => {
    const { graph, x, number } = setUp();
    const multiplier = graph.choose({
      by: x,
      otherwise: number(1),
      cases: [{ above: number(10), value: number(0.5) }],
      inclusive: true,
    });
    const of = read(graph.multiply(x, multiplier));
    expect(of.segments.map((line) => line?.slope.toExact().toNumber())).toEqual([1, 0.5]);
    expect(valueAt(of, rational('10'))?.toExact().toNumber()).toBe(5);
  });

  it('cancels a factor with its own division', () => {
    const { graph, x, number } = setUp();
    const gpus = graph.multiply(number(8), graph.ceiling(graph.divide(x, number(8))));
    const utilization = graph.divide(graph.multiply(x, number(3)), gpus);
    const power = graph.multiply(graph.multiply(gpus, number(5)), graph.add(number(0.25), utilization));
    expect(valueAt(read(power), rational('4'))?.toExact().toNumber()).toBe(70);
  });

  it('takes other inputs as they are, or as they are set', () => {
    const { graph, x, y } = setUp();
    const reading = readPiecewise(graph.multiply(x, y), 'x', range, new Map([['y', new Exact(9)]]));
    expect(reading.ok && reading.function.segments[0]?.slope.toExact().toNumber()).toBe(9);
  });

  it('raises constants to whole powers exactly, to others in 64 digits', () => {
    const { graph, x, number } = setUp();
    const cubed = read(graph.multiply(x, graph.power(number(0.1), number(3))));
    expect(cubed.segments[0]?.slope.equals(Rational.of(1, 1000))).toBe(true);
    const root = read(graph.multiply(x, graph.power(number(2), number(0.5))));
    expect(root.segments[0]?.slope.toExact().toString()).toBe(new Exact(2).sqrt().toString());
  });

  it('says that it is not linear, and in which named step', () => {
    const { graph, x, number } = setUp();
    const inner = graph.name('inner', 'the inner step', graph.multiply(x, graph.add(x, number(1))));
    const outer = graph.name('outer', 'the outer step', graph.add(inner, number(1)));
    const step = { address: 'inner', label: 'the inner step' };
    expect(readPiecewise(outer, 'x', range)).toEqual({ ok: false, reason: 'product', step });
    expect(readPiecewise(graph.divide(number(1), x), 'x', range)).toEqual({
      ok: false,
      reason: 'quotient',
      step: null,
    });
    expect(readPiecewise(graph.power(number(2), x), 'x', range)).toMatchObject({
      ok: false,
      reason: 'power',
    });
  });

  it('stops at the limit of pieces instead of running out of memory', () => {
    const { graph, x } = setUp();
    const wide = { from: new Exact(0), to: new Exact('1e15') };
    expect(readPiecewise(graph.ceiling(x), 'x', wide)).toMatchObject({
      ok: false,
      reason: 'too-many-pieces',
    });
  });

  it('reads a single point, and refuses a range that is none', () => {
    const { graph, x } = setUp();
    const five = new Exact(5);
    const reading = readPiecewise(graph.ceiling(x), 'x', { from: five, to: five });
    expect(reading.ok && reading.function.values.map((each) => each?.toExact().toNumber())).toEqual([5]);
    expect(readPiecewise(x, 'x', { from: five, to: new Exact(4) })).toMatchObject({
      ok: false,
      reason: 'range',
    });
    expect(readPiecewise(x, 'x', { from: five, to: new Exact(Infinity) })).toMatchObject({
      ok: false,
      reason: 'range',
    });
  });
});
