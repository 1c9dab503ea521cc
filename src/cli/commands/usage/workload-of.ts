import { fail, nearest, ok, problem, type Result } from '../../../diagnostics/index.ts';
import type { Scenario, Workload } from '../../../scenario/index.ts';

/** The workload that is named, or the only one. */
export function workloadOf({ workloads, name }: Scenario, id: string | undefined): Result<Workload> {
  const ids = [...workloads.keys()];
  const found = id === undefined && ids.length === 1 ? workloads.get(ids[0] ?? '') : workloads.get(id ?? '');
  if (found !== undefined) return ok(found);
  if (id === undefined)
    return fail(
      problem('usage/workload', `${name} has several workloads: say whose options hold with --workload`, {
        hint: `one of ${ids.join(', ')}`,
      }),
    );
  const near = nearest(id, ids);
  return fail(
    problem('usage/workload', `--workload: ${name} has no workload '${id}'`, {
      hint: near === undefined ? `one of ${ids.join(', ')}` : `did you mean '${near}'?`,
    }),
  );
}
