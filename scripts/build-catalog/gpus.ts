import { column, readCsv } from './extracts.ts';
import { sourceOf } from './sources.ts';
import type { YamlValue } from './yaml-text.ts';

/** GPU names of the extracts to ids of the catalog. Those without a licensed source for their data are not in it. */
const ids: Record<string, string> = {
  'A100-40GB': 'a100-40gb',
  'A100-80GB': 'a100-80gb',
  'A100-80GB-SXM': 'a100-80gb',
  'A100-80GB-PCIe': 'a100-80gb-pcie',
  'H100-PCIe': 'h100-pcie',
  'H100-SXM': 'h100-sxm',
  H200: 'h200-sxm',
  B200: 'b200',
  B300: 'b300',
  GB200: 'gb200',
  GB300: 'gb300',
  L40S: 'l40s',
  L4: 'l4',
  'RTX-PRO-6000-SE': 'rtx-pro-6000',
  'RTX-PRO-6000': 'rtx-pro-6000',
};

export function gpuId(name: string): string | undefined {
  return Object.hasOwn(ids, name) ? ids[name] : undefined;
}

/** The GPU that a small cloud's listing means; undefined where it does not say which form it has. */
export function gpuOfListing(model: string, memory: string, interconnect: string): string | undefined {
  const text = `${model} ${interconnect}`.toLowerCase();
  const socket = /sxm|hgx/u.test(text);
  const card = /pcie/u.test(text) && !/nvlink|nvl\b/u.test(text);
  if (/\bgb[23]00\b|\bnvl\b/u.test(text)) return undefined;
  if (/\bl40s\b/u.test(text)) return 'l40s';
  if (/\bl4\b/u.test(text)) return 'l4';
  if (/\bb300\b/u.test(text)) return socket ? 'b300' : undefined;
  // Sold on one kind of board only.
  if (/\bb200\b/u.test(text)) return 'b200';
  if (/\bh200\b/u.test(text)) return 'h200-sxm';
  if (/\bh100\b/u.test(text)) return socket ? 'h100-sxm' : card ? 'h100-pcie' : undefined;
  if (/\ba100\b/u.test(text) && memory === '80')
    return socket ? 'a100-80gb' : card ? 'a100-80gb-pcie' : undefined;
  if (/\ba100\b/u.test(text) && memory === '40') return socket ? 'a100-40gb' : undefined;
  return undefined;
}

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
