import { gpuId } from '../../src/catalog/index.ts';
import type { YamlValue } from '../../src/importing/importers.ts';
import { column, readCsv } from './extracts.ts';
import { sourceOf } from './sources.ts';

/** The entries of hardware.yaml. */
export function buildHardware(folder: string): readonly { readonly [key: string]: YamlValue | undefined }[] {
  return readCsv(folder, 'gpus.csv').flatMap((row) => {
    const id = gpuId(column(row, 'gpu'));
    if (id === undefined) return [];
    const origin = column(row, 'sources');
    const path = /aiconfigurator@\w+:([\w./-]+)/u.exec(origin)?.[1];
    const source =
      path === undefined
        ? { url: 'https://www.nvidia.com/en-us/data-center/a100/', retrieved: '2026-11-23', note: 'data sheet values as repeated by others, not read there' }
        : sourceOf('aiconfigurator', path);
    return [
      {
        id,
        memory: `${column(row, 'memory_gb')} GB`,
        bandwidth: `${column(row, 'mem_bandwidth_gb_s')} GB/s`,
        power: `${column(row, 'tdp_w')} W`,
        source,
      },
    ];
  }); // prettier-ignore
}
