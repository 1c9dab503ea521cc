import type { Node } from '../../formula/index.ts';
import { clusterUpkeep } from '../build/build.ts';
import { gpusPerNode, keptReplicas, nodesFor } from '../build/capacity.ts';
import { gpuCost } from '../build/gpu-cost.ts';
import type { ModelContext } from '../context.ts';
import type { ClusterUse } from '../types.ts';
import { busiest, type Member } from './busiest.ts';
import { anyOf, largestOf } from './choices.ts';

/** A cluster as all workloads that are placed on it need it. */
export interface SharedCluster {
  readonly id: string;
  readonly replicas: Node;
  readonly nodes: Node;
  readonly gpus: Node;
  /** Replicas that work on average over all hours. */
  readonly working: Node;
  readonly gpusPerReplica: Node;
  readonly monthly: Node;
  /** What buying it takes at the start; null where it is rented. */
  readonly outlay: Node | null;
  readonly offer: string;
  readonly cloud: string;
}

/**
 * Loads add up before they are rounded up to replicas; minimum and spare replicas count once, standby is the largest share of
 * the workloads served, and the GPUs are paid in the hours of the workload that is active longest.
 */
export function sharedCluster(
  context: ModelContext,
  id: string,
  members: readonly Member<ClusterUse>[],
): SharedCluster {
  const { graph, hoursPerMonth } = context;
  const [first] = members;
  if (first === undefined) throw new Error('a cluster without a workload');
  const { cluster: stated, offer } = first.use;
  const named = (key: string, label: string, of: Node): Node =>
    graph.name(`portfolio.clusters.${id}.${key}`, label, of);
  const at = `clusters.${id}`;
  const used = anyOf(context, members.map(({ chosen }) => chosen));
  const whenUsed = (of: Node): Node => graph.multiply(used, of);
  const utilization = context.input(`${at}.utilization`, stated.utilization);
  const gpusPerReplica = largest(context, members.map(({ use }) => use.gpusPerReplica));
  const peak = named(
    'peak_load',
    'load at the busiest hour',
    busiest(context, members.map(({ chosen, use }) => ({ chosen, use: use.load }))),
  );
  const serving = named(
    'serving',
    'serving replicas',
    graph.maximum(
      whenUsed(context.input(`${at}.min_replicas`, stated.minimumReplicas)),
      graph.ceiling(graph.divide(peak, utilization)),
    ),
  );
  const standby = largestOf(context, members.map(({ chosen, use }) => ({ chosen, use: use.standby })));
  const spare = whenUsed(context.input(`${at}.spare`, stated.spare));
  const replicas = named('replicas', 'replicas', keptReplicas(context, serving, spare, standby));
  const nodes = named('nodes', 'nodes', nodesFor(context, offer, replicas, gpusPerReplica));
  const gpus = named('gpus', 'GPUs', graph.multiply(nodes, gpusPerNode(context, offer)));
  const working = graph.add(
    ...members.map(({ chosen, use }) =>
      graph.divide(graph.multiply(chosen, use.load.average, use.activeHours), hoursPerMonth),
    ),
  );
  const activeHours = offer.switchOff
    ? largestOf(context, members.map(({ chosen, use }) => ({ chosen, use: use.activeHours })))
    : hoursPerMonth;
  const busyGpus = graph.multiply(working, gpusPerReplica);
  const gpu = gpuCost(context, { activeHours }, offer, gpus, busyGpus);
  return {
    id,
    replicas,
    nodes,
    gpus,
    working,
    gpusPerReplica,
    monthly: named(
      'monthly',
      'cluster',
      graph.add(gpu.monthly, whenUsed(clusterUpkeep(context, stated))),
    ),
    outlay: gpu.purchase?.outlay ?? null,
    offer: offer.id,
    cloud: offer.cloud,
  };
}

function largest({ graph }: ModelContext, of: readonly Node[]): Node {
  const distinct = [...new Set(of)];
  const [only] = distinct;
  return only !== undefined && distinct.length === 1 ? only : graph.maximum(...distinct);
}
