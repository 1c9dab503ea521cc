import { gpuId } from '../../src/catalog/index.ts';
import type { YamlValue } from '../../src/importing/importers.ts';
import { column, evidenceOf, readCsv } from './extracts.ts';
import { sourceOf } from './sources.ts';

/** GB/s where the extract has those of another card: 1,792 is the workstation's, 7,700 that of an early B200. */
const corrected: Readonly<Record<string, string>> = { 'rtx-pro-6000': '1597', b200: '8000' };

/** GPUs that the extract does not have. */
const fromDataSheets = [
  {
    id: 'h100-nvl',
    memory: '94 GB',
    bandwidth: '3900 GB/s',
    power: '400 W',
    source: {
      url: 'https://www.nvidia.com/en-us/data-center/h100/',
      retrieved: '2026-11-23',
      grade: 'C',
      note: 'data sheet values as repeated by others, not read there',
    },
  },
];

/** The entries of hardware.yaml. */
export function buildHardware(folder: string): readonly { readonly [key: string]: YamlValue | undefined }[] {
  const read = readCsv(folder, 'gpus.csv').flatMap((row) => {
    const id = gpuId(column(row, 'gpu'));
    if (id === undefined) return [];
    const origin = column(row, 'sources');
    const path = /aiconfigurator@\w+:([\w./-]+)/u.exec(origin)?.[1];
    const source =
      path === undefined
        ? id.startsWith('mi')
          ? sourceOf('gpuSpecs', evidenceOf(row, 'B'), 'packages/app/src/lib/gpu-specs.ts; power: AMD data sheet, as quoted')
          : { url: 'https://www.nvidia.com/en-us/data-center/a100/', retrieved: '2026-11-23', ...evidenceOf(row, 'C'), note: 'data sheet values as repeated by others, not read there' }
        : sourceOf('aiconfigurator', evidenceOf(row, 'A'), path);
    const better = corrected[id];
    return [
      {
        id,
        memory: `${column(row, 'memory_gb')} GB`,
        bandwidth: `${better ?? column(row, 'mem_bandwidth_gb_s')} GB/s`,
        power: `${column(row, 'tdp_w')} W`,
        source,
      },
    ];
  }); // prettier-ignore
  return [...read, ...fromDataSheets];
}
