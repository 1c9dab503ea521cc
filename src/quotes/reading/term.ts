import { Exact } from '../../formula/index.ts';
import type { GpuOffer } from '../../catalog/index.ts';

export type QuotedTerm = Pick<GpuOffer, 'term' | 'termMonths'>;

const onDemand =
  /^(?:on[- _]?demand|od|payg|pay[- _]?as[- _]?you[- _]?go|pay[- _]?per[- _]?use|hourly|flex(?:ible)?|none|no(?: commitment)?|list)$/u;
const spot = /^(?:spot|pre-?emptible|interruptible|spot[- _]?instance)$/u;
const length =
  /^(?:reserved|reservation|committed|commitment|commit|contract)?[\s,:()-]*(\d{1,3})[\s-]*(mo|mon|mth|mths|months?|m|y|yr|yrs|years?|monate?|jahre?)[\s,:()-]*(?:reserved|reservation|committed|commitment|commit|contract|term|ri)?\)?$/u;
const wordLengths: readonly (readonly [RegExp, number])[] = [
  [/^(?:annual|yearly|one[- ]year)$/u, 12],
  [/^(?:monthly|month[- ]to[- ]month|one[- ]month)$/u, 1],
  [/^(?:quarterly|one[- ]quarter)$/u, 3],
  [/^(?:two[- ]years?)$/u, 24],
  [/^(?:three[- ]years?)$/u, 36],
];

/** `1yr`, `12 months`, `36m`, `reserved 3 years`, `on-demand`, `spot`; null for anything else. A bare number is in `bare`. */
export function readTerm(text: string, bare: 'month' | 'year' | null): QuotedTerm | null {
  const word = text.normalize('NFKC').trim().toLowerCase();
  if (onDemand.test(word)) return { term: 'on-demand', termMonths: null };
  if (spot.test(word)) return { term: 'spot', termMonths: null };
  const months = readMonths(word, bare);
  if (months === null) return null;
  return months.isZero() ? { term: 'on-demand', termMonths: null } : { term: 'reserved', termMonths: months };
}

/** A length in months; null where the text is none. */
export function readMonths(text: string, bare: 'month' | 'year' | null): Exact | null {
  const word = text.normalize('NFKC').trim().toLowerCase();
  if (/^\d{1,3}$/u.test(word)) return bare === null ? null : new Exact(word).times(bare === 'year' ? 12 : 1);
  const named = wordLengths.find(([pattern]) => pattern.test(word));
  if (named !== undefined) return new Exact(named[1]);
  const [, count, unit = ''] = length.exec(word) ?? [];
  return count === undefined ? null : new Exact(count).times(/^[yj]/u.test(unit) ? 12 : 1);
}
