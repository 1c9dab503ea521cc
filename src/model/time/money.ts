import { currencyOfUnit, type Exact } from '../../formula/index.ts';
import type { Quantity } from '../../document/index.ts';
import { quotedRate } from '../exchange.ts';
import type { Model } from '../types.ts';

/** An amount that is paid on a date, in the scenario's currency; null where no rate of exchange is known. */
export function amountIn({ scenario, catalog, asOf }: Model, { value, unit }: Quantity): Exact | null {
  const currency = currencyOfUnit(unit) ?? scenario.currency;
  if (currency === scenario.currency || value.isZero()) return value;
  const rate = quotedRate(scenario, catalog, asOf, currency, scenario.currency);
  if (rate === undefined) return null;
  return rate.inverse ? value.div(rate.value) : value.times(rate.value);
}
