import type { Exact, Node } from '../../formula/index.ts';
import type { Workload } from '../../scenario/index.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from './demand.ts';

/** The load that is served where an hour has room for so much of it, in replicas; the mean over the hours. */
export function loadServed(context: ModelContext, workload: Workload, load: Node, room: Node): Node {
  const { graph } = context;
  return hourlyMean(context, workload, (weight) => graph.minimum(graph.multiply(weight, load), room));
}

/** The volume above what an hour has room for, which is given as a number of units of the volume. */
export function volumeAbove(context: ModelContext, demand: WorkloadDemand, room: Node): Node {
  const { graph } = context;
  const held = graph.multiply(room, graph.constant(1, demand.volume.unit));
  const none = graph.constant(0, demand.volume.unit);
  return hourlyMean(context, demand.workload, (weight) =>
    graph.maximum(none, graph.subtract(graph.multiply(weight, demand.volume), held)),
  );
}

/** The mean over the hours of the profile; hours of equal weight are counted together. */
function hourlyMean(context: ModelContext, workload: Workload, of: (weight: Node) => Node): Node {
  const { graph } = context;
  const terms = weightsOf(workload.profile ?? []).map(({ weight, hours }) =>
    graph.multiply(graph.constant(hours), of(graph.constant(weight))),
  );
  return graph.divide(graph.add(...terms), graph.constant(workload.profile?.length ?? 1));
}

interface Weight {
  readonly weight: Exact;
  hours: number;
}

/** By profile: each burst plan and each of its parts asks for them. */
const weights = new WeakMap<readonly Exact[], readonly Weight[]>();

function weightsOf(profile: readonly Exact[]): readonly Weight[] {
  const known = weights.get(profile);
  if (known !== undefined) return known;
  const found = new Map<string, Weight>();
  for (const weight of profile) {
    const name = weight.toString();
    const same = found.get(name);
    if (same === undefined) found.set(name, { weight, hours: 1 });
    else same.hours += 1;
  }
  const made = [...found.values()];
  weights.set(profile, made);
  return made;
}
