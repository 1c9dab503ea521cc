import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doublesOf } from '../../../src/analysis/forecast/in-doubles.ts';
import { usefulStarts } from '../../../src/analysis/forecast/never-worse.ts';
import { cheapestSchedule, worthOfStints } from '../../../src/analysis/forecast/schedule.ts';
import { Exact } from '../../../src/formula/index.ts';
import type { OptionFigures } from '../../../src/model/index.ts';

// Every sequence of options over a few months is gone through, and priced by a second, plain reading of the rules: whole
// numbers in, one loop a stint, nothing shared with the product but the terms of the options.

interface Terms {
  readonly running: readonly number[];
  readonly gpus: readonly number[];
  readonly rent: readonly number[];
  /** 0: no contract. */
  readonly term: number;
  readonly upfront: number;
  readonly exitShare: number;
  readonly setup: number;
  readonly lead: number;
  readonly parallel: number;
  readonly switchCost: number;
}

const months = 6;
const rate = 0.01;

function byHand(terms: Terms, from: number, until: number): number {
  let worth = terms.setup * (1 + rate) ** -Math.max(0, from - terms.lead);
  const contracts: { count: number; rent: number; ends: number }[] = [];
  for (let month = from; month < until; month += 1) {
    const end = (1 + rate) ** -(month + 1);
    worth += (terms.running[month] ?? 0) * end;
    const needed = terms.gpus[month] ?? 0;
    const rent = terms.rent[month] ?? 0;
    if (terms.term === 0) {
      worth += needed * rent * end;
      continue;
    }
    const held = contracts.filter(({ ends }) => ends > month);
    const missing = needed - held.reduce((sum, { count }) => sum + count, 0);
    if (missing > 0) {
      contracts.push({ count: missing, rent, ends: month + terms.term });
      worth += missing * terms.upfront * (1 + rate) ** -month;
    }
    for (const each of contracts.filter(({ ends }) => ends > month)) worth += each.count * each.rent * end;
  }
  if (until < months)
    for (const { count, rent, ends } of contracts)
      worth += Math.max(0, ends - until) * count * rent * terms.exitShare * (1 + rate) ** -until;
  return worth;
}

function bruteForce(options: readonly Terms[]): number {
  let least = Infinity;
  const go = (sequence: readonly number[]): void => {
    if (sequence.length < months) {
      for (const [option] of options.entries()) go([...sequence, option]);
      return;
    }
    let worth = 0;
    let from = 0;
    while (from < months) {
      const option = sequence[from] ?? 0;
      let until = from;
      while (until < months && sequence[until] === option) until += 1;
      const terms = options[option] as Terms;
      const next = until < months ? options[sequence[until] ?? 0] : undefined;
      if (terms.lead > from) return;
      worth += from === 0 ? 0 : terms.switchCost * (1 + rate) ** -from;
      worth += byHand(terms, from, Math.min(months, until + (next?.parallel ?? 0)));
      from = until;
    }
    least = Math.min(least, worth);
  };
  go([]);
  return least;
}

function figuresOf(terms: Terms): OptionFigures<Exact> {
  const exact = (values: readonly number[]): readonly Exact[] => values.map((each) => new Exact(each));
  const shares = Array.from({ length: terms.term }, () => new Exact(1).div(terms.term));
  return {
    lines: [
      { id: 'gpu', label: 'GPUs', rest: exact(terms.running) },
      { id: 'one_time', label: 'Set-up', rest: exact(terms.running.map(() => 0)) },
    ],
    spreads: [{ line: 1, outlay: exact(terms.running.map(() => terms.setup)), shares: [new Exact(1)] }],
    holdings: [
      {
        line: 0,
        gpus: exact(terms.gpus),
        agreed: exact(terms.rent),
        moving: null,
        following: null,
        upfront: terms.term === 0 ? null : exact(terms.gpus.map(() => terms.upfront)),
        contract: terms.term === 0 ? null : { shares },
        bought: null,
        lot: null,
        earlyExit: new Exact(terms.exitShare),
      },
    ],
    once: [],
    people: null,
    lead: terms.lead,
    hireAhead: 0,
    parallel: terms.parallel,
    switchCost: new Exact(terms.switchCost),
  };
}

const amounts = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: months, maxLength: months });
const terms: fc.Arbitrary<Terms> = fc.record({
  running: amounts,
  gpus: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: months, maxLength: months }),
  rent: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: months, maxLength: months }),
  term: fc.integer({ min: 0, max: 4 }),
  upfront: fc.integer({ min: 0, max: 60 }),
  exitShare: fc.constantFrom(0, 0.25, 1),
  setup: fc.integer({ min: 0, max: 80 }),
  lead: fc.integer({ min: 0, max: 2 }),
  parallel: fc.integer({ min: 0, max: 2 }),
  switchCost: fc.integer({ min: 0, max: 50 }),
});

// Bought by the token: nothing binds, nothing is paid at the start, and it can be taken up in any month.
const tokens: fc.Arbitrary<Terms> = fc
  .record({ running: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: months, maxLength: months }) })
  .map(({ running }) => ({
    running,
    gpus: running.map(() => 0),
    rent: running.map(() => 1),
    term: 0,
    upfront: 0,
    exitShare: 0,
    setup: 0,
    lead: 0,
    parallel: 0,
    switchCost: 0,
  }));

describe('the cheapest schedule', () => {
  test('is that of brute force where options that tokens beat in every month are not looked at', () => {
    let [leftOut, later] = [0, 0];
    const discounts = Array.from({ length: months + 1 }, (_, point) => new Exact(1 + rate).pow(-point));
    const factors = Float64Array.from(discounts, (each) => each.toNumber());
    fc.assert(
      fc.property(tokens, fc.array(terms, { minLength: 1, maxLength: 2 }), (bought, others) => {
        const options = [bought, ...others];
        const figures = options.map(figuresOf);
        const starts = usefulStarts(figures.map(doublesOf), 0, factors);
        leftOut += starts.filter((each) => !each.includes(1)).length;
        later += starts.filter((each) => each.includes(1) && each.includes(0)).length;
        const stints = cheapestSchedule(figures, months, 0, discounts) ?? [];
        const worth = worthOfStints(figures, stints, months, discounts).reduce(
          (sum, each) => sum + each.toNumber(),
          0,
        );
        expect(worth).toBeCloseTo(bruteForce(options), 8);
      }),
    );
    expect(leftOut).toBeGreaterThan(10);
    expect(later).toBeGreaterThan(10);
  });

  test('is that of brute force on 100 random short horizons with contracts', () => {
    let switched = 0;
    fc.assert(
      fc.property(fc.array(terms, { minLength: 2, maxLength: 3 }), (drawn) => {
        const options = drawn.map((each, index) => (index === 0 ? { ...each, lead: 0 } : each));
        const figures = options.map(figuresOf);
        const discounts = Array.from({ length: months + 1 }, (_, point) => new Exact(1 + rate).pow(-point));
        const stints = cheapestSchedule(figures, months, 0, discounts) ?? [];
        const worth = worthOfStints(figures, stints, months, discounts).reduce(
          (sum, each) => sum + each.toNumber(),
          0,
        );
        if (stints.length > 1) switched += 1;
        expect(worth).toBeCloseTo(bruteForce(options), 8);
      }),
      { numRuns: 100, seed: 15 },
    );
    expect(switched).toBeGreaterThan(20);
  });

  test('waits for what has to be ordered first, and there is none where nothing can serve the first month', () => {
    const plain: Terms = {
      running: [9, 9, 9, 9, 9, 9],
      gpus: [0, 0, 0, 0, 0, 0],
      rent: [1, 1, 1, 1, 1, 1],
      term: 0,
      upfront: 0,
      exitShare: 1,
      setup: 0,
      lead: 0,
      parallel: 0,
      switchCost: 0,
    };
    const better = { ...plain, running: [1, 1, 1, 1, 1, 1], lead: 2 };
    const discounts = Array.from({ length: months + 1 }, () => new Exact(1));
    expect(cheapestSchedule([plain, better].map(figuresOf), months, 0, discounts)).toEqual([
      { option: 0, from: 0, until: 2 },
      { option: 1, from: 2, until: 6 },
    ]);
    expect(cheapestSchedule([better].map(figuresOf), months, 0, discounts)).toBeNull();
  });
});
