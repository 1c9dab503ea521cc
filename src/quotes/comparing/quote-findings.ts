import type { Finding } from '../../analysis/index.ts';
import { showNumber, type Exact } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { Quote } from '../reading/index.ts';
import { likenesses } from './list-prices.ts';
import type { Overlay, QuotesQuestion } from './overlay.ts';
import type { PriceRange, QuoteResult } from './result.ts';

/** Quotes that price traffic by the GB while nobody says how much there is. */
export function egressWarnings(
  { quotes, egress }: QuotesQuestion,
  { scenario }: Overlay,
): readonly Finding[] {
  const unknown = quotes.filter(
    ({ egress: own, offer }) =>
      own?.per === 'GB' && scenario.clusters.get(offer.id)?.egress?.volume.value.isZero() === true,
  );
  if (egress !== null || unknown.length === 0) return [];
  const ids = unknown.map(({ offer }) => offer.id).join(', ');
  const message = `egress of ${ids} is priced by the GB and not in the figures: say how much leaves with --egress '500 GB/month'`;
  return [{ code: 'egress-not-counted', message }];
}

/** A price per GPU taken for one per node, or a mark of thousands for a decimal one, is off by more than this. */
const suspicious = 3;

/**
 * Against offers of the same term, or on-demand ones where the catalog has none of that term: a price for a commitment that
 * is above the most expensive without one, or far below the cheapest, is as doubtful.
 */
export function farFromList(
  quotes: readonly Quote[],
  results: readonly QuoteResult[],
  { model, listed }: { readonly model: Model; readonly listed: ReadonlyMap<string, PriceRange> },
): readonly Finding[] {
  const unit = `${model.scenario.currency}/GPU/hour`;
  const offers = new Map(quotes.map(({ offer }) => [offer.id, offer]));
  return results.flatMap(({ id, effectiveHourly: own, list }) => {
    const quoted = offers.get(id);
    const [, onDemand, gpu] = quoted === undefined ? [] : likenesses(quoted);
    const range = list ?? listed.get(onDemand ?? '') ?? listed.get(gpu ?? '') ?? null;
    if (own === null || range === null) return [];
    const { lowest, highest } = range;
    const isCommitted = list === null && quoted?.term === 'reserved';
    const isHigh = own.gt(highest.hourly.times(isCommitted ? 1 : suspicious));
    if (!isHigh && own.times(suspicious).gte(lowest.hourly)) return [];
    const end = isHigh ? highest : lowest;
    const shown = (of: Exact): string => showNumber(of.toSignificantDigits(6));
    const far = isHigh
      ? isCommitted
        ? 'above the highest'
        : 'far above the highest'
      : 'far below the lowest';
    const message = `${id} comes to ${shown(own)} ${unit}, ${far} of ${range.offers} offers in the catalog (${end.id}, ${shown(end.hourly)}): check what the price is per`;
    return [{ code: 'quote-far-from-list', message }];
  });
}
