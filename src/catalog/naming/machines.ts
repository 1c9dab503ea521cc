import type { Catalog } from '../types.ts';
import { machineSizes } from './machine-sizes.ts';

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

/**
 * The machines of the large clouds, and those that offers are named by, such as `p5.48xlarge` of
 * `aws/p5.48xlarge/us-east-1/on-demand`, where all agree; and their series, such as `ND H100 v5`, where all of one do.
 */
export function machinesOf({ offers }: Pick<Catalog, 'offers'>): ReadonlyMap<string, Machine> {
  const found = new Map<string, Machine | null>();
  for (const { id, cloud, gpu, node } of offers.values()) {
    const [, name] = id.split('/');
    if (name === undefined || !/\d/u.test(name) || !id.startsWith(`${cloud}/`) || name === gpu) continue;
    note(found, machineName(name), { gpu, gpus: node.toNumber() });
  }
  for (const [name, machine] of machineSizes) if (!found.has(name)) found.set(name, machine);
  const series = new Map<string, Machine | null>();
  for (const [name, machine] of found) {
    const short = name.replace(/^(n[cdv])\d+[a-z]*-(?=.*-v\d+$)/u, '$1-');
    if (short !== name && machine !== null) note(series, short, machine);
  }
  return new Map(
    [...series, ...found].flatMap(([name, machine]) => (machine === null ? [] : [[name, machine] as const])),
  );
}

/** Null where two that are called alike differ. */
function note(found: Map<string, Machine | null>, name: string, own: Machine): void {
  const known = found.get(name);
  const agrees = known === undefined || (known?.gpu === own.gpu && known.gpus === own.gpus);
  found.set(name, agrees ? own : null);
}
