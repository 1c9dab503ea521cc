import {
  offersOf,
  rowAt,
  type Catalog,
  type GpuOffer,
  type TokenEntry,
  type TokenPriceRow,
} from '../../catalog/index.ts';
import { citation, Exact, showNumber } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { feasibleOptions } from './placement.ts';
import type { Finding } from '../result.ts';
import type { OptionReading } from './statements.ts';

/** Below this share of use an idle cluster is pointed out. */
const idleBelow = new Exact('0.3');
/** Stated and catalog prices that differ by more than this factor contradict each other. */
const contradiction = new Exact('1.01');

/** What the reader should know before signing, beyond the figures: stated prices that the catalog contradicts, idle clusters. */
export function findings(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  return [
    ...statedTokenPrices(model),
    ...statedGpuPrices(model),
    ...idleClusters(model, readings),
    ...exchangeRates(model),
  ];
}

/** Which exchange rates the amounts of other currencies were taken at, and of which day. */
export function exchangeRates({ graph, asOf }: Pick<Model, 'graph' | 'asOf'>): readonly Finding[] {
  return [...graph.inputs.values()].flatMap(({ address, value, provenance }) => {
    const [, from, to] = /^exchange\.([A-Z]{3})\.([A-Z]{3})$/u.exec(address) ?? [];
    if (from === undefined || to === undefined) return [];
    const origin = provenance.kind === 'stated' ? 'as set' : `from ${citation(provenance.origin)}`;
    const message = `amounts in ${from} are converted at ${showNumber(value)} ${to} per ${from}, ${origin}; prices are as of ${asOf}`;
    return [{ code: 'exchange-rate', message }];
  });
}

/** Token prices that the scenario states for an entry which the catalog prices otherwise. */
function statedTokenPrices(model: Model): readonly Finding[] {
  return [...model.scenario.prices.values()].flatMap((stated) => {
    const listed = model.catalog.tokens.get(stated.id);
    const ours = rowOn(model, stated);
    const theirs = listed === undefined ? undefined : rowOn(model, listed);
    if (
      listed === undefined ||
      ours === undefined ||
      theirs === undefined ||
      listed.currency !== stated.currency
    )
      return [];
    const [cheapest, dearest] = [Exact.min(ours.input, ours.output), Exact.max(ours.input, ours.output)];
    const [lowest, highest] = [
      Exact.min(theirs.input, theirs.output),
      Exact.max(theirs.input, theirs.output),
    ];
    if (cheapest.lte(highest.times(contradiction)) && dearest.gte(lowest.div(contradiction)))
      return eachAgainstList(stated, ours, listed, theirs);
    const tooHigh = cheapest.gt(highest);
    const factor = tooHigh ? cheapest.div(highest) : lowest.div(dearest);
    const per = `${stated.currency}/Mtok`;
    const bound = tooHigh
      ? `no mix of these exceeds ${showNumber(highest)}`
      : `no mix of these is below ${showNumber(lowest)}`;
    return [
      {
        code: 'stated-price-contradicts-catalog',
        message: `the scenario prices ${stated.id} at ${range(cheapest, dearest)} ${per}, but the catalog lists ${showNumber(theirs.input)} in and ${showNumber(theirs.output)} out (${theirs.source.url}, ${theirs.source.retrieved}): ${bound} ${per}, so the stated price is ${showNumber(factor.toDecimalPlaces(1))} times too ${tooHigh ? 'high' : 'low'}`,
      },
    ];
  });
}

/**
 * Where a mix of the listed prices could come to the stated ones, each of input and output against its own list price. One
 * price for both is such a mix, and a contract below the list is what contracts are for.
 */
function eachAgainstList(
  stated: TokenEntry,
  ours: TokenPriceRow,
  listed: TokenEntry,
  theirs: TokenPriceRow,
): readonly Finding[] {
  if (ours.input.eq(ours.output)) return [];
  return (['input', 'output'] as const).flatMap((key) => {
    const [own, list] = [ours[key], theirs[key]];
    const isHigh = own.gt(list.times(contradiction));
    const isLow = own.lt(list.div(contradiction)) && ours.kind !== 'contract';
    if (!isHigh && !isLow) return [];
    const per = `${stated.currency}/Mtok`;
    const [large, small] = isHigh ? [own, list] : [list, own];
    const factor = small.isZero()
      ? ''
      : `, ${showNumber(large.div(small).toDecimalPlaces(1))} times too ${isHigh ? 'high' : 'low'}`;
    const message = `the scenario prices ${key} of ${stated.id} at ${showNumber(own)} ${per}, but the catalog lists ${showNumber(list)} (${theirs.source.url}, ${theirs.source.retrieved ?? listed.id})${factor}`;
    return [{ code: 'stated-price-contradicts-catalog', message }];
  });
}

function range(low: Exact, high: Exact): string {
  return low.eq(high) ? showNumber(low) : `${showNumber(low)} to ${showNumber(high)}`;
}

function rowOn(model: Model, entry: TokenEntry): ReturnType<typeof rowAt<TokenEntry['rows'][number]>> {
  return rowAt(entry.rows, model.asOf, model.scenario.knownAt ?? '9999-12-31');
}

/** A price for a term this many times below all on-demand ones is doubtful. */
const farBelow = 3;

/**
 * GPU prices in the scenario that lie outside everything that the catalog lists for that GPU and term. Where it lists none of
 * that term, a price above all on-demand ones, or far below them.
 */
function statedGpuPrices(model: Model): readonly Finding[] {
  return [...model.scenario.offers.values()].flatMap((stated) => {
    const ours = hourlyOf(model, stated);
    if (ours === null) return [];
    const alike = comparable(model.catalog, stated, stated.term);
    const isOtherTerm = alike.length === 0;
    const offers = isOtherTerm ? comparable(model.catalog, stated, 'on-demand') : alike;
    const listed = offers.flatMap((offer) => {
      const hourly = hourlyOf(model, offer);
      return hourly === null ? [] : [{ offer, hourly }];
    });
    const sorted = listed.toSorted((a, b) => a.hourly.cmp(b.hourly));
    const [cheapest] = sorted;
    const dearest = sorted.at(-1);
    if (cheapest === undefined || dearest === undefined) return [];
    const low = ours.times(isOtherTerm ? farBelow : 1).lt(cheapest.hourly);
    if (!low && ours.lte(dearest.hourly)) return [];
    const end = low ? cheapest : dearest;
    const unit = `${stated.currency}/GPU-hour`;
    return [
      {
        code: 'stated-gpu-price-outside-catalog',
        message: `offer ${stated.id} states ${showNumber(ours.toDecimalPlaces(4))} ${unit} for ${stated.gpu} ${stated.term}, ${low ? (isOtherTerm ? 'far below' : 'below') : 'above'} all ${sorted.length}${isOtherTerm ? ' on-demand offers' : ''} the catalog lists (${showNumber(cheapest.hourly)} to ${showNumber(dearest.hourly)} ${unit}; the ${low ? 'cheapest' : 'most expensive'} is ${end.offer.id})`,
      },
    ];
  });
}

function comparable(catalog: Catalog, stated: GpuOffer, term: GpuOffer['term']): readonly GpuOffer[] {
  return offersOf(catalog, stated.gpu).filter(
    (offer) => offer.term === term && offer.currency === stated.currency,
  );
}

/** The price of an hour; one by the month is spread over the scenario's hours. */
function hourlyOf(model: Model, offer: GpuOffer): Exact | null {
  const row = rowAt(offer.rows, model.asOf, model.scenario.knownAt ?? '9999-12-31');
  if (row === undefined) return null;
  if (row.hourly !== null) return row.hourly;
  return row.monthly === null ? null : row.monthly.div(model.scenario.hoursPerMonth.value);
}

/** A warning below 30 % achieved utilization, for the cheapest option of each workload that reserves GPUs. */
function idleClusters(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  return model.workloads.flatMap(({ id }) => {
    const reserving = feasibleOptions(readings.get(id) ?? []).find(({ utilization }) =>
      utilization?.isFinite(),
    );
    if (reserving === undefined || reserving.utilization === null || reserving.utilization.gte(idleBelow))
      return [];
    const percent = reserving.utilization.times(100);
    const used = percent.lt('0.1') ? 'less than 0.1' : percent.toDecimalPlaces(1).toFixed();
    const message = `${id}/${reserving.model.id}: GPU utilization is ${used} % of paid time`;
    return [{ code: 'idle-cluster', message }];
  });
}
