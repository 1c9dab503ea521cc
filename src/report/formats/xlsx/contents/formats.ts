import { currencyOfUnit, type Exact, type Unit } from '../../../../formula/index.ts';
import type { NumberFormat } from '../package/styles.ts';

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' };

/** Amounts to the cent, with the sign of their currency or its code. */
export function moneyFormat(currency: string): NumberFormat {
  const sign = Object.hasOwn(signs, currency) ? `"${signs[currency]}"` : `"${currency} "`;
  return `${sign}#,##0.00;[Red]-${sign}#,##0.00`;
}

/** Prices per something, which have digits after the cent. */
export function priceFormat(currency: string): NumberFormat {
  const sign = Object.hasOwn(signs, currency) ? `"${signs[currency]}"` : `"${currency} "`;
  return `${sign}#,##0.000000`;
}

export const countFormat: NumberFormat = '#,##0';
export const shareFormat: NumberFormat = '0.0%';
export const ratioFormat: NumberFormat = '0.00';
export const plainFormat: NumberFormat = 'General';

const mostPlaces = 10;

/** Shows a stated figure as it was stated: with its own digits, and a share as a percentage. */
export function statedFormat(value: Exact, isShare: boolean): NumberFormat {
  const shown = isShare ? value.times(100) : value;
  const places = Math.min(mostPlaces, shown.decimalPlaces());
  const digits = `${isShare ? '0' : '#,##0'}${places === 0 ? '' : `.${'0'.repeat(places)}`}`;
  return isShare ? `${digits}%` : digits;
}

/** Shows a computed step: amounts to the cent, other figures with what double precision is good for. */
export function stepFormat(value: Exact, unit: Unit): NumberFormat {
  const currency = currencyOfUnit(unit);
  if (currency !== undefined)
    return value.abs().gte(1) || value.isZero() ? moneyFormat(currency) : priceFormat(currency);
  if (value.isInteger()) return countFormat;
  return value.abs().gte(1000) ? '#,##0.00' : plainFormat;
}
