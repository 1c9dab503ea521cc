import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { Observation, Offers } from './offer.ts';

/** Names whose forms do not differ in memory; an A100 may have 40 or 80 GB, so its median is of no one GPU. */
export const marketGpus: Readonly<Record<string, string>> = {
  H100: 'h100-sxm',
  H200: 'h200-sxm',
  B200: 'b200',
  B300: 'b300',
};

/** Medians of what vendors ask, by term: for whoever has no quote yet. Always an estimate, never an offer. */
export function readMarketTerms(folder: string): Offers {
  const left: string[] = [];
  const offers = readCsv(folder, 'field/a3-market-terms.csv').flatMap((row): readonly Observation[] => {
    const [name, billing, months] = [column(row, 'gpu'), column(row, 'billing'), column(row, 'months')];
    const what = `market ${name} ${billing} ${months}`;
    const gpu = marketGpus[name];
    const sold = termOf(billing, months);
    if (gpu === undefined || sold === undefined || Number(column(row, 'providers')) < 2) {
      left.push(
        `${what}: ${gpu === undefined ? 'of two sizes' : sold === undefined ? 'no one term' : 'one vendor only'}`,
      );
      return [];
    }
    const day = column(row, 'week');
    const range = `${column(row, 'min_per_gpu_hour')} to ${column(row, 'max_per_gpu_hour')} USD over ${column(row, 'offers')} offers of ${column(row, 'providers')} vendors`;
    return [
      {
        id: `market/${gpu}/${sold.label}`,
        cloud: 'market',
        gpu,
        node: 1,
        term: sold.term,
        hourly: String(Number(column(row, 'provider_median'))),
        day,
        kind: 'estimated',
        source: sourceOn(
          'getdeploying',
          evidenceOf(row),
          day,
          `median of the week's vendors, any form of the GPU; ${range}`,
        ),
      },
    ];
  });
  return { offers, left };
}

function termOf(
  billing: string,
  months: string,
): { readonly label: string; readonly term: string } | undefined {
  if (billing === 'on_demand') return { label: 'on-demand', term: 'on-demand' };
  if (billing === 'spot') return { label: 'spot', term: 'spot' };
  if (billing !== 'reservation' || months === '') return undefined;
  return { label: `reserved-${months}m`, term: `${months} ${months === '1' ? 'month' : 'months'}` };
}
