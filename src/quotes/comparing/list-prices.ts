import type { GpuOffer } from '../../catalog/index.ts';
import { requiredFigure } from '../../analysis/index.ts';
import type { EffectivePrice } from './effective-price.ts';
import type { PriceRange } from './result.ts';

/** What a catalog's offer may be like: one of the same GPU and term, the same GPU on demand, the same GPU. */
export function likenesses(offer: GpuOffer): readonly [alike: string, onDemand: string, gpu: string] {
  const { gpu, term, termMonths } = offer;
  return [`alike ${gpu} ${term} ${termMonths?.toFixed() ?? ''}`, `on-demand ${gpu}`, `gpu ${gpu}`];
}

/** The lowest and highest effective price among offers of the catalog that are alike, for every likeness. */
export function pricesOf(
  listed: readonly GpuOffer[],
  effective: ReadonlyMap<string, EffectivePrice>,
): ReadonlyMap<string, PriceRange> {
  const ranges = new Map<string, PriceRange>();
  for (const offer of listed) {
    const hourly = effective.get(offer.id)?.hourly;
    if (hourly === undefined) continue;
    const shown = { id: offer.id, hourly: requiredFigure(hourly) };
    const [alike, onDemand, gpu] = likenesses(offer);
    for (const key of offer.term === 'on-demand' ? [alike, onDemand, gpu] : [alike, gpu]) {
      const known = ranges.get(key);
      ranges.set(key, {
        offers: (known?.offers ?? 0) + 1,
        // Of equal ones the first is the lowest, and the last the highest.
        lowest: known === undefined || hourly.lt(known.lowest.hourly) ? shown : known.lowest,
        highest: known === undefined || hourly.gte(known.highest.hourly) ? shown : known.highest,
      });
    }
  }
  return ranges;
}
