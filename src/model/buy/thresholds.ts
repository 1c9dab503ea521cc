import type { Exact } from '../../formula/index.ts';
import type { Bounds } from '../context.ts';

/** A threshold stays between its neighbours: tiers that cross one another have no meaning, and no entry states them so. */
export function betweenNeighbours(tiers: readonly { readonly above: Exact }[], index: number): Bounds {
  const [before, after] = [tiers[index - 1], tiers[index + 1]];
  return {
    ...(before === undefined ? {} : { minimum: before.above }),
    ...(after === undefined ? {} : { maximum: after.above }),
  };
}
