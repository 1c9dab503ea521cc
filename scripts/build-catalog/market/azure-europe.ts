import { residencyOf } from '../../../src/importing/importers.ts';
import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { Observation, Offers } from './offer.ts';

const gpus: Readonly<Record<string, string>> = {
  'A100-40GB SXM': 'a100-40gb',
  'A100-80GB PCIe': 'a100-80gb-pcie',
  'A100-80GB SXM': 'a100-80gb',
  'H100 SXM': 'h100-sxm',
  'H200 SXM': 'h200-sxm',
  'H100 NVL 94GB': 'h100-nvl',
  MI300X: 'mi300x',
};

/** Machines for general use, by the two ways in which the price list writes them. */
const machines: Readonly<Record<string, string>> = {
  Standard_NC24ads_A100_v4: 'nc24ads-a100-v4',
  ND96asr_A100_v4: 'nd96asr-a100-v4',
  Standard_ND96amsr_A100_v4: 'nd96amsr-a100-v4',
  NC40adsH100v5: 'nc40ads-h100-v5',
  NCC40adsH100v5: 'ncc40ads-h100-v5',
  NC80adisH100v5: 'nc80adis-h100-v5',
  ND96isrH100v5: 'nd96isr-h100-v5',
  ND96isrH200v5: 'nd96isr-h200-v5',
  ND96isMI300Xv5: 'nd96is-mi300x-v5',
  ND96isrMI300Xv5: 'nd96isr-mi300x-v5',
};

/** Azure's retail prices of four European regions on one day. */
export function readAzureEurope(folder: string): Offers {
  const left: string[] = [];
  const offers = readCsv(folder, 'field/a5-azure-europe-gpu.csv').flatMap((row): readonly Observation[] => {
    const [instance, region, kind] = [column(row, 'instance'), column(row, 'region'), column(row, 'kind')];
    const [gpu, machine] = [gpus[column(row, 'gpu')], machines[instance]];
    const what = `azure ${instance}, ${region}, ${kind}`;
    const reason =
      gpu === undefined || machine === undefined
        ? 'a size or GPU that is not kept'
        : kind === 'low priority'
          ? 'sold for batch pools only'
          : column(row, 'note').startsWith('spot equals on-demand')
            ? column(row, 'note')
            : undefined;
    if (gpu === undefined || reason !== undefined) {
      left.push(`${what}: ${reason}`);
      return [];
    }
    const residency = residencyOf('azure', region);
    const day = column(row, 'as_of');
    return [
      {
        id: `azure/${machine}/${region}/${kind}`,
        cloud: 'azure',
        gpu,
        region,
        residency: residency === undefined ? undefined : [residency],
        node: Number(column(row, 'gpus')),
        term: kind,
        hourly: new Exact(column(row, 'price_per_instance_hour'))
          .div(column(row, 'gpus'))
          .toDecimalPlaces(6)
          .toFixed(),
        day,
        kind: 'list',
        source: sourceOn('azureRetail', evidenceOf(row), day, column(row, 'source_url')),
      },
    ];
  });
  return { offers, left };
}
