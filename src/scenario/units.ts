import { unit, type Unit } from '../formula/index.ts';
import { isCurrency } from './currencies.ts';

/** Stands for a currency in the unit of a field: `¤/month`. */
export const currencySign = '¤';

/**
 * The units that a field takes, for one text: in the currency that the text names, or else in the scenario's. A rate
 * (`1/month`) is also taken per year, and the other way round.
 */
export function acceptedUnits(units: readonly string[], text: string, currency: string): readonly Unit[] {
  const named = text.match(/[A-Z]{3,}/gu)?.find(isCurrency) ?? currency;
  return units.map((each) => unit(each.replace(currencySign, named)));
}

/** Whether the units are those of a rate, which keeps the period that it is written with, since converting it means compounding. */
export function isRate(units: readonly string[]): boolean {
  return units[0] === '1/month' || units[0] === '1/year';
}
