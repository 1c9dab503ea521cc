import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import { plainRule, wholeRule } from '../../../src/formula/index.ts';
import { operations } from '../../../src/formula/operations/index.ts';
import { Rational } from '../../../src/formula/graph/rational.ts';

const twos = ['add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum', 'power'] as const;
/** Thousandths up to a million, so that doubles are near to what is exact. */
const numbers = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((each) => each / 1000);
const fraction = (of: number): Rational => Rational.fromExact(new Exact(of)) ?? expect.fail();
const near = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** What generated code of two values gives. */
function run(code: string, a: number, b = 0): number {
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the code is that of a reading
  return (new Function('a', 'b', `return ${code};`) as (a: number, b: number) => number)(a, b);
}

describe('an operation on two values', () => {
  test.each(twos)('%s is the same in every kind of number and in code', (name) => {
    const { exact, double, rational, script } = operations[name];
    const seconds = name === 'power' ? fc.integer({ min: -4, max: 4 }) : numbers;
    fc.assert(
      fc.property(numbers, seconds, (a, b) => {
        const truth = exact(new Exact(a), new Exact(b));
        const asFraction = rational(fraction(a), fraction(b));
        expect(double(a, b)).toBe(run(script('a', 'b'), a, b));
        if (!truth.isFinite()) {
          expect(asFraction).toBeNull();
          return;
        }
        expect(asFraction?.toExact().minus(truth).abs().lte(truth.abs().times('1e-60'))).toBe(true);
        expect([name, a, b, near(double(a, b), truth.toNumber())]).toEqual([name, a, b, true]);
      }),
    );
  });

  test.each(['minimum', 'maximum'] as const)('%s in loose code gives the first of equals', (name) => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const { double, looseScript } = operations[name];
        expect(run(looseScript('a', 'b'), a, b)).toBe(double(a, b));
      }),
    );
    expect(Object.is(run(operations[name].looseScript('a', 'b'), 0, -0), 0)).toBe(true);
  });

  test('a quotient by zero, and a negative power of it, is no fraction', () => {
    const zero = Rational.of(0);
    expect(operations.divide.rational(Rational.of(1), zero)).toBeNull();
    expect(operations.power.rational(zero, Rational.of(-1))).toBeNull();
    // −8 to a third has no real value.
    expect(operations.power.rational(Rational.of(-8), Rational.of(1, 3))).toBeNull();
  });
});

describe('the ceiling', () => {
  const { ceiling } = operations;

  // From the rule: n stands for all x up to n·(1 + 1e-9), below zero up to n·(1 − 1e-9).
  test.each([
    ['3', 3],
    ['3.000000002', 3],
    ['3.000000003', 3],
    ['3.0000000031', 4],
    ['2.999999999', 3],
    ['0', 0],
    ['0.000000001', 1],
    ['-3', -3],
    ['-2.9999999971', -3],
    ['-2.9999999969', -2],
    ['-3.0000000001', -3],
    ['-0.5', 0],
  ])('of %s is %s in every kind of number', (text, whole) => {
    const value = new Exact(text);
    const rational = Rational.fromExact(value) ?? expect.fail();
    expect(ceiling.exact(value).eq(whole)).toBe(true);
    expect(ceiling.rational(rational, wholeRule)).toBe(BigInt(whole));
    // Doubles cannot tell the exact edge of a step from what is next to it.
    if (text !== '3.000000003') expect(ceiling.double(Number(text)) + 0).toBe(whole);
  });

  test('of an exact number is the plain ceiling of it divided by the tolerance', () => {
    const part = fc.constantFrom(
      '0',
      '0.0000000001',
      '0.1',
      '0.2',
      '0.2000001',
      '0.5',
      '0.9989',
      '0.9991',
      '0.999999999999',
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), part, (whole, more) => {
        const value = new Exact(whole.toString()).plus(more);
        expect(ceiling.exact(value).toFixed()).toBe(value.div('1.000000001').ceil().toFixed());
      }),
    );
  });

  test('in doubles, and as compiled, is the exact one away from the edges of its steps', () => {
    fc.assert(
      fc.property(numbers, (at) => {
        const exact = ceiling.exact(new Exact(at)).toNumber();
        const [above, below] = ceiling.compiled.map((each) => each.toNumber());
        const compiled = run(ceiling.script('a'), Math.min(at * (above ?? 0), at * (below ?? 0)));
        expect([at, ceiling.double(at) + 0, compiled + 0]).toEqual([at, exact + 0, exact + 0]);
      }),
    );
  });

  test('has the top of a step as its last number, and the next whole number just above it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom(wholeRule, plainRule),
        (whole, rule) => {
          const top = ceiling.top(BigInt(whole), rule);
          expect(ceiling.rational(top, rule)).toBe(BigInt(whole));
          expect(ceiling.rationalAbove(top, rule)).toBe(BigInt(whole) + 1n);
        },
      ),
    );
  });
});

describe('a choice', () => {
  const cases = [
    { above: 10, value: 1 },
    { above: 20, value: 2 },
  ];
  const exactly = cases.map(({ above, value }) => ({ above: new Exact(above), value: new Exact(value) }));

  test.each([
    [9, 0, 0],
    [10, 0, 1],
    [11, 1, 1],
    [20, 1, 2],
    [21, 2, 2],
  ])('by %s is %s above the thresholds and %s from them on', (by, above, from) => {
    for (const [inclusive, expected] of [
      [false, above],
      [true, from],
    ] as const) {
      const { choose } = operations;
      expect(choose.double(inclusive, by, 0, cases)).toBe(expected);
      expect(choose.exact(inclusive, new Exact(by), new Exact(0), exactly).toNumber()).toBe(expected);
      expect(choose.sign(inclusive, Math.sign(by - 20))).toBe(expected === 2);
      expect(run(choose.script(inclusive, 'a', '20', '1', '0'), by) === 1).toBe(expected === 2);
    }
  });
});
