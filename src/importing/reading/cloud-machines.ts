/** What is in the machines of large clouds whose price lists do not say it: a name of the GPU, and how many. */
const machines: readonly (readonly [name: RegExp, gpu: string, count: number])[] = [
  [/^p4d\.24xlarge$/u, 'A100-40GB', 8],
  [/^p4de\.24xlarge$/u, 'A100-80GB', 8],
  [/^p5\.4xlarge$/u, 'H100-SXM', 1],
  [/^p5\.48xlarge$/u, 'H100-SXM', 8],
  [/^p5en?\.48xlarge$/u, 'H200', 8],
  [/^p6-b200\.48xlarge$/u, 'B200', 8],
  [/^p6-b300\.48xlarge$/u, 'B300', 8],
  [/^g6\.(?:xlarge|2xlarge|4xlarge|8xlarge|16xlarge)$/u, 'L4', 1],
  [/^g6\.(?:12xlarge|24xlarge)$/u, 'L4', 4],
  [/^g6\.48xlarge$/u, 'L4', 8],
  [/^g6e\.(?:xlarge|2xlarge|4xlarge|8xlarge|16xlarge)$/u, 'L40S', 1],
  [/^g6e\.(?:12xlarge|24xlarge)$/u, 'L40S', 4],
  [/^g6e\.48xlarge$/u, 'L40S', 8],
  [/^g7e\.(?:2xlarge|4xlarge|8xlarge)$/u, 'RTX-PRO-6000-SE', 1],
  [/^g7e\.12xlarge$/u, 'RTX-PRO-6000-SE', 2],
  [/^g7e\.24xlarge$/u, 'RTX-PRO-6000-SE', 4],
  [/^g7e\.48xlarge$/u, 'RTX-PRO-6000-SE', 8],
  [/^p6e-gb200\.36xlarge$/u, 'GB200', 4],
  [/^nc24ads-a100-v4$/u, 'A100-80GB-PCIe', 1],
  [/^nc48ads-a100-v4$/u, 'A100-80GB-PCIe', 2],
  [/^nc96ads-a100-v4$/u, 'A100-80GB-PCIe', 4],
  [/^nd96asr-v4$/u, 'A100-40GB', 8],
  [/^nd96amsr-a100-v4$/u, 'A100-80GB', 8],
  [/^nd96isr-h100-v5$/u, 'H100-SXM', 8],
  [/^nd96isr-h200-v5$/u, 'H200', 8],
  [/^nd96isr?-mi300x-v5$/u, 'MI300X', 8],
];

/** The GPUs of a machine, by the name that its cloud gives it; undefined where it has none, or none that is known. */
export function machineGpus(name: string): { readonly gpu: string; readonly count: number } | undefined {
  const plain = name.replace(/^Standard_/u, '').toLowerCase().replaceAll('_', '-'); // prettier-ignore
  const found = machines.find(([pattern]) => pattern.test(plain));
  return found && { gpu: found[1], count: found[2] };
}
