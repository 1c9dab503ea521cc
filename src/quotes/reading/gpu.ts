import { gpuIdOf, machineName, type Machine } from '../../catalog/index.ts';

/** A GPU as a row names it, with what the name says beside: `8x H100 SXM5 80GB`. */
export interface NamedGpu {
  readonly id: string;
  /** GPUs of a node, where the name says how many. */
  readonly count: number | null;
}

/** NVIDIA's server of eight GPUs; a DGX Station and racks are other machines. */
const dgx = /^dgx[\s-]+(?:a100|[hb][123]00)\b(?!.*(?:station|nvl))/iu;

/** The id of the catalog for a GPU; a name that does not say which form it has keeps its own, and no form is guessed. */
export function readGpu(
  name: string,
  memory: string,
  form: string,
  {
    gpus: known,
    machines,
  }: { readonly gpus: ReadonlySet<string>; readonly machines: ReadonlyMap<string, Machine> },
): NamedGpu {
  const machine = machines.get(machineName(name));
  if (machine !== undefined) return { id: machine.gpu, count: machine.gpus };
  const plain = name
    .normalize('NFKC')
    .trim()
    .replace(/^nvidia\s+/iu, '');
  const [, before, after] = /^(\d{1,3})\s*[x×]\s*|\s*[x×]\s*(\d{1,3})$/iu.exec(plain) ?? [];
  const count = before ?? after ?? (dgx.test(plain) ? '8' : undefined);
  const bare = plain.replace(/^\d{1,3}\s*[x×]\s*|\s*[x×]\s*\d{1,3}$/iu, '').trim();
  const lower = bare.toLowerCase().replaceAll(/[\s_]+/gu, '-');
  if (known.has(lower)) return { id: lower, count: numberOf(count) };
  const size =
    /(\d{2,3})\s*gi?b\b/iu.exec(`${bare} ${memory}`)?.[1] ?? /^\s*(\d{2,3})\s*$/u.exec(memory)?.[1] ?? '';
  const withoutSize = bare.replace(/[\s-]*\d{2,3}\s*gi?b\b/iu, '').trim();
  return { id: gpuIdOf(withoutSize, '', size, `${form} ${bare}`), count: numberOf(count) };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
