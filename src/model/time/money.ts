import { currencyOfUnit, type Exact } from '../../formula/index.ts';
import type { Quantity } from '../../document/index.ts';
import { exchanged } from '../exchange.ts';
import type { Model } from '../types.ts';

/** An amount that is paid on a date, in the scenario's currency; null where no rate of exchange is known. */
export function amountIn(model: Model, { value, unit }: Quantity): Exact | null {
  const { currency } = model.scenario;
  return exchanged(model, value, currencyOfUnit(unit) ?? currency, currency);
}
