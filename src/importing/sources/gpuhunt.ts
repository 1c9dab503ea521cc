import { fail } from '../../diagnostics/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { readTable } from '../reading/table.ts';
import type { Importer } from '../types.ts';

/** gpuhunt's files are one a provider, named after it; the price is that of the machine. */
const columns: OfferColumns = {
  ...noColumns,
  cloud: ['provider'],
  region: ['location'],
  machine: ['instance_name'],
  gpu: ['gpu_name'],
  count: ['gpu_count'],
  memory: ['gpu_memory'],
  machinePrice: ['price'],
  isSpot: ['spot'],
};
const known = [
  ['cpu', '-'],
  ['memory', '-'],
  ['disk_size', '-'],
  ['gpu_vendor', '-'],
  ['cpu_arch', '-'],
  ['flags', '-'],
  ['provider_data', '-'],
] as const;

/** The catalog files of dstack's gpuhunt. */
export const gpuhunt: Importer = {
  id: 'gpuhunt',
  home: 'https://github.com/dstackai/gpuhunt',
  read(text, request) {
    const table = readTable(text, request.file);
    if (!table.ok) return table;
    const needed = ['instance_name', 'location', 'price', 'gpu_count', 'gpu_name'];
    if (needed.some((name) => !table.value.columns.includes(name)))
      return fail(unexpectedShape(request.file, 'gpuhunt'));
    const provider = /(?:^|[/\\])([a-z][a-z0-9]*)\.csv$/u.exec(request.path)?.[1];
    return importOffers(table.value, columns, known, {
      ...request,
      prefix: request.prefix ?? provider ?? null,
    });
  },
};
