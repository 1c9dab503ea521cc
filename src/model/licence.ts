import type { ModelEntry } from '../catalog/index.ts';
import { isWithin } from '../catalog/index.ts';
import type { Workload } from '../scenario/index.ts';

/**
 * Why the licence of a model's weights does not allow a workload to be served with them; null where it does, undefined where
 * its terms are not known.
 */
export function licenceProblem(model: ModelEntry | undefined, workload: Workload): string | null | undefined {
  if (model?.terms === undefined) return undefined;
  const { commercial, excluded, users } = model.terms;
  const { residency } = workload.constraints;
  const name = `${model.id} (${model.licence})`;
  if (!commercial) return `${name}: the licence does not allow commercial use`;
  if (residency !== null && excluded.some((region) => isWithin(residency, region)))
    return `${name}: the licence gives no rights to companies in ${excluded.join(', ')}, and the workload must stay in ${residency}`;
  if (users !== null && workload.users?.value.gt(users) === true)
    return `${name}: above ${users.toFixed()} users a month another licence has to be agreed, and the workload has ${workload.users.value.toFixed()}`;
  return null;
}
