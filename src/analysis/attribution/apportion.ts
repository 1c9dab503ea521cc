/**
 * Whole numbers near the shares `numerators[i] / denominator` that add up to `total`: each share rounded down, then what is
 * missing given one by one to those that were cut most, the earlier one first where they are equal. Shares of zero take part
 * only where there are no others.
 */
export function apportion(
  numerators: readonly bigint[],
  denominator: bigint,
  total: bigint,
): readonly bigint[] {
  const parts = numerators.map((numerator) => floorDivide(numerator, denominator));
  const ranked = numerators
    .map((numerator, index) => ({
      index,
      isZero: numerator === 0n,
      cut: numerator - (parts[index] ?? 0n) * denominator,
    }))
    .toSorted((a, b) => Number(a.isZero) - Number(b.isZero) || compare(b.cut, a.cut) || a.index - b.index);
  const receivers = ranked.some((each) => !each.isZero) ? ranked.filter((each) => !each.isZero) : ranked;
  let missing = total - parts.reduce((sum, each) => sum + each, 0n);
  const step = missing < 0n ? -1n : 1n;
  const order = missing < 0n ? receivers.toReversed() : receivers;
  for (let turn = 0; missing !== 0n && order.length > 0; turn += 1, missing -= step) {
    const { index = 0 } = order[turn % order.length] ?? {};
    parts[index] = (parts[index] ?? 0n) + step;
  }
  return parts;
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const down = numerator / denominator;
  return numerator < 0n && down * denominator !== numerator ? down - 1n : down;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
