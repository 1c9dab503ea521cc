import type { Basis } from './types.ts';

/** What a header, a cell or a column of units says a price is per; null where it says nothing. */
export interface PriceUnit {
  readonly currency: string | null;
  readonly basis: Basis | null;
  readonly period: 'hour' | 'month' | 'year' | null;
  /** Per gigabyte, of traffic; a terabyte is a thousand. */
  readonly traffic: 'GB' | 'TB' | null;
}

const signs: readonly (readonly [pattern: RegExp, currency: string])[] = [
  [/\b(?:US|U\.S\.)\s*\$/giu, 'USD'],
  [/\bC(?:A|AN)?\$/gu, 'CAD'],
  [/\bA(?:U)?\$/gu, 'AUD'],
  [/\bS\$/gu, 'SGD'],
  [/\bHK\$/gu, 'HKD'],
  [/\bNZ\$/gu, 'NZD'],
  [/\$/gu, 'USD'],
  [/€|\beuros?\b/giu, 'EUR'],
  [/£/gu, 'GBP'],
  [/₹/gu, 'INR'],
  [/₩/gu, 'KRW'],
  [/\bUS dollars?\b|\bdollars?\b/giu, 'USD'],
];

// Codes that vendors of GPUs quote in; other three letters in a header are words.
const codes =
  /\b(USD|EUR|GBP|CHF|JPY|CNY|INR|KRW|CAD|AUD|NZD|SGD|HKD|TWD|SEK|NOK|DKK|PLN|CZK|ILS|AED|SAR|BRL|MXN|ZAR)\b/giu;

const words: readonly (readonly [pattern: RegExp, key: 'basis' | 'period' | 'traffic', value: string])[] = [
  [/^(?:gpus?|accelerators?|cards?|chips?)$/u, 'basis', 'gpu'],
  [
    /^(?:nodes?|instances?|servers?|machines?|hosts?|box(?:es)?|vms?|systems?|knoten|instanz|maschine)$/u,
    'basis',
    'node',
  ],
  [/^(?:h|hr|hrs|hours?|hourly|std|stunde)$/u, 'period', 'hour'],
  [/^(?:mo|mon|mth|months?|monthly|monat|monatlich)$/u, 'period', 'month'],
  [/^(?:y|yr|yrs|years?|yearly|annual|annually|annum|jahr|jährlich)$/u, 'period', 'year'],
  [/^(?:gb|gib|gigabytes?)$/u, 'traffic', 'GB'],
  [/^(?:tb|tib|terabytes?)$/u, 'traffic', 'TB'],
];

const fillers = /^(?:per|a|an|each|the|in|of|and|pro|je|und|price|rate|cost|fee)$/u;

/** Text as words: `price_per_gpu-hour ($)` and `$/GPUh` alike. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/gpu[-_ ]?h(?:rs?|ours?)?(?![a-z])/gu, 'gpu hour')
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((word) => word !== '');
}

/** The currency that is named, and the text without it; `ambiguous` where a sign stands for several. */
export function takeCurrency(text: string): { readonly currency: string | null; readonly rest: string } {
  const found = new Set<string>();
  let rest = text.replaceAll('_', ' ').replaceAll(codes, (code) => {
    found.add(code.toUpperCase());
    return ' ';
  });
  for (const [pattern, currency] of signs) {
    rest = rest.replaceAll(pattern, () => {
      // After a code the sign only repeats it: `CAD $`.
      if (found.size === 0 || currency !== 'USD') found.add(currency);
      return ' ';
    });
  }
  if (rest.includes('¥'))
    rest = rest.replaceAll('¥', found.has('JPY') || found.has('CNY') ? ' ' : ' yen-or-yuan ');
  const [currency] = found;
  return {
    currency: found.size === 1 ? (currency ?? null) : null,
    rest: found.size > 1 ? `${rest} several-currencies` : rest,
  };
}

/** What the words of a text say, and those that say nothing known. */
export function unitOfWords(text: string): { readonly unit: PriceUnit; readonly others: readonly string[] } {
  const { currency, rest } = takeCurrency(text);
  const unit: Record<'basis' | 'period' | 'traffic', string | null> = {
    basis: null,
    period: null,
    traffic: null,
  };
  const others: string[] = [];
  for (const word of wordsOf(rest)) {
    const known = words.find(([pattern]) => pattern.test(word));
    if (known === undefined) {
      if (!fillers.test(word)) others.push(word);
    } else if (unit[known[1]] === null || unit[known[1]] === known[2]) unit[known[1]] = known[2];
    else others.push(word);
  }
  return { unit: { currency, ...(unit as Omit<PriceUnit, 'currency'>) }, others };
}

/** The unit that a text is, such as `$/GPU/hr` or `EUR per node and month`; null where it is anything else. */
export function readUnit(text: string): PriceUnit | null {
  const { unit, others } = unitOfWords(text);
  return others.length === 0 ? unit : null;
}
