import { currencyOfUnit, type Exact } from '../../formula/index.ts';
import type { Quantity } from '../../document/index.ts';
import { exchanged, ratesBetween } from '../exchange.ts';
import type { Model } from '../types.ts';

/** An amount that is paid on a date, in the scenario's currency; null where no rate of exchange is known. */
export function amountIn({ scenario, catalog, asOf }: Model, { value, unit }: Quantity): Exact | null {
  const currency = currencyOfUnit(unit) ?? scenario.currency;
  if (currency === scenario.currency || value.isZero()) return value;
  const rates = ratesBetween(scenario, catalog, asOf, currency, scenario.currency);
  return rates.length === 0 ? null : exchanged(value, rates);
}
