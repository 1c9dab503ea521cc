/** GPU names to ids of the catalog. Those without a licensed source for their data are not in it. */
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
  MI300X: 'mi300x',
  MI325X: 'mi325x',
  MI355X: 'mi355x',
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
  const socket = /sxm|[hd]gx/u.test(text);
  const card = /pcie/u.test(text) && !/nvlink|nvl\b/u.test(text);
  if (/\bgb[23]00\b|\bnvl\b/u.test(text)) return undefined;
  if (/\bl40s\b/u.test(text)) return 'l40s';
  if (/\bl4\b/u.test(text)) return 'l4';
  if (/\bb300\b/u.test(text)) return socket ? 'b300' : undefined;
  // Sold on one kind of board only.
  if (/\bb200\b/u.test(text)) return 'b200';
  if (/\bh200\b/u.test(text)) return 'h200-sxm';
  // As the driver names them: HBM3 is on sockets, HBM2e on PCIe cards.
  if (/\bh100\b/u.test(text))
    return socket || /\bhbm3\b/u.test(text) ? 'h100-sxm' : card ? 'h100-pcie' : undefined;
  if (/\ba100\b/u.test(text) && memory === '80')
    return socket ? 'a100-80gb' : card ? 'a100-80gb-pcie' : undefined;
  if (/\ba100\b/u.test(text) && memory === '40') return socket ? 'a100-40gb' : undefined;
  return undefined;
}

/** Machines whose name tells the form of their GPUs, where a list only says `H100`. */
const machines: readonly (readonly [machine: RegExp, name: RegExp, gpu: string])[] = [
  [/^p5(?:\.|e|en)?/u, /^H100$/u, 'h100-sxm'],
  [/^p4d\./u, /^A100$/u, 'a100-40gb'],
  [/^p4de\./u, /^A100/u, 'a100-80gb'],
  [/^a3-(?:high|mega|edge)gpu/u, /^H100/u, 'h100-sxm'],
  [/^a2-highgpu/u, /^A100$/u, 'a100-40gb'],
  [/^a2-ultragpu/u, /^A100/u, 'a100-80gb'],
];

/**
 * The id of a GPU, from its name, the machine it is in, its memory in GB and how it is connected. Where the form is not
 * said, the name itself becomes the id: `h100` is not taken for `h100-sxm`.
 */
export function gpuIdOf(name: string, machine = '', memory = '', interconnect = ''): string {
  const known = gpuId(name);
  if (known !== undefined) return known;
  const ofMachine = machines.find(([pattern, gpu]) => pattern.test(machine) && gpu.test(name))?.[2];
  if (ofMachine !== undefined) return ofMachine;
  return gpuOfListing(`${name} ${machine}`, memory, interconnect) ?? slug(name);
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:nvidia|tesla|geforce|amd)[\s-]+/u, '')
    .replace(/^geforce[\s-]+/u, '')
    .replaceAll(/[^a-z\d.]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
