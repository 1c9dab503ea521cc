import type { YamlValue } from '../../src/importing/importers.ts';
import { column, evidenceOf, readCsv } from './extracts.ts';
import { sourceOn } from './sources.ts';

/** The lines of fx.yaml: one euro in other currencies, by day. The ECB's rates; market rates where its own are missing. */
export function buildExchange(folder: string): readonly { readonly [key: string]: YamlValue | undefined }[] {
  const known = new Set<string>();
  return readCsv(folder, 'field/d1-fx.csv')
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .flatMap((row) => {
      const [date, currency] = [column(row, 'date'), column(row, 'currency')];
      if (known.has(`${date} ${currency}`)) return [];
      known.add(`${date} ${currency}`);
      const isMarket = column(row, 'kind').startsWith('market rate');
      return [
        {
          from: 'EUR',
          to: currency,
          date,
          rate: String(Number(column(row, 'units_per_eur'))),
          source: sourceOn(isMarket ? 'currencyApi' : 'ecb', evidenceOf(row), date, column(row, 'kind')),
        },
      ];
    });
}

/** By day and currency, the ECB first. */
function sortKey(row: Parameters<typeof column>[0]): string {
  const rank = column(row, 'kind').startsWith('ECB') ? 0 : 1;
  return `${column(row, 'date')} ${column(row, 'currency')} ${rank}`;
}
