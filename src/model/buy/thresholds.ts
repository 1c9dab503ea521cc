import type { Exact } from '../../formula/index.ts';

/** A threshold stays between its neighbours: tiers that cross one another have no meaning, and no entry states them so. */
export function betweenNeighbours(
  tiers: readonly { readonly above: Exact }[],
  index: number,
): { readonly minimum?: number; readonly maximum?: number } {
  const [before, after] = [tiers[index - 1], tiers[index + 1]];
  return {
    ...(before === undefined ? {} : { minimum: before.above.toNumber() }),
    ...(after === undefined ? {} : { maximum: after.above.toNumber() }),
  };
}
