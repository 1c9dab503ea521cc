import type { ComparedSide } from './types.ts';

type Workload = ComparedSide['workloads'][number];

/** What an option is: its price entry, or its model and offer; of a hybrid, those of both its parts. */
export function whatItIs(workload: Workload | undefined, option: string | null | undefined): string | null {
  const found = workload?.options.find(({ id }) => id === option);
  if (found === undefined) return null;
  if (found.kind !== 'hybrid') return found.title;
  return found.title
    .split(/(, overflow to |, then )/u)
    .map((part) => {
      const own = workload?.options.find(({ id, kind }) => id === part && kind !== 'hybrid');
      return own === undefined ? part : `${own.id} (${own.title})`;
    })
    .join('');
}
