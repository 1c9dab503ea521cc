import { workloadResults } from '../../analysis/index.ts';
import { take, type Claims, type WorkloadMessage } from '../../io/index.ts';
import { loadModel, type LoadOptions } from '../../loading/index.ts';
import type { Model } from '../../model/index.ts';
import { workloadText } from '../../report/index.ts';

/** A scenario as the command line names it, and which of its workloads are taken. */
export interface WorkloadOrder {
  readonly file: string;
  readonly options: LoadOptions;
  readonly cwd: string;
  readonly claims: Claims;
}

/** Which inputs a model was built of: what was read twice, while a file may have changed, is compared by it. */
export function inputDigest({
  scenario,
  catalog,
  asOf,
}: Pick<Model, 'scenario' | 'catalog' | 'asOf'>): string {
  return [scenario.digest, catalog.digest, asOf, scenario.workloads.size].join(' ');
}

/**
 * What a thread beside the one that answers does: it takes workloads from the back, computes them, and hands over their texts. It
 * says nothing where the scenario cannot be read: the other thread does.
 */
export async function writeWorkloads(
  { file, options, cwd, claims }: WorkloadOrder,
  post: (message: WorkloadMessage, transfer: readonly ArrayBuffer[]) => void,
): Promise<void> {
  const { model } = await loadModel(file, options, cwd);
  if (!model.ok) return;
  post({ digest: inputDigest(model.value) }, []);
  const count = model.value.workloads.length;
  const resultOf = workloadResults(model.value);
  const encoder = new TextEncoder();
  for (;;) {
    const index = take(claims, 'back', count);
    const result = index === undefined ? undefined : resultOf(index);
    if (index === undefined || result === undefined) return;
    const text = encoder.encode(workloadText(result));
    post({ index, text }, [text.buffer]);
  }
}
