import { readQuotes, type QuoteFile, type QuotesRead } from '../../src/quotes/reading/index.ts';

/** Quotes of one file, where three GPUs are known and nothing else is. */
export function quotesOf(file: QuoteFile): QuotesRead {
  return readQuotes([file], {
    basis: null,
    decimal: null,
    machines: new Map(),
    currency: 'USD',
    gpus: new Set(['h100-sxm', 'h200-sxm', 'b200']),
    taken: new Set<string>(),
  });
}

/** What is wrong with quotes that were read, or null. */
export function brokenQuote({ quotes }: QuotesRead): string | null {
  const prices = quotes.flatMap(({ offer }) => offer.rows.map(({ hourly, monthly }) => hourly ?? monthly));
  return prices.every((price) => price?.isFinite() === true) ? null : 'a quote without a finite price';
}
