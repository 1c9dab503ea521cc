import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import { marketGpus } from './market-terms.ts';
import type { Observation, Offers } from './offer.ts';

/** The data set repeats its first value for five weeks: those before this one were filled in afterwards. */
const firstWeek = '2025-11-10';

const terms: Readonly<Record<string, 'on-demand' | 'spot'>> = { on_demand: 'on-demand', spot: 'spot' };

/** What the median vendor asked, week by week: rows of the market entries, before those of the newest week. */
export function readWeeklyMedians(folder: string): Offers {
  const left: string[] = [];
  const offers = readCsv(folder, 'field/g3-gpu-rental-weekly.csv').flatMap((row): readonly Observation[] => {
    const [day, name] = [column(row, 'week_start'), column(row, 'gpu')];
    const [gpu, term] = [marketGpus[name], terms[column(row, 'billing')]];
    const reason =
      gpu === undefined
        ? 'of two sizes'
        : term === undefined
          ? 'no one term'
          : day < firstWeek
            ? 'filled in afterwards by its source'
            : undefined;
    if (gpu === undefined || term === undefined || reason !== undefined) {
      left.push(`market ${name} ${column(row, 'billing')}, week of ${day}: ${reason}`);
      return [];
    }
    return [
      {
        id: `market/${gpu}/${term}`,
        cloud: 'market',
        gpu,
        node: 1,
        term,
        hourly: String(Number(column(row, 'provider_median_per_gpu_hour'))),
        day,
        kind: 'estimated',
        source: sourceOn(
          'getdeploying',
          evidenceOf(row),
          day,
          "median of the week's vendors, any form of the GPU",
        ),
      },
    ];
  });
  return { offers, left };
}
