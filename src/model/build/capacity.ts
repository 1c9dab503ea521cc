import type { GpuOffer } from '../../catalog/index.ts';
import type { Graph, Node } from '../../formula/index.ts';
import type { ResolvedCluster } from './cluster.ts';
import { provenanceOf, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { attemptsPerRequest } from '../demand/retries.ts';
import type { Capacity } from '../types.ts';

/** The average load that a demand puts on a cluster, and the attempts per request behind it. */
export interface ClusterLoad {
  /** Replicas working flat out, on average over the active hours. */
  readonly load: Node;
  /** Attempts per request from the cluster's own failure rate, A_b. */
  readonly attempts: Node;
}

/** Load (docs/model.md): ρ = v·A_b·(1 + e + a)·[ I·(1 - q)/θ_pre + O/θ_dec ] / (3,600·H_a), or (I + O)/θ_mix. */
export function clusterLoad(
  context: ModelContext,
  demand: WorkloadDemand,
  cluster: ResolvedCluster,
  multiplier: Node | null,
): ClusterLoad {
  const { graph, one } = context;
  const failureRate = context.input(
    `clusters.${cluster.cluster.id}.failure_rate`,
    cluster.cluster.failureRate,
  );
  const attempts = attemptsPerRequest(context, failureRate, demand.retries.maximum);
  const streams = multiplier === null ? demand.streams : demand.multiplied(multiplier);
  const busy = graph.add(...streams.map((stream) => cluster.busySeconds(stream)));
  const traffic = graph.multiply(busy, attempts, graph.add(one, demand.experimentation, demand.abShare));
  return { load: graph.divide(traffic, graph.convert(demand.activeHours, 'second/month')), attempts };
}

/** Where a plan fixes the replicas kept (burst), otherwise the peak decides; and what these work on average. */
export interface CapacityPlan {
  readonly serving?: Node;
  readonly served?: (load: Node, utilization: Node) => Node;
}

/** What is reserved, and the replicas of it that work on average: less than the load where part of it goes elsewhere. */
export interface ReservedCapacity extends Capacity {
  readonly working: Node;
}

/**
 * n = max(n_min, ceil(k·ρ/U)), or as the plan has it; n_total = n + spare + ceil(s·n); nodes = ceil(n_total·g/N);
 * GPUs = nodes·N; achieved utilization = ρ·g/GPUs of the ρ that is served. Steps are named below `into`.
 */
export function reservedCapacity(
  context: ModelContext,
  demand: WorkloadDemand,
  cluster: ResolvedCluster,
  load: Node,
  into: string,
  plan: CapacityPlan = {},
): ReservedCapacity {
  const { graph } = context;
  const { cluster: stated, offer, gpusPerReplica } = cluster;
  const at = `clusters.${stated.id}`;
  const utilization = context.input(`${at}.utilization`, stated.utilization);
  const minimum = context.input(`${at}.min_replicas`, stated.minimumReplicas);
  const spare = context.input(`${at}.spare`, stated.spare);
  const standby = context.input(
    `workloads.${demand.workload.id}.failover.standby`,
    demand.workload.failover.standby,
  );
  const node = gpusPerNode(context, offer);
  const named = (key: string, label: string, of: Node): Node => graph.name(`${into}.${key}`, label, of);
  const average = named('load', 'average load', load);
  const needed = graph.divide(graph.multiply(demand.peak, average), utilization);
  const n = named(
    'serving',
    'serving replicas',
    plan.serving ?? graph.maximum(minimum, graph.ceiling(needed)),
  );
  const replicas = named('replicas', 'replicas', keptReplicas(context, n, spare, standby));
  const nodes = named('nodes', 'nodes', nodesFor(context, offer, replicas, gpusPerReplica));
  const gpus = named('gpus', 'GPUs', graph.multiply(nodes, node));
  const working = plan.served?.(average, utilization) ?? average;
  const perReplica = graph.divide(demand.tokens, graph.multiply(demand.peak, average));
  return {
    load: average,
    working,
    serving: n,
    replicas,
    nodes,
    gpus,
    utilization: named(
      'utilization',
      'achieved utilization',
      graph.divide(graph.multiply(working, gpusPerReplica), gpus),
    ),
    fullVolume: named(
      'full_volume',
      'volume at which the GPUs that are paid for are full',
      graph.multiply(perReplica, utilization, paidServing(context, cluster, { gpus, spare, standby })),
    ),
  };
}

/** Serving replicas with those kept spare and for standby: n + spare + ceil(s·n). */
export function keptReplicas({ graph }: ModelContext, serving: Node, spare: Node, standby: Node): Node {
  return graph.add(serving, spare, graph.ceiling(graph.multiply(standby, serving)));
}

/** GPUs of the smallest unit that an offer is rented or bought in. */
export function gpusPerNode(context: ModelContext, offer: GpuOffer): Node {
  const from = provenanceOf(context.row(offer.id, offer.rows));
  return context.price(`offers.${offer.id}.node`, offer.node, from);
}

/** Whole nodes of an offer that hold so many replicas, and no fewer than the vendor rents. */
export function nodesFor(context: ModelContext, offer: GpuOffer, replicas: Node, gpusPerReplica: Node): Node {
  const { graph } = context;
  const node = gpusPerNode(context, offer);
  const required = graph.ceiling(graph.divide(graph.multiply(replicas, gpusPerReplica), node));
  return atLeast(context, offer, replicas, required, node);
}

/**
 * Replicas that the GPUs of whole nodes hold, less those kept spare and for standby: of R replicas the most that can serve
 * are the largest n with n + spare + ceil(s·n) ≤ R, which is floor((R - spare)/(1 + s)).
 */
function paidServing(
  { graph, one }: ModelContext,
  { gpusPerReplica }: ResolvedCluster,
  { gpus, spare, standby }: { readonly gpus: Node; readonly spare: Node; readonly standby: Node },
): Node {
  const held = wholePart(graph, graph.divide(gpus, gpusPerReplica));
  return wholePart(graph, graph.divide(graph.subtract(held, spare), graph.add(one, standby)));
}

/** The largest whole number that is not above: -ceil(-x). */
function wholePart(graph: Graph, of: Node): Node {
  const none = graph.constant(0, of.unit);
  return graph.subtract(none, graph.ceiling(graph.subtract(none, of)));
}

/** The nodes of a vendor who rents no fewer than some number of GPUs; where nothing is kept, nothing is rented. */
function atLeast(context: ModelContext, offer: GpuOffer, replicas: Node, nodes: Node, node: Node): Node {
  if (offer.minimum === undefined) return nodes;
  const { graph } = context;
  const from = provenanceOf(context.row(offer.id, offer.rows));
  const address = `offers.${offer.id}.minimum`;
  const fewest = context.price(address, offer.minimum, from);
  const least = graph.maximum(nodes, graph.ceiling(graph.divide(fewest, node)));
  const none = graph.constant(0, 'replica');
  return graph.choose({
    by: replicas,
    otherwise: nodes,
    cases: [{ above: none, value: least }],
    inclusive: false,
  });
}
