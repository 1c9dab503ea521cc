import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import {
  DoubleLedger,
  exactArithmetic,
  ledgerOf,
  type DoubleFigures,
  type OptionFigures,
} from '../../../src/model/index.ts';

const horizon = 9;
const monthly = (most: number) => fc.array(fc.nat(most), { minLength: horizon, maxLength: horizon });
const shared = (months: number) =>
  Array.from({ length: months }, () => 1 / 2 ** Math.ceil(Math.log2(months)));
const term = fc.integer({ min: 1, max: 5 });

const contract = fc.record({
  kind: fc.constant('contract' as const),
  gpus: monthly(6),
  agreed: monthly(9),
  moving: fc.option(monthly(3)),
  following: fc.option(monthly(3)),
  upfront: fc.option(monthly(20)),
  months: term,
  lot: fc.option(fc.integer({ min: 1, max: 4 })),
  earlyExit: fc.constantFrom(0, 0.5, 1),
});
const bought = fc.record({
  kind: fc.constant('bought' as const),
  gpus: monthly(6),
  agreed: monthly(4),
  moving: fc.option(monthly(3)),
  following: fc.option(monthly(3)),
  upfront: fc.constant(null),
  price: monthly(40),
  months: term,
  lot: fc.option(fc.integer({ min: 1, max: 4 })),
  earlyExit: fc.constant(0),
});
const option = fc.record({
  rest: monthly(50),
  holdings: fc.array(fc.oneof(contract, bought), { maxLength: 2 }),
  spread: fc.option(fc.record({ outlay: monthly(60), months: term })),
  once: fc.array(fc.record({ month: fc.nat(horizon - 1), amount: fc.nat(30) }), { maxLength: 2 }),
  people: fc.option(monthly(9)),
  lead: fc.nat(2),
  hireAhead: fc.nat(2),
});
type Drawn = typeof option extends fc.Arbitrary<infer O> ? O : never;

/** The drawn option in any kind of number and list. */
function figuresIn<T, L extends ArrayLike<T>>(
  { rest, holdings, spread, once, people, lead, hireAhead }: Drawn,
  one: (value: number) => T,
  all: (values: readonly number[]) => L,
): OptionFigures<T, L> {
  const few = (values: readonly number[]): readonly T[] => values.map(one);
  return {
    lines: [{ id: '', label: '', rest: all(rest) }],
    spreads:
      spread === null ? [] : [{ line: 0, outlay: all(spread.outlay), shares: few(shared(spread.months)) }],
    holdings: holdings.map((each) => {
      const shares = shared(each.months);
      let left = 1;
      const worth = [1, ...shares.map((share) => (left -= share / 2))];
      return {
        line: 0,
        gpus: all(each.gpus),
        agreed: all(each.agreed),
        moving: each.moving && all(each.moving),
        following: each.following && all(each.following),
        upfront: each.upfront && all(each.upfront),
        contract: each.kind === 'contract' ? { shares: few(shares) } : null,
        bought:
          each.kind === 'bought' ? { price: all(each.price), shares: few(shares), worth: few(worth) } : null,
        lot: each.lot === null ? null : one(each.lot),
        earlyExit: one(each.earlyExit),
      };
    }),
    once: once.map(({ month, amount }) => ({ line: 0, month, amount: one(amount) })),
    people: people && { line: 0, monthly: all(people) },
    lead,
    hireAhead,
    parallel: 0,
    switchCost: one(0),
  };
}

test('doubles say the same as exact amounts, of every month, of what it is worth and of leaving', () => {
  const factors = Float64Array.from({ length: horizon + 1 }, (_, point) => 1.25 ** -point);
  fc.assert(
    fc.property(option, fc.nat(horizon - 1), fc.nat(horizon - 1), (drawn, from, later) => {
      const doubles = new DoubleLedger(
        figuresIn(drawn, Number, (values) => Float64Array.from(values)) satisfies DoubleFigures,
        factors,
      );
      const exact = figuresIn(
        drawn,
        (value) => new Exact(value),
        (values) => values.map((each) => new Exact(each)),
      );
      const worthOf = (until: number): number => {
        const { start, end } = ledgerOf(exactArithmetic, exact, horizon, from, until);
        let sum = 0;
        for (let month = 0; month < horizon; month += 1) {
          sum += (start[month]?.toNumber() ?? 0) * (factors[month] ?? 0);
          sum += (end[month]?.toNumber() ?? 0) * (factors[month + 1] ?? 0);
        }
        return sum;
      };
      doubles.write(from);
      const { expense } = ledgerOf(exactArithmetic, exact, horizon, from);
      for (let month = 0; month < horizon; month += 1)
        expect(doubles.expense[month]).toBeCloseTo(expense[0]?.[month]?.toNumber() ?? 0, 8);
      const upTo = (until: number): number =>
        doubles.worth.subarray(0, until).reduce((sum, each) => sum + each, 0);
      expect(upTo(horizon)).toBeCloseTo(worthOf(horizon), 8);
      const until = Math.max(from + 1, later);
      if (until < horizon)
        expect(upTo(until) + (doubles.leaving[until - 1] ?? 0)).toBeCloseTo(worthOf(until), 8);
    }),
    { numRuns: 400 },
  );
});
