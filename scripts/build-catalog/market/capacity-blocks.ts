import { residencyOf } from '../../../src/importing/importers.ts';
import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { Observation, Offers } from './offer.ts';

const machines: Readonly<Record<string, string>> = {
  'p4d.24xlarge': 'a100-40gb',
  'p4de.24xlarge': 'a100-80gb',
  'p5.4xlarge': 'h100-sxm',
  'p5.48xlarge': 'h100-sxm',
  'p5e.48xlarge': 'h200-sxm',
  'p5en.48xlarge': 'h200-sxm',
  'p6-b200.48xlarge': 'b200',
  'p6-b300.48xlarge': 'b300',
  'u-p6e-gb200x36': 'gb200',
  'u-p6e-gb200x72': 'gb200',
};

const regionName = /^[a-z]{2}(?:-gov)?-[a-z]+-\d$/u;

/** AWS capacity blocks: machines for 1 to 182 days, paid when they are booked. The prices of one day each. */
export function readCapacityBlocks(folder: string): Offers {
  const left: string[] = [];
  const offers = readCsv(folder, 'field/a1-aws-capacity-blocks.csv').flatMap(
    (row): readonly Observation[] => {
      const [machine, region, day] = [column(row, 'instance'), column(row, 'region'), column(row, 'as_of')];
      const what = `aws ${machine} capacity block, ${region}, ${day}`;
      const gpu = machines[machine];
      const reason =
        gpu === undefined
          ? 'no GPU'
          : !column(row, 'evidence').startsWith('A')
            ? 'no price list of one day'
            : !regionName.test(region)
              ? 'no region'
              : undefined;
      if (gpu === undefined || reason !== undefined) {
        left.push(`${what}: ${reason}`);
        return [];
      }
      const residency = residencyOf('aws', region);
      return [
        {
          id: `aws/${machine}/${region}/capacity-block`,
          cloud: 'aws',
          gpu,
          region,
          residency: residency === undefined ? undefined : [residency],
          node: Number(column(row, 'gpus')),
          term: '1 month',
          hourly: String(Number(column(row, 'price_per_gpu_hour'))),
          day,
          kind: 'list',
          source: sourceOn(
            'capacityBlocks',
            evidenceOf(row),
            day,
            `${column(row, 'source_url')}; 1 to 182 days, paid when booked`,
          ),
        },
      ];
    },
  );
  return { offers, left };
}
