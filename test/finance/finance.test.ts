import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  datedRates,
  depreciate,
  equivalentPayment,
  internalRates,
  modifiedRate,
  netPresentValue,
  payback,
  periodRate,
} from '../../src/finance/index.ts';
import { Exact } from '../../src/formula/index.ts';

const exact = (...values: readonly (number | string)[]): readonly Exact[] =>
  values.map((each) => new Exact(each));
const day = (text: string): number => Date.parse(text) / 86_400_000;

// Published figures of numpy-financial's tests and documentation (https://github.com/numpy/numpy-financial).
describe('published figures', () => {
  test('net present value', () => {
    const worth = netPresentValue(new Exact('0.05'), exact(-15000, 1500, 2500, 3500, 4500, 6000));
    expect(worth.toFixed(2)).toBe('122.89');
  });

  test.each([
    [[-150000, 15000, 25000, 35000, 45000, 60000], '0.0524'],
    [[-100, 0, 0, 74], '-0.0955'],
    [[-100, 39, 59, 55, 20], '0.2809'],
  ])('internal rate of %j', (flows, rate) => {
    const { rates, isComplete } = internalRates(exact(...flows));
    expect(rates.map((each) => each.toFixed(4))).toEqual([rate]);
    expect(isComplete).toBe(true);
  });

  test('modified internal rate', () => {
    const flows = exact(-120000, 39000, 30000, 21000, 37000, 46000);
    expect(modifiedRate(flows, new Exact('0.1'), new Exact('0.12'))?.toFixed(6)).toBe('0.126094');
  });

  test('level payment', () => {
    expect(equivalentPayment(new Exact('0.08').div(12), 60, new Exact(15000)).toFixed(6)).toBe('304.145914');
    expect(equivalentPayment(new Exact(0), 4, new Exact(100)).toFixed()).toBe('25');
  });

  // Microsoft's example of XIRR: 37.34 %.
  test('rate of dated flows', () => {
    const { rates, isComplete } = datedRates([
      { day: day('2008-01-01'), amount: new Exact(-10000) },
      { day: day('2008-03-01'), amount: new Exact(2750) },
      { day: day('2008-10-30'), amount: new Exact(4250) },
      { day: day('2009-02-15'), amount: new Exact(3250) },
      { day: day('2009-04-01'), amount: new Exact(2750) },
    ]);
    expect(rates.map((each) => each.toFixed(6))).toEqual(['0.373363']);
    expect(isComplete).toBe(true);
  });

  // Internal Revenue Service, Publication 946, table A-1: five years, half-year convention, on 50,000 USD.
  test('depreciation by a table', () => {
    const shares = exact('0.2', '0.32', '0.192', '0.1152', '0.1152', '0.0576');
    const written = depreciate(new Exact(50000), new Exact(0), { method: 'table', shares });
    expect(written.map((each) => each.toFixed())).toEqual(['10000', '16000', '9600', '5760', '5760', '2880']);
  });
});

describe('rates of return', () => {
  test('two, one that touches, and none', () => {
    // -100 (1 + r)^2 + 230 (1 + r) - 132 has the factors 1.1 and 1.2.
    expect(internalRates(exact(-100, 230, -132)).rates.map((each) => each.toFixed(12))).toEqual([
      '0.100000000000',
      '0.200000000000',
    ]);
    // (1 + r)^2 - 2.2 (1 + r) + 1.21 is zero at 1.1 and positive elsewhere.
    const touching = internalRates(exact(1, '-2.2', '1.21'));
    expect(touching.isComplete).toBe(false);
    expect(touching.rates[0]?.minus('0.1').abs().lt('1e-20')).toBe(true);
    expect(internalRates(exact(100, -150, 100))).toEqual({ rates: [], isComplete: true });
    expect(internalRates(exact(0, 0))).toEqual({ rates: [], isComplete: true });
    expect(internalRates(exact(0, 5, 0)).rates).toEqual([]);
  });

  test('a plain loan of 360 months', () => {
    const monthly = equivalentPayment(new Exact('0.005'), 360, new Exact(200000));
    const flows = [new Exact(-200000), ...Array.from({ length: 360 }, () => monthly)];
    const { rates, isComplete } = internalRates(flows);
    expect(isComplete).toBe(true);
    expect(rates.map((each) => each.toFixed(20))).toEqual(['0.00500000000000000000']);
  });

  test('every rate found makes the flows worth nothing, and the signs of the value between them alternate', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 8 }), (numbers) => {
        const flows = exact(...numbers);
        const { rates, isComplete } = internalRates(flows);
        for (const rate of rates) {
          const scale = flows.reduce(
            (sum, flow, t) => sum.plus(flow.abs().div(rate.plus(1).pow(t))),
            new Exact('1e-30'),
          );
          expect(netPresentValue(rate, flows).abs().div(scale).lt('1e-15')).toBe(true);
        }
        if (!isComplete) return;
        const at = (rate: Exact): boolean => netPresentValue(rate, flows).isNegative();
        const between = rates.slice(1).map((rate, index) => rate.plus(rates[index] ?? 0).div(2));
        const ends = rates.length === 0 ? [] : [(rates[0] ?? new Exact(0)).minus(1).div(2), ...between];
        const signs = [
          ...ends.map(at),
          ...(rates.length === 0 ? [] : [at((rates.at(-1) ?? new Exact(0)).plus(1))]),
        ];
        for (const [index, sign] of signs.entries()) if (index > 0) expect(sign).not.toBe(signs[index - 1]);
      }),
      { numRuns: 200 },
    );
  });

  test('of dated flows with two, both', () => {
    const flows = [-100, 230, -132].map((amount, index) => ({ day: index * 365, amount: new Exact(amount) }));
    expect(datedRates(flows).rates.map((each) => each.toFixed(9))).toEqual(['0.100000000', '0.200000000']);
    expect(datedRates(flows).isComplete).toBe(false);
    expect(datedRates([{ day: 0, amount: new Exact(5) }])).toEqual({ rates: [], isComplete: true });
  });
});

// A purchase of 240,000 that saves 10,000 a month growing by 3 % under a price trend of -30 % a year, against 3,000 a
// month of running cost, with 20 % left after month 36; at 10 % a year.
describe('a purchase over 36 months', () => {
  const monthlyRate = periodRate(new Exact('0.1'), 12);
  const trend = periodRate(new Exact('-0.3'), 12);
  const growth = new Exact('1.03').times(trend.plus(1));
  const buy = Array.from({ length: 36 }, (_, month) => new Exact(10000).times(growth.pow(month)));
  const build = [
    new Exact(240000),
    ...Array.from({ length: 36 }, (_, month) => new Exact(3000 - (month === 35 ? 48000 : 0))),
  ];
  const saved = build.map((cost, month) =>
    (month === 0 ? new Exact(0) : (buy[month - 1] ?? new Exact(0))).minus(cost),
  );

  test('monthly rates', () => {
    expect(monthlyRate.times(100).toFixed(6)).toBe('0.797414');
    expect(trend.times(100).toFixed(5)).toBe('-2.92855');
    expect(buy.at(-1)?.toFixed(2)).toBe('9942.73');
    expect(buy.reduce((sum, each) => sum.plus(each)).toFixed(2)).toBe('358968.11');
  });

  test('present values, payback and rate of return', () => {
    expect(netPresentValue(monthlyRate, [new Exact(0), ...buy]).toFixed(2)).toBe('311014.35');
    expect(netPresentValue(monthlyRate, build).toFixed(2)).toBe('297496.26');
    expect(payback(saved)?.toFixed(4)).toBe('34.4203');
    const [rate] = internalRates(saved).rates;
    expect(rate?.times(100).toFixed(6)).toBe('1.073252');
    expect(rate?.plus(1).pow(12).minus(1).times(100).toFixed(4)).toBe('13.6671');
  });
});

describe('payback', () => {
  test('is for good: a later payment that takes the sum below zero again counts', () => {
    // -100, -40, 20, -30, 10: for good after 3 periods and 30 of 40.
    expect(payback(exact(-100, 60, 60, -50, 40))?.toFixed()).toBe('3.75');
    expect(payback(exact(-100, 50))).toBeNull();
    expect(payback(exact(0, 5))?.toFixed()).toBe('0');
  });
});

describe('depreciation', () => {
  test('a straight line, and a declining balance that becomes one', () => {
    expect(
      depreciate(new Exact(100), new Exact(10), { method: 'straight_line', periods: 3 }).map(String),
    ).toEqual(['30', '30', '30']);
    // Double declining over five: 40, 24, 14.4, then 10.8 twice over what is left.
    const written = depreciate(new Exact(100), new Exact(0), {
      method: 'declining_balance',
      periods: 5,
      factor: new Exact(2),
    });
    expect(written.map(String)).toEqual(['40', '24', '14.4', '10.8', '10.8']);
  });

  test('sums to the cost less the residual, whatever the method', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom('1', '1.5', '2', '3'),
        (periods, left, factor) => {
          const [cost, residual] = [new Exact(1000), new Exact(left)];
          for (const by of [
            { method: 'straight_line', periods } as const,
            { method: 'declining_balance', periods, factor: new Exact(factor) } as const,
          ]) {
            const sum = depreciate(cost, residual, by).reduce(
              (total, each) => total.plus(each),
              new Exact(0),
            );
            expect(sum.minus(cost.minus(residual)).abs().lt('1e-50')).toBe(true);
          }
        },
      ),
    );
  });
});
