import { Exact } from '../../formula/index.ts';
import { readUnit, type PriceUnit } from './price-unit.ts';
import { plainNumber, type Separators } from './separators.ts';

/** A number with the unit that stands beside it in its cell: `$2.49/hr`, `2,49 €`, `USD 98.32 per node`. */
export interface Amount {
  readonly value: Exact;
  readonly unit: PriceUnit;
  /** What was written around the number. */
  readonly rest: string;
}

const number = /\d(?:[\d.,'’ \u00a0\u2009\u202f]*\d)?/gu;

/** Spaces and apostrophes stand between threes: `2.49 8` is two numbers. */
const grouped = /^\d{1,3}(?:[’' \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$/u;

/** The number in a cell as it is written; null where there is none or more than one. */
export function numberIn(text: string): string | null {
  const [found, ...others] = text.match(number) ?? [];
  if (found === undefined || others.length > 0) return null;
  return /^[\d.,]+$/u.test(found) || grouped.test(found) ? found : null;
}

/** Reads a cell with one amount; a text says what is wrong with it. */
export function readAmount(text: string, separators: Separators): Amount | string {
  if (text.length > 100) return `expected an amount, found ${text.length} characters`;
  const found = numberIn(text);
  if (found === null) return `expected one amount, found '${text}'`;
  const at = text.indexOf(found);
  const [before, after] = [text.slice(0, at), text.slice(at + found.length)];
  if (/[-−–(]\s*[\p{Sc}A-Za-z]*$/u.test(before.trimEnd()))
    return `expected an amount from 0 up, found '${text}'`;
  // A point with nothing before it, and a number in powers of ten.
  if (/[.,]$/u.test(before) || /^(?:[eE][-+]?|[kKM]\b|\s*%)/u.test(after) || /^[.,]\d/u.test(after))
    return `expected a plain amount such as 2.49, found '${text}'`;
  const plain = plainNumber(found, separators);
  if (plain === null) {
    return /^\d{1,3}[.,]\d{3}$/u.test(found)
      ? `'${found}' can be read as ${found.replace(/[.,]/u, '')} and as ${found.replace(',', '.')}: write it without a separator of thousands and with a decimal point`
      : `expected a plain amount such as 2.49, found '${text}'`;
  }
  const rest = `${before} ${after}`.trim();
  const unit = readUnit(rest);
  return unit === null ? `'${rest}' is not a price unit` : { value: new Exact(plain), unit, rest };
}
