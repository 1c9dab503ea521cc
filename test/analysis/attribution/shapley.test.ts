import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from '../../../src/analysis/attribution/apportion.ts';
import { shapleyValues } from '../../../src/analysis/attribution/shapley.ts';

const sum = (of: readonly bigint[]): bigint => of.reduce((total, each) => total + each, 0n);

const games = fc.integer({ min: 1, max: 5 }).chain((players) =>
  fc.tuple(
    fc.constant(players),
    fc.array(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), {
      minLength: 1 << players,
      maxLength: 1 << players,
    }),
  ),
);

describe('Shapley values', () => {
  test('of the glove game: one left glove, two right ones', () => {
    // A pair is worth 6: player 0 holds the left glove. Known: 2/3, 1/6, 1/6 of it.
    const value = (coalition: number): bigint => ((coalition & 1) !== 0 && (coalition & 6) !== 0 ? 6n : 0n);
    const values = Array.from({ length: 8 }, (_, coalition) => value(coalition));
    expect(shapleyValues(values, 3)).toEqual([4n, 1n, 1n]);
  });

  test('of a product that grows on both sides: each gets its own and half of the interaction', () => {
    // From 10 × 100 to 12 × 130: 200 + 300 + 60 together.
    expect(shapleyValues([1000n, 1200n, 1300n, 1560n], 2)).toEqual([230n, 330n]);
  });

  test('add up to the whole, in any game', () => {
    fc.assert(
      fc.property(games, ([players, values]) => {
        expect(sum(shapleyValues(values, players))).toBe((values.at(-1) ?? 0n) - (values[0] ?? 0n));
      }),
    );
  });

  test('are the average over all orders, rounded by less than one', () => {
    fc.assert(
      fc.property(games, ([players, values]) => {
        const orders = permutations(Array.from({ length: players }, (_, index) => index));
        const shares = shapleyValues(values, players);
        for (let player = 0; player < players; player += 1) {
          const total = sum(
            orders.map((order) => {
              const before = order
                .slice(0, order.indexOf(player))
                .reduce((set, each) => set | (1 << each), 0);
              return (values[before | (1 << player)] ?? 0n) - (values[before] ?? 0n);
            }),
          );
          const difference = (shares[player] ?? 0n) * BigInt(orders.length) - total;
          expect(difference < BigInt(orders.length) && difference > -BigInt(orders.length)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a player that changes nothing gets nothing', () => {
    fc.assert(
      fc.property(games, ([players, values]) => {
        const doubled = [...values, ...values];
        expect(shapleyValues(doubled, players + 1).at(-1)).toBe(0n);
      }),
    );
  });
});

describe('apportion', () => {
  test('the largest remainders get what is missing', () => {
    expect(apportion([14n, 15n, 11n], 10n, 4n)).toEqual([1n, 2n, 1n]);
  });

  test('equal remainders go to the earlier one', () => {
    expect(apportion([5n, 5n], 10n, 1n)).toEqual([1n, 0n]);
  });

  test('shares of zero stay zero', () => {
    expect(apportion([0n, 7n], 10n, 2n)).toEqual([0n, 2n]);
  });

  test('adds up and stays near every share', () => {
    const shares = fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(shares, fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerators, denominator) => {
        const total = sum(numerators) / denominator;
        const parts = apportion(numerators, denominator, total);
        expect(sum(parts)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const difference = part * denominator - (numerators[index] ?? 0n);
          expect(difference < 2n * denominator && difference > -2n * denominator).toBe(true);
        }
      }),
    );
  });
});

function permutations(of: readonly number[]): readonly (readonly number[])[] {
  if (of.length <= 1) return [of];
  return of.flatMap((each) =>
    permutations(of.filter((other) => other !== each)).map((rest) => [each, ...rest]),
  );
}
