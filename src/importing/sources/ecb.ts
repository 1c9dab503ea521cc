import { ok } from '../../diagnostics/index.ts';
import { isDate } from '../../document/index.ts';
import type { ExchangeRate } from '../../catalog/index.ts';
import { readEcbRates, type QuotedRate } from '../reading/ecb-rates.ts';
import { numberIn } from '../reading/offer-columns.ts';
import { inOneLine } from '../reading/one-line.ts';
import { sourceOf, type Importer, type Reported } from '../types.ts';

/**
 * The euro's reference rates of the European Central Bank. It publishes none on weekends and TARGET holidays: on those days
 * the rate of the working day before holds, as everywhere in the model.
 */
export const ecb: Importer = {
  id: 'ecb',
  home: 'https://www.ecb.europa.eu/stats/eurofxref/',
  feed: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml',
  read(text, request) {
    const read = readEcbRates(text, request.file);
    if (!read.ok) return read;
    const quoted = read.value;
    const latest = quoted.reduce((day, each) => (isDate(each.day) && each.day > day ? each.day : day), '');
    const retrieved = request.retrieved ?? (latest === '' ? request.today : latest);
    const reported: Reported[] = [];
    const rates = new Map<string, ExchangeRate>();
    for (const each of quoted) {
      const name = inOneLine(`EUR/${each.currency} on ${each.day}`);
      const value = numberIn(each.rate);
      const rule = faultOf(each, value !== undefined && value.gt(0), rates.has(name));
      if (rule !== undefined || value === undefined)
        reported.push({ name, rule: rule ?? 'not a rate', detail: inOneLine(each.rate) });
      else
        rates.set(name, {
          from: 'EUR',
          to: each.currency,
          date: each.day,
          rate: value,
          source: { ...sourceOf(request, each.day, { note: 'ECB reference rate' }), grade: 'A' },
        });
    }
    return ok({
      retrieved,
      rows: new Set(quoted.map(({ day }) => day)).size,
      listings: quoted.length,
      tokens: [],
      offers: [],
      throughput: [],
      gpus: [],
      exchange: [...rates.values()],
      reported,
      contradictions: [],
      unknownTiers: [],
      doubts: [],
      unmapped: new Map(),
    });
  },
};

function faultOf(
  { day, currency, fault }: QuotedRate,
  isRate: boolean,
  isKnown: boolean,
): string | undefined {
  if (fault !== undefined) return fault;
  if (!isDate(day)) return 'not a date';
  if (!/^[A-Z]{3}$/u.test(currency)) return 'not a currency';
  if (!isRate) return 'not a rate';
  return isKnown ? 'duplicate' : undefined;
}
