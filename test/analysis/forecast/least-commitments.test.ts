import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastCommitments, type Arc } from '../../../src/analysis/forecast/sizing/least-commitments.ts';

// Every way to commit to a few units over four months is gone through: how many units of each of the ten stretches of months.

const horizon = 4;
const most = 2;
const stretches = Array.from({ length: horizon }, (_, from) =>
  Array.from({ length: horizon - from }, (__, more) => [from, from + more + 1] as const),
).flat();

function bruteForce(costs: readonly (number | null)[], marginal: readonly (readonly number[])[]): number {
  let least = Infinity;
  const go = (place: number, held: readonly number[], spent: number): void => {
    if (place === stretches.length) {
      let sum = spent;
      for (const [month, units] of held.entries())
        for (let unit = units; unit < most; unit += 1) sum += marginal[month]?.[unit] ?? 0;
      least = Math.min(least, sum);
      return;
    }
    const [from, until] = stretches[place] as readonly [number, number];
    const cost = costs[place];
    for (let units = 0; units <= (cost === null || cost === undefined ? 0 : most); units += 1) {
      const now = held.map((each, month) => (month >= from && month < until ? each + units : each));
      go(place + 1, now, spent + units * (cost ?? 0));
    }
  };
  go(0, [0, 0, 0, 0], 0);
  return least;
}

test('commitments cost what the best of all ways costs', () => {
  const cost = fc.option(fc.integer({ min: 0, max: 30 }), { freq: 3 });
  fc.assert(
    fc.property(
      fc.array(cost, { minLength: stretches.length, maxLength: stretches.length }),
      // By month: the cost of renting the first unit, and the lower one of the second, which is needed less often.
      fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
        minLength: horizon,
        maxLength: horizon,
      }),
      (costs, drawn) => {
        const marginal = drawn.map((pair) => pair.toSorted((a, b) => b - a));
        const arc = (from: number, until: number): Arc | null => {
          const found = costs[stretches.findIndex(([a, b]) => a === from && b === until)];
          return found === null || found === undefined ? null : { option: 0, cost: found };
        };
        const rented = marginal.map((each) => each.toReversed().map((one) => ({ units: 1, cost: one })));
        const { cost: least, commitments } = leastCommitments({ horizon, most, rented, arc });
        expect(least).toBe(bruteForce(costs, marginal));
        const again = commitments.reduce(
          (sum, { from, until, units }) => sum + units * (arc(from, until)?.cost ?? Infinity),
          0,
        );
        expect(again).toBeLessThanOrEqual(least);
      },
    ),
    { numRuns: 100 },
  );
});

test('commitments may overlap where demand rises and each is for two months', () => {
  // One unit in the first month, two in the second, one in the third. Renting costs 10 for a unit that is needed; two months of
  // commitment cost 12: [0, 2) and [1, 3) cost 24, against 12 + 10 + 10 = 32 for one commitment and renting the rest.
  const rented = [1, 2, 1].map((needed) => [
    { units: 2 - needed, cost: 0 },
    { units: needed, cost: 10 },
  ]);
  const arc = (from: number, until: number): Arc | null =>
    until - from === 2 ? { option: 0, cost: 12 } : null;
  const { cost, commitments } = leastCommitments({ horizon: 3, most: 2, rented, arc });
  expect(cost).toBe(24);
  expect(commitments).toEqual([
    { option: 0, from: 0, until: 2, units: 1 },
    { option: 0, from: 1, until: 3, units: 1 },
  ]);
});
