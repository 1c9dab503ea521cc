import { offersOf, rowAt, type Catalog, type GpuOffer } from '../../catalog/index.ts';
import { showNumber, type Exact } from '../../formula/index.ts';
import { convertedAmount, type Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';

/** A price for a term this many times below all on-demand ones is doubtful. */
const farBelow = 3;
/** A price in another currency may be this many times outside. */
const exchangedSlack = 2;
/** Two offers of one GPU that differ by more than this are not both right: a node for a GPU is a factor of 8. */
const farApart = 100;

/**
 * GPU prices in the scenario that lie outside everything that the catalog lists for that GPU and term. Where it lists none of
 * that term, a price above all on-demand ones, or far below them; where it lists none at all, one far from the scenario's
 * other offers of that GPU.
 */
export function statedGpuPrices(model: Model): readonly Finding[] {
  return [...model.scenario.offers.values()].flatMap((stated) => {
    const ours = hourlyOf(model, stated, stated.currency);
    if (ours === null) return [];
    const alike = comparable(model.catalog, stated, stated.term);
    const isOtherTerm = alike.length === 0;
    const offers = isOtherTerm ? comparable(model.catalog, stated, 'on-demand') : alike;
    const listed = offers.flatMap((offer) => {
      const hourly = hourlyOf(model, offer, stated.currency);
      return hourly === null ? [] : [{ offer, hourly }];
    });
    const sorted = listed.toSorted((a, b) => a.hourly.cmp(b.hourly));
    const [cheapest] = sorted;
    const dearest = sorted.at(-1);
    if (cheapest === undefined || dearest === undefined) return farFromOthers(model, stated, ours);
    // Rates of exchange move, and vendors round.
    const isExchanged = [cheapest, dearest].some(({ offer }) => offer.currency !== stated.currency);
    const slack = isExchanged ? exchangedSlack : 1;
    const low = ours.times(isOtherTerm ? farBelow : slack).lt(cheapest.hourly);
    if (!low && ours.lte(dearest.hourly.times(slack))) return [];
    const end = low ? cheapest : dearest;
    const unit = `${stated.currency}/GPU-hour`;
    return [
      {
        code: 'stated-gpu-price-outside-catalog',
        message: `offer ${stated.id} states ${showNumber(ours.toDecimalPlaces(4))} ${unit} for ${stated.gpu} ${stated.term}, ${low ? (isOtherTerm ? 'far below' : 'below') : 'above'} all ${sorted.length}${isOtherTerm ? ' on-demand offers' : ''} the catalog lists (${shown(cheapest.hourly)} to ${shown(dearest.hourly)} ${unit}; the ${low ? 'cheapest' : 'most expensive'} is ${end.offer.id})`,
      },
    ];
  });
}

/** Of a GPU that no catalog prices, an offer against the scenario's own others, whatever their terms. */
function farFromOthers(model: Model, stated: GpuOffer, ours: Exact): readonly Finding[] {
  const others = [...model.scenario.offers.values()].filter(
    ({ id, gpu }) => gpu === stated.gpu && id !== stated.id,
  );
  const far = others.flatMap((other) => {
    const theirs = hourlyOf(model, other, stated.currency);
    return theirs !== null && ours.gte(theirs.times(farApart)) && !theirs.isZero() ? [{ other, theirs }] : [];
  });
  const [first] = far;
  if (first === undefined) return [];
  const unit = `${stated.currency}/GPU-hour`;
  const message = `offer ${stated.id} states ${shown(ours)} ${unit} for ${stated.gpu}, ${shown(ours.div(first.theirs))} times offer ${first.other.id} at ${shown(first.theirs)}: one of them is not what it seems`;
  return [{ code: 'stated-gpu-price-outside-catalog', message }];
}

function comparable(catalog: Catalog, stated: GpuOffer, term: GpuOffer['term']): readonly GpuOffer[] {
  return offersOf(catalog, stated.gpu).filter((offer) => offer.term === term);
}

/** The price of an hour in a currency; one by the month is spread over the scenario's hours. */
function hourlyOf(model: Model, offer: GpuOffer, currency: string): Exact | null {
  const row = rowAt(offer.rows, model.asOf, model.scenario.knownAt ?? '9999-12-31');
  const hourly = row?.hourly ?? row?.monthly?.div(model.scenario.hoursPerMonth.value) ?? null;
  return hourly === null ? null : convertedAmount(model, hourly, offer.currency, currency);
}

/** Exchanged prices have more digits than a price has. */
function shown(value: Exact): string {
  return showNumber(value.toSignificantDigits(6));
}
