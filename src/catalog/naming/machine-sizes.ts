/**
 * Machines of AWS, Azure and Google by the name they are rented under: their GPU, and how many of it. From general knowledge,
 * not compared one by one with the vendors' pages of instance types (aws.amazon.com/ec2/instance-types,
 * learn.microsoft.com/azure/virtual-machines/sizes, cloud.google.com/compute/docs/gpus); what an offer of the catalog says
 * comes first.
 */
const families: readonly (readonly [gpu: string, machines: Readonly<Record<string, number>>])[] = [
  ['l4', aws('g6')],
  ['l40s', aws('g6e')],
  ['a10g', aws('g5')],
  ['a100-40gb', { 'p4d.24xlarge': 8, 'nd96asr-a100-v4': 8, ...google('a2-highgpu', [1, 2, 4, 8]), 'a2-megagpu-16g': 16 }],
  ['a100-80gb', { 'p4de.24xlarge': 8, 'nd96amsr-a100-v4': 8, ...google('a2-ultragpu', [1, 2, 4, 8]) }],
  ['a100-80gb-pcie', { 'nc24ads-a100-v4': 1, 'nc48ads-a100-v4': 2, 'nc96ads-a100-v4': 4 }],
  ['h100-nvl', { 'nc40ads-h100-v5': 1, 'nc80adis-h100-v5': 2, 'ncc40ads-h100-v5': 1 }],
  ['h100-sxm', { 'p5.4xlarge': 1, 'p5.48xlarge': 8, 'nd96isr-h100-v5': 8, 'nd96is-h100-v5': 8, ...google('a3-highgpu', [1, 2, 4, 8]), 'a3-megagpu-8g': 8, 'a3-edgegpu-8g': 8 }],
  ['h200-sxm', { 'p5e.48xlarge': 8, 'p5en.48xlarge': 8, 'nd96isr-h200-v5': 8, 'a3-ultragpu-8g': 8 }],
  ['b200', { 'p6-b200.48xlarge': 8, 'a4-highgpu-8g': 8 }],
  ['b300', { 'p6-b300.48xlarge': 8 }],
  ['gb200', { 'nd128isr-ndr-gb200-v6': 4, 'a4x-highgpu-4g': 4 }],
  ['mi300x', { 'nd96isr-mi300x-v5': 8, 'nd96is-mi300x-v5': 8 }],
  ['l4', { 'g2-standard-4': 1, 'g2-standard-8': 1, 'g2-standard-12': 1, 'g2-standard-16': 1, 'g2-standard-24': 2, 'g2-standard-32': 1, 'g2-standard-48': 4, 'g2-standard-96': 8 }],
]; // prettier-ignore

/** By name, as `machineName` writes it. */
export const machineSizes: ReadonlyMap<string, { readonly gpu: string; readonly gpus: number }> = new Map(
  families.flatMap(([gpu, machines]) =>
    Object.entries(machines).map(([name, gpus]) => [name, { gpu, gpus }] as const),
  ),
);

/** The sizes of a family with one card in all but the three largest of its kind. */
function aws(family: string): Readonly<Record<string, number>> {
  const sizes: readonly (readonly [string, number])[] = [['xlarge', 1], ['2xlarge', 1], ['4xlarge', 1], ['8xlarge', 1], ['16xlarge', 1], ['12xlarge', 4], ['24xlarge', 4], ['48xlarge', 8]]; // prettier-ignore
  return Object.fromEntries(sizes.map(([size, gpus]) => [`${family}.${size}`, gpus]));
}

function google(family: string, counts: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.map((count) => [`${family}-${count}g`, count]));
}
