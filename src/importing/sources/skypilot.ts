import { fail } from '../../diagnostics/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { readTable } from '../reading/table.ts';
import type { Importer } from '../types.ts';

/** SkyPilot's `vms.csv` (its cloud is the folder it is in), and the columns of tables made from it. */
const columns: OfferColumns = {
  ...noColumns,
  cloud: ['provider'],
  region: ['Region', 'region'],
  zone: ['AvailabilityZone', 'zone'],
  machine: ['InstanceType', 'instance_type'],
  gpu: ['AcceleratorName', 'gpu'],
  count: ['AcceleratorCount', 'gpu_count'],
  machinePrice: ['Price', 'price_per_hour_instance', 'on_demand_per_hour_instance'],
  gpuPrice: ['price_per_gpu_hour', 'on_demand_per_gpu_hour'],
  machineSpot: ['SpotPrice', 'spot_per_hour_instance'],
  gpuSpot: ['spot_per_gpu_hour'],
  term: ['pricing_model'],
  currency: ['currency'],
  seen: ['as_of'],
};
const known = [
  ['source', '-'],
  ['vCPUs', '-'],
  ['MemoryGiB', '-'],
  ['GpuInfo', '-'],
] as const;

/** SkyPilot's catalog of machines. The licence of its data is not stated: what is imported is for one's own use. */
export const skypilot: Importer = {
  id: 'skypilot',
  home: 'https://github.com/skypilot-org/skypilot-catalog',
  read(text, request) {
    const table = readTable(text, request.file);
    if (!table.ok) return table;
    const has = (names: readonly string[]): boolean =>
      names.some((name) => table.value.columns.includes(name));
    if (!has(columns.machine) || !has(columns.gpu) || !has(columns.machinePrice))
      return fail(unexpectedShape(request.file, 'SkyPilot'));
    const cloud = /(?:^|[/\\])([a-z][a-z0-9]*)[/\\]vms\.csv$/u.exec(request.path)?.[1];
    const own = { ...request, prefix: request.prefix ?? cloud ?? null };
    return importOffers(table.value, columns, known, own, { needsMachine: true });
  },
};
