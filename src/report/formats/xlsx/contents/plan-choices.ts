import type { Exact } from '../../../../formula/index.ts';
import type { Choice } from '../../../../model/index.ts';

/** An option of a plan as a cell names it: a burst can be taken in several sizes, which are choices of their own. */
export function choiceName(option: string, replicas: Exact | null): string {
  return replicas === null ? option : `${option} with ${replicas.toFixed()} replicas`;
}

/** Whether a plan's assignment is this choice. */
export function isChoice(
  { workload, option, shares }: Choice,
  taken: { readonly workload: string; readonly option: string; readonly replicas: Exact | null },
): boolean {
  const isSize = shares.replicas === null || (taken.replicas !== null && shares.replicas.eq(taken.replicas));
  return taken.workload === workload && taken.option === option.id && isSize;
}
