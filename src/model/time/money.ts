import { currencyOfUnit, type Exact } from '../../formula/index.ts';
import type { Quantity } from '../../document/index.ts';
import { exchanged, ratesBetween } from '../exchange.ts';
import type { Model } from '../types.ts';

/** An amount in another currency, at the rate of the model's day; null where none is known. */
export function convertedAmount(
  { scenario, catalog, asOf }: Pick<Model, 'scenario' | 'catalog' | 'asOf'>,
  amount: Exact,
  from: string,
  to: string,
): Exact | null {
  if (from === to || amount.isZero()) return amount;
  const rates = ratesBetween(scenario, catalog, asOf, from, to);
  return rates.length === 0 ? null : exchanged(amount, rates);
}

/** An amount that is paid on a date, in the scenario's currency; null where no rate of exchange is known. */
export function amountIn(model: Model, { value, unit }: Quantity): Exact | null {
  const { currency } = model.scenario;
  return convertedAmount(model, value, currencyOfUnit(unit) ?? currency, currency);
}
