import type { Catalog } from '../catalog/index.ts';
import type { IsoDate, Quantity } from '../document/index.ts';
import { Exact, type Provenance } from '../formula/index.ts';
import type { Scenario } from '../scenario/index.ts';

/** A rate between two currencies, in the direction in which it is quoted. */
export interface QuotedRate {
  /** `exchange.EUR.USD`: how many USD one EUR buys. */
  readonly address: string;
  /** Whether an amount is divided by it, since it is quoted the other way round. */
  readonly inverse: boolean;
  readonly value: Exact;
  readonly provenance: Provenance;
  /** The scenario's own quantity, where it states the rate. */
  readonly stated: Quantity | null;
}

/** The currency in which central banks quote the others: two that have no rate of their own are joined over it. */
const hub = 'EUR';

/**
 * The rates that lead from one currency to another, each applied to what the one before gave: one where the two are quoted
 * against each other, else two over the euro, where both are quoted against it. Empty where there are none.
 */
export function ratesBetween(
  scenario: Scenario,
  catalog: Catalog,
  asOf: IsoDate,
  from: string,
  to: string,
): readonly QuotedRate[] {
  const direct = quotedRate(scenario, catalog, asOf, from, to);
  if (direct !== undefined) return [direct];
  if (from === hub || to === hub) return [];
  const first = quotedRate(scenario, catalog, asOf, from, hub);
  const second = quotedRate(scenario, catalog, asOf, hub, to);
  return first === undefined || second === undefined ? [] : [first, second];
}

/** An amount after the rates, in order. */
export function exchanged(amount: Exact, rates: readonly QuotedRate[]): Exact {
  return rates.reduce((sum, { inverse, value }) => (inverse ? sum.div(value) : sum.times(value)), amount);
}

/**
 * The rate from one currency to another, in whichever direction it is quoted: what is set from outside, else the
 * scenario's latest on or before the day, else the catalog's. On a day without a rate the latest earlier one holds,
 * which is that of the working day before. Undefined where there is none.
 */
function quotedRate(
  scenario: Scenario,
  catalog: Catalog,
  asOf: IsoDate,
  from: string,
  to: string,
): QuotedRate | undefined {
  const joins = (rate: { readonly from: string; readonly to: string }): boolean =>
    (rate.from === from && rate.to === to) || (rate.from === to && rate.to === from);
  const addressOf = (rate: { readonly from: string; readonly to: string }): string =>
    `exchange.${rate.from}.${rate.to}`;
  for (const pair of [
    { from, to },
    { from: to, to: from },
  ]) {
    const set = scenario.priceOverrides.get(addressOf(pair));
    if (set !== undefined) return ofQuantity(addressOf(pair), pair.from !== from, set);
  }
  const stated = latest(scenario.rates.filter(joins), asOf);
  if (stated !== undefined) return ofQuantity(addressOf(stated), stated.from !== from, stated.rate);
  const listed = latest(catalog.exchange.filter(joins), asOf);
  if (listed === undefined) return undefined;
  return {
    address: `exchange.${from}.${to}`,
    inverse: false,
    value: listed.from === from ? listed.rate : new Exact(1).div(listed.rate),
    provenance: {
      kind: 'list',
      origin: { type: 'exchange-rate', url: listed.source.url, date: listed.date },
    },
    stated: null,
  };
}

function ofQuantity(address: string, inverse: boolean, quantity: Quantity): QuotedRate {
  const { value, kind, origin } = quantity;
  return { address, inverse, value, provenance: { kind, origin }, stated: quantity };
}

/** The latest on or before the day; one without a date holds where no dated one does. */
function latest<T extends { readonly date: IsoDate | null }>(
  rates: readonly T[],
  asOf: IsoDate,
): T | undefined {
  const [first] = rates
    .filter(({ date }) => date === null || date <= asOf)
    .toSorted((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
  return first;
}
