import { inSymbols, unit, type Unit } from '../../formula/index.ts';
import { isCurrency } from './currencies.ts';
import type { QuantitySpec } from './spec.ts';

/** Stands for a currency in the unit of a field: `¤/month`. */
export const currencySign = '¤';

/**
 * The units that a field takes, for one text: in the currency that the text names, or else in the scenario's.
 */
export function acceptedUnits(units: readonly string[], text: string, currency: string): readonly Unit[] {
  const named =
    inSymbols(text, currency)
      .match(/[A-Z]{3,}/gu)
      ?.find(isCurrency) ?? currency;
  return units.map((each) => unit(each.replace(currencySign, named)));
}

/** The units that values of a field may have, `¤` for the currency: the first, or each where values keep theirs. */
export function unitsOf({ units, per, keepsUnit }: QuantitySpec): readonly string[] {
  const own = keepsUnit ? units : units.slice(0, 1);
  return per === undefined ? own : own.map((each) => `${each}/${per}`);
}

/** As `unitsOf`, in a currency. */
export function unitsIn(spec: QuantitySpec, currency: string): readonly Unit[] {
  return unitsOf(spec).map((each) => unit(each.replace(currencySign, currency)));
}
