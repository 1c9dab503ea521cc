import type { GpuOffer } from '../../catalog/index.ts';
import type { Graph, Node } from '../../formula/index.ts';
import type { ResolvedCluster } from './cluster.ts';
import { provenanceOf, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { attemptsPerRequest } from '../demand/retries.ts';
import type { Capacity, LatencyCapacity } from '../types.ts';
import { latencyRule, type LatencyRule } from './latency.ts';

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

/** The share of a replica that the load may take at the peak, and the latency limit that it follows from, if any. */
export interface PeakUtilization {
  readonly utilization: Node;
  readonly latency: LatencyRule | null;
}

/**
 * U, or less where a latency limit allows less: a replica that takes r requests a second within the limit, each s seconds of its
 * work, is busy r·s of the time. With U' = min(U, r·s) the replicas at the peak are ceil(k·ρ/U') = max(ceil(k·ρ/U), ceil(k·λ/r)).
 */
export function peakUtilization(
  context: ModelContext,
  demand: WorkloadDemand,
  cluster: ResolvedCluster,
  multiplier: Node | null,
): PeakUtilization {
  const { graph } = context;
  const target = context.input(`clusters.${cluster.cluster.id}.utilization`, cluster.cluster.utilization);
  if (typeof demand.workload.constraints.latency === 'string') return { utilization: target, latency: null };
  const one = demand.withVolume(graph.constant(1, demand.volume.unit));
  const streams = multiplier === null ? one.streams : one.multiplied(multiplier);
  const latency = latencyRule(context, demand, cluster, streams);
  if (latency === null) return { utilization: target, latency };
  const busy = graph.add(...streams.map((stream) => cluster.busySeconds(stream)));
  const each = graph.divide(busy, one.requireRequests('constraints.latency'));
  return { utilization: graph.minimum(target, graph.multiply(latency.rate, each)), latency };
}

/** Where a plan fixes the replicas kept (burst), otherwise the peak decides; and what these work on average. */
export interface CapacityPlan {
  readonly serving?: Node;
  readonly served?: (load: Node, utilization: Node) => Node;
}

/** What is reserved, and the replicas of it that work on average: less than the load where part of it goes elsewhere. */
export interface ReservedCapacity extends Capacity {
  readonly working: Node;
  /** U, or what a latency limit leaves of it. */
  readonly atPeak: Node;
  readonly latencyNotes: readonly string[];
}

/**
 * n = max(n_min, ceil(k·ρ/U)), with a latency limit also at least ceil(k·λ/r), or as the plan has it; n_total = n + spare + ceil(s·n); nodes = ceil(n_total·g/N);
 * GPUs = nodes·N; achieved utilization = ρ·g/GPUs of the ρ that is served. Steps are named below `into`.
 */
export function reservedCapacity(
  context: ModelContext,
  demand: WorkloadDemand,
  cluster: ResolvedCluster,
  { load, attempts }: ClusterLoad,
  into: string,
  plan: CapacityPlan & { readonly multiplier: Node | null },
): ReservedCapacity {
  const { graph } = context;
  const { cluster: stated, offer, gpusPerReplica } = cluster;
  const at = `clusters.${stated.id}`;
  const { utilization, latency } = peakUtilization(context, demand, cluster, plan.multiplier);
  const minimum = context.input(`${at}.min_replicas`, stated.minimumReplicas);
  const spare = context.input(`${at}.spare`, stated.spare);
  const standby = context.input(
    `workloads.${demand.workload.id}.failover.standby`,
    demand.workload.failover.standby,
  );
  const node = gpusPerNode(context, offer);
  const named = (key: string, label: string, of: Node): Node => graph.name(`${into}.${key}`, label, of);
  const average = named('load', 'average load', load);
  const rule = latency && latencyCapacity(context, demand, cluster, { latency, load, attempts, into });
  const needed =
    rule === null
      ? [graph.ceiling(graph.divide(graph.multiply(demand.peak, average), utilization))]
      : [rule.byUtilization, rule.byLatency];
  const n = named('serving', 'serving replicas', plan.serving ?? graph.maximum(minimum, ...needed));
  const replicas = named('replicas', 'replicas', keptReplicas(context, n, spare, standby));
  const nodes = named('nodes', 'nodes', nodesFor(context, offer, replicas, gpusPerReplica));
  const gpus = named('gpus', 'GPUs', graph.multiply(nodes, node));
  const working = plan.served?.(average, utilization) ?? average;
  const perReplica = graph.divide(demand.tokens, graph.multiply(demand.peak, average));
  return {
    load: average,
    working,
    atPeak: utilization,
    latencyNotes: latency?.notes ?? [],
    latency: latency &&
      rule && { ...rule, ...timesAtPeak(context, latency, rule, { n, into, room: plan.serving }) },
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

type AtPeak = Pick<LatencyCapacity, 'firstToken' | 'perToken' | 'inFlight' | 'inFlightAtLimit'>;
type Rule = Omit<LatencyCapacity, keyof AtPeak>;

/** ceil(k·ρ/U) beside ceil(k·λ/r), λ = v·A_b·(1 + e + a)/(3,600·H_a) requests per second. */
function latencyCapacity(
  context: ModelContext,
  demand: WorkloadDemand,
  { cluster }: ResolvedCluster,
  { latency, load, attempts, into }: ClusterLoad & { readonly latency: LatencyRule; readonly into: string },
): Rule {
  const { graph, one } = context;
  const target = context.input(`clusters.${cluster.id}.utilization`, cluster.utilization);
  const requests = demand.requireRequests('constraints.latency');
  const sent = graph.multiply(requests, attempts, graph.add(one, demand.experimentation, demand.abShare));
  const named = (key: string, label: string, of: Node): Node => graph.name(`${into}.${key}`, label, of);
  const rate = named(
    'rate_within_latency',
    'requests per second of a replica within the latency limit',
    latency.rate,
  );
  const peakRate = named(
    'peak_rate',
    'requests per second at the peak',
    graph.multiply(demand.peak, graph.divide(sent, graph.convert(demand.activeHours, 'second/month'))),
  );
  return {
    rate,
    peakRate,
    share: latency.share,
    byUtilization: named(
      'serving_by_utilization',
      'replicas that utilization asks for',
      graph.ceiling(graph.divide(graph.multiply(demand.peak, load), target)),
    ),
    byLatency: named(
      'serving_by_latency',
      'replicas that the latency limit asks for',
      graph.ceiling(graph.divide(peakRate, rate)),
    ),
  };
}

/** The times at what a replica takes at the peak: k·λ/n; where a plan fixes the replicas kept, no more than the limit allows. */
function timesAtPeak(
  { graph }: ModelContext,
  { firstToken, perToken, request }: LatencyRule,
  { rate, peakRate }: Rule,
  { n, into, room }: { readonly n: Node; readonly into: string; readonly room: Node | undefined },
): AtPeak {
  const load = room === undefined ? graph.divide(peakRate, n) : rate;
  // Little's law: so many a second, each for so long.
  const inFlight = (of: Node): Node | null =>
    request && graph.multiply(of, graph.convert(request(of), 'second'));
  const inFlightNow = inFlight(load);
  return {
    inFlight:
      inFlightNow &&
      graph.name(`${into}.in_flight`, 'requests in flight on a replica at the peak', inFlightNow),
    inFlightAtLimit: inFlight(rate),
    firstToken:
      firstToken && graph.name(`${into}.ttft`, 'time to the first token at the peak', firstToken(load)),
    perToken: perToken && graph.name(`${into}.tpot`, 'time per output token at the peak', perToken(load)),
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
