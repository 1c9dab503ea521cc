/** A machine of Google's that has GPUs: what it is billed for by the hour, and the names of its parts in the price list. */
export interface GcpMachine {
  readonly name: string;
  /** The series in `A2 Instance Core running in Americas`. */
  readonly series: string;
  readonly cores: number;
  readonly gibibytes: number;
  /** The GPU in `Nvidia Tesla A100 80GB GPU running in Americas`, and its name in the catalog's spelling. */
  readonly part: string;
  readonly gpu: string;
  readonly gpus: number;
  /** Local disks that come with it, in GiB; they are billed with it. */
  readonly disk: number;
}

type Size = readonly [name: string, gpus: number, cores: number, gibibytes: number, disk: number];

function machinesOf(series: string, part: string, gpu: string, sizes: readonly Size[]): readonly GcpMachine[] {
  return sizes.map(([name, gpus, cores, gibibytes, disk]) => ({ name, series, cores, gibibytes, part, gpu, gpus, disk }));
} // prettier-ignore

/** https://cloud.google.com/compute/docs/gpus and /accelerator-optimized-machines, as read on 2026-11-26. */
export const gcpMachines: readonly GcpMachine[] = [
  ...machinesOf('A2', 'A100', 'A100-40GB', [
    ['a2-highgpu-1g', 1, 12, 85, 0],
    ['a2-highgpu-2g', 2, 24, 170, 0],
    ['a2-highgpu-4g', 4, 48, 340, 0],
    ['a2-highgpu-8g', 8, 96, 680, 0],
    ['a2-megagpu-16g', 16, 96, 1360, 0],
  ]),
  ...machinesOf('A2', 'A100 80GB', 'A100-80GB', [
    ['a2-ultragpu-1g', 1, 12, 170, 375],
    ['a2-ultragpu-2g', 2, 24, 340, 750],
    ['a2-ultragpu-4g', 4, 48, 680, 1500],
    ['a2-ultragpu-8g', 8, 96, 1360, 3000],
  ]),
  ...machinesOf('A3', 'H100 80GB', 'H100-SXM', [
    ['a3-highgpu-1g', 1, 26, 234, 750],
    ['a3-highgpu-2g', 2, 52, 468, 1500],
    ['a3-highgpu-4g', 4, 104, 936, 3000],
    ['a3-highgpu-8g', 8, 208, 1872, 6000],
  ]),
  ...machinesOf('A3Plus', 'H100 80GB Mega', 'H100-SXM', [['a3-megagpu-8g', 8, 208, 1872, 6000]]),
  ...machinesOf('A3Ultra', 'H200 141GB', 'H200', [['a3-ultragpu-8g', 8, 224, 2952, 12_000]]),
  ...machinesOf('G2', 'L4', 'L4', [
    ['g2-standard-4', 1, 4, 16, 0],
    ['g2-standard-8', 1, 8, 32, 0],
    ['g2-standard-12', 1, 12, 48, 0],
    ['g2-standard-16', 1, 16, 64, 0],
    ['g2-standard-24', 2, 24, 96, 0],
    ['g2-standard-32', 1, 32, 128, 0],
    ['g2-standard-48', 4, 48, 192, 0],
    ['g2-standard-96', 8, 96, 384, 0],
  ]),
  ...machinesOf('G4', 'RTX 6000 96GB', 'RTX-PRO-6000', [
    ['g4-standard-48', 1, 48, 180, 0],
    ['g4-standard-96', 2, 96, 360, 0],
    ['g4-standard-192', 4, 192, 720, 0],
    ['g4-standard-384', 8, 384, 1440, 0],
  ]),
];
