import type { Catalog } from '../types.ts';

/** What a machine of a large cloud has in it. */
export interface Machine {
  readonly gpu: string;
  readonly gpus: number;
}

/** `Standard_ND96isr_H100_v5`, `nd96isr-h100-v5` and `ND96isr H100 v5` alike. */
export function machineName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-')
    .replace(/^standard-/u, '');
}

/** The machines that offers are named by, such as `p5.48xlarge` of `aws/p5.48xlarge/us-east-1/on-demand`, where all agree. */
export function machinesOf({ offers }: Pick<Catalog, 'offers'>): ReadonlyMap<string, Machine> {
  const found = new Map<string, Machine | null>();
  for (const { id, cloud, gpu, node } of offers.values()) {
    const [, name] = id.split('/');
    if (name === undefined || !id.startsWith(`${cloud}/`) || name === gpu) continue;
    const key = machineName(name);
    const known = found.get(key);
    const own = { gpu, gpus: node.toNumber() };
    const agrees = known === undefined || (known !== null && known.gpu === gpu && known.gpus === own.gpus);
    found.set(key, agrees ? own : null);
  }
  return new Map(
    [...found].flatMap(([name, machine]) => (machine === null ? [] : [[name, machine] as const])),
  );
}
