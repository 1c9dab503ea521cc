import { fail } from '../../diagnostics/index.ts';
import { importHardware, isHardware } from './csv-hardware.ts';
import { importThroughput, isThroughput } from './csv-throughput.ts';
import { importTokenTable, isTokenTable } from './csv-tokens.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { readTable } from '../reading/table.ts';
import type { Importer } from '../types.ts';

/** GPU offers: the first name of each is the documented one. Prices are per hour. */
const columns: OfferColumns = {
  ...noColumns,
  cloud: ['provider', 'cloud'],
  region: ['region', 'location'],
  zone: ['zone'],
  machine: ['instance_type', 'machine'],
  gpu: ['gpu', 'gpu_model', 'gpu_name'],
  count: ['gpu_count', 'gpus'],
  memory: ['vram_gb', 'gpu_memory_gb'],
  interconnect: ['interconnect'],
  machinePrice: ['price_per_hour_instance', 'price_per_hour_instance_usd', 'on_demand_per_hour_instance'],
  gpuPrice: ['price_per_gpu_hour', 'price_per_gpu_hour_usd', 'on_demand_per_gpu_hour', 'hourly'],
  machineSpot: ['spot_per_hour_instance'],
  gpuSpot: ['spot_per_gpu_hour'],
  term: ['pricing_model', 'term', 'tier'],
  isSpot: ['is_spot'],
  currency: ['currency'],
  from: ['first_seen', 'from'],
  seen: ['as_of', 'date'],
  note: ['caveats', 'note'],
  url: ['source_url'],
  kind: ['kind'],
};
const known = [
  ['source', '-'],
  ['commit', '-'],
  ['vcpu', '-'],
  ['ram_gb', '-'],
] as const;

const hint = [
  'token prices need id (or channel and model), input_per_mtok, output_per_mtok',
  'GPU offers need gpu and price_per_gpu_hour or price_per_hour_instance with gpu_count, and a provider',
  'throughput needs model, gpu, precision, input_len, output_len, output_tps_total',
  'GPUs need gpu, memory_gb, mem_bandwidth_gb_s, tdp_w',
].join('; ');

/** A table of one's own; its header says what it is of. */
export const plainCsv: Importer = {
  id: 'csv',
  read(text, request) {
    const read = readTable(text, request.file);
    if (!read.ok) return read;
    const table = read.value;
    const has = (names: readonly string[]): boolean => names.some((name) => table.columns.includes(name));
    if (isHardware(table)) return importHardware(table, request);
    if (isThroughput(table)) return importThroughput(table, request);
    if (isTokenTable(table)) return importTokenTable(table, request);
    if (has(columns.gpu) && has([...columns.machinePrice, ...columns.gpuPrice]))
      return importOffers(table, columns, known, request);
    return fail(unexpectedShape(request.file, 'prices with a known header', hint));
  },
};
