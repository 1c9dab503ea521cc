import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { Observation, Offers } from './offer.ts';

/** GPUs that AWS has in one form only; its A100 are of two sizes. */
const gpus: Readonly<Record<string, string>> = {
  H100: 'h100-sxm',
  H200: 'h200-sxm',
  B200: 'b200',
  B300: 'b300',
};

/** Fewer pools than these are no market. */
const fewestPools = 3;

/** The median spot price of AWS's zones in the US, twice a month. Always an estimate: no zone asks it. */
export function readAwsSpot(folder: string): Offers {
  const left: string[] = [];
  const offers = readCsv(folder, 'field/g4-aws-spot-history.csv').flatMap((row): readonly Observation[] => {
    const [day, name, pools] = [column(row, 'day'), column(row, 'gpu'), column(row, 'pools')];
    const gpu = gpus[name];
    if (gpu === undefined || Number(pools) < fewestPools) {
      left.push(`aws spot median ${name} of ${day}: ${gpu === undefined ? 'of two sizes, or not kept' : `${pools} pools only`}`);
      return [];
    }
    return [
      {
        id: `aws/${gpu}/us/spot-median`,
        cloud: 'aws',
        gpu,
        region: 'us',
        residency: ['us'],
        node: 8,
        term: 'spot',
        hourly: new Exact(column(row, 'median_usd_per_gpu_hour')).toDecimalPlaces(4).toFixed(),
        day,
        kind: 'estimated',
        source: sourceOn('awsSpot', evidenceOf(row), day, `median of ${pools} pools in ${column(row, 'region')}; holds until the next day that was read`),
      },
    ];
  }); // prettier-ignore
  return { offers, left };
}
