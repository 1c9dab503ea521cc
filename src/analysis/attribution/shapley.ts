import { apportion } from './apportion.ts';

/**
 * The Shapley values of `players` players of a game whose value for each coalition is `values[coalition]` (bit i stands for
 * player i), in whole units. They do not depend on an order of the players, and sum exactly to the value of all minus the
 * value of none; what rounding to whole units leaves over is handed out by `apportion`.
 * L. S. Shapley, A Value for n-Person Games, 1953: each player's marginal contribution, averaged over all orders.
 */
export function shapleyValues(values: readonly bigint[], players: number): readonly bigint[] {
  const factorials = Array.from({ length: players + 1 }, (_, n) => factorial(n));
  const at = (coalition: number): bigint => {
    const value = values[coalition];
    if (value === undefined) throw new Error('a coalition has no value');
    return value;
  };
  const numerators = Array.from({ length: players }, (_, player) => {
    const bit = 1 << player;
    let sum = 0n;
    for (let others = 0; others < values.length; others += 1) {
      if ((others & bit) !== 0) continue;
      const size = bitsOf(others);
      const weight = (factorials[size] ?? 0n) * (factorials[players - size - 1] ?? 0n);
      sum += weight * (at(others | bit) - at(others));
    }
    return sum;
  });
  return apportion(numerators, factorial(players), at(values.length - 1) - at(0));
}

function factorial(n: number): bigint {
  let product = 1n;
  for (let factor = 2n; factor <= BigInt(n); factor += 1n) product *= factor;
  return product;
}

function bitsOf(coalition: number): number {
  let count = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
