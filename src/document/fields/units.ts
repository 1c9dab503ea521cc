import { unit, type Unit } from '../../formula/index.ts';
import { isCurrency } from './currencies.ts';

/** Stands for a currency in the unit of a field: `¤/month`. */
export const currencySign = '¤';

/**
 * The units that a field takes, for one text: in the currency that the text names, or else in the scenario's.
 */
export function acceptedUnits(units: readonly string[], text: string, currency: string): readonly Unit[] {
  const named = text.match(/[A-Z]{3,}/gu)?.find(isCurrency) ?? currency;
  return units.map((each) => knownUnit(each.replace(currencySign, named)));
}

const known = new Map<string, Unit>();

/** Fields have few units and read them often. */
function knownUnit(text: string): Unit {
  const found = known.get(text) ?? unit(text);
  known.set(text, found);
  return found;
}
