import { Exact, type InputNode, type Node } from '../../formula/index.ts';
import { clusterUpkeep } from '../build/build.ts';
import { gpusPerNode, keptReplicas, nodesFor } from '../build/capacity.ts';
import { gpuCost } from '../build/gpu-cost.ts';
import type { ModelContext } from '../context.ts';
import type { Busy, ClusterUse } from '../types.ts';
import { busiest, loadByHour, type Member } from './busiest.ts';
import { fleetOf } from './fleet.ts';
import { anyOf, largestOf } from './choices.ts';
import { firm, mostOfAll, spilledLoads, type Spilled } from './overflow.ts';

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
  /** What its GPUs cost of that. */
  readonly rent: Node;
  /** GPUs by offer, at the busiest hour. */
  readonly rented: readonly { readonly offer: string; readonly gpus: Node }[];
  /** Replicas kept for what may overflow; the plan decides. Null where nothing may. */
  readonly base: InputNode | null;
  /** What overflows, by the choice that it is of. */
  readonly spilled: ReadonlyMap<Node, Spilled>;
  /** How many nodes of each offer are kept all month, where the cluster has several offers; the plan decides. */
  readonly kept: readonly { readonly offer: string; readonly nodes: InputNode }[];
  /** What buying it takes at the start; null where it is rented. */
  readonly outlay: Node | null;
  readonly offer: string;
  readonly cloud: string;
}

/**
 * Loads add up before they are rounded up to replicas; minimum and spare replicas count once, standby is the largest share of
 * the workloads served, and the GPUs are paid in the hours of the workload that is active longest. What may overflow asks for no
 * replicas of its own: it uses what the others leave, and what the plan keeps for it.
 */
export function sharedCluster(
  context: ModelContext,
  id: string,
  placed: readonly Member<ClusterUse>[],
): SharedCluster {
  const { graph, hoursPerMonth } = context;
  const [first] = placed;
  if (first === undefined) throw new Error('a cluster without a workload');
  // A fleet has room for what can wait; another cluster is held to its busiest hour.
  const members = first.use.cluster.fleet.length === 0 ? placed : placed.map((each) => atOnce(context, each));
  const { cluster: stated, offer } = first.use;
  const named = (key: string, label: string, of: Node): Node =>
    graph.name(`portfolio.clusters.${id}.${key}`, label, of);
  const at = `clusters.${id}`;
  const used = anyOf(
    context,
    members.map(({ chosen }) => chosen),
  );
  const whenUsed = (of: Node): Node => graph.multiply(used, of);
  const utilization = context.input(`${at}.utilization`, stated.utilization);
  const gpusPerReplica = largest(
    context,
    members.map(({ use }) => use.gpusPerReplica),
  );
  const served = firm(members);
  const none = graph.constant(0, 'replica');
  const loadOf = ({ use, ...member }: Member<ClusterUse>): Member<Busy> => ({ ...member, use: use.load });
  const peak = named(
    'peak_load',
    'load at the busiest hour',
    served.length === 0 ? none : busiest(context, served.map(loadOf)),
  );
  const base = served.length === members.length ? null : baseOf(context, id, members, utilization);
  const always = anyOf(
    context,
    served.map(({ chosen }) => chosen),
  );
  const minimum = graph.multiply(always, context.input(`${at}.min_replicas`, stated.minimumReplicas));
  const servingAt = (load: Node): Node =>
    graph.maximum(minimum, graph.ceiling(graph.divide(load, utilization)), ...(base === null ? [] : [base]));
  const serving = named('serving', 'serving replicas', servingAt(peak));
  const standby = largestOf(
    context,
    members.map(({ use, ...member }) => ({ ...member, use: use.standby })),
  );
  const spare = whenUsed(context.input(`${at}.spare`, stated.spare));
  const replicas = named('replicas', 'replicas', keptReplicas(context, serving, spare, standby));
  const hours = loadByHour(context, members.map(loadOf), served.map(loadOf));
  const spilled = spilledLoads(context, members, (hour) =>
    graph.multiply(stated.fleet.length === 0 ? serving : servingAt(hours[hour]?.load ?? none), utilization),
  );
  const working = graph.add(
    ...placed.map(({ chosen, use }) => {
      const load = graph.multiply(chosen, use.load.average);
      const bought = spilled.get(chosen)?.average;
      const own = bought === undefined ? load : graph.subtract(load, bought);
      const work = use.working === null ? own : graph.multiply(own, use.working);
      return graph.divide(graph.multiply(work, use.activeHours), hoursPerMonth);
    }),
  );
  const activeHours = offer.switchOff
    ? largestOf(
        context,
        members.map(({ use, ...member }) => ({ ...member, use: use.activeHours })),
      )
    : hoursPerMonth;
  const gpusAt = (load: Node): Node =>
    graph.multiply(keptReplicas(context, servingAt(load), spare, standby), gpusPerReplica);
  const busyGpus = graph.multiply(working, gpusPerReplica);
  const upkeep = whenUsed(clusterUpkeep(context, stated));
  const common = {
    id,
    replicas,
    working,
    gpusPerReplica,
    base,
    spilled,
    offer: offer.id,
    cloud: offer.cloud,
  };
  if (stated.fleet.length > 0) {
    const fleet = fleetOf(context, {
      id,
      above: offer,
      offers: stated.fleet,
      hours: hours.map(({ load, share, most }) => ({
        share,
        gpus: gpusAt(load),
        most: gpusAt(graph.constant(most, 'replica')),
      })),
      waiting: waitingGpus(context, placed, { utilization, gpusPerReplica }),
      busyGpus,
    });
    const { nodes, gpus, monthly: rent, rented, kept } = fleet;
    const monthly = named('monthly', 'cluster', graph.add(rent, upkeep));
    return { ...common, nodes, gpus, rent, rented, kept, monthly, outlay: fleet.outlay };
  }
  const nodes = named('nodes', 'nodes', nodesFor(context, offer, replicas, gpusPerReplica));
  const gpus = named('gpus', 'GPUs', graph.multiply(nodes, gpusPerNode(context, offer)));
  const gpu = gpuCost(context, { activeHours }, offer, gpus, busyGpus);
  return {
    ...common,
    nodes,
    gpus,
    rent: gpu.monthly,
    rented: [{ offer: offer.id, gpus }],
    kept: [],
    monthly: named('monthly', 'cluster', graph.add(gpu.monthly, upkeep)),
    outlay: gpu.purchase?.outlay ?? null,
  };
}

/** A use without the load that can wait. What may overflow is served when it comes. */
function atOnce(context: ModelContext, { use, ...member }: Member<ClusterUse>): Member<ClusterUse> {
  const { graph, one } = context;
  const { canWait, load, overflow } = use;
  if (canWait === null || overflow !== null) return { ...member, use };
  const rest = graph.subtract(one, canWait);
  const [average, peak] = [graph.multiply(rest, load.average), graph.multiply(rest, load.peak)];
  return { ...member, use: { ...use, load: { ...load, average, peak } } };
}

/** GPUs that serve what can wait, on average over all hours. */
function waitingGpus(
  { graph, hoursPerMonth }: ModelContext,
  members: readonly Member<ClusterUse>[],
  { utilization, gpusPerReplica }: { readonly utilization: Node; readonly gpusPerReplica: Node },
): Node | null {
  const loads = members.flatMap(({ chosen, use: { canWait, overflow, load, activeHours } }) =>
    canWait === null || overflow !== null
      ? []
      : [graph.divide(graph.multiply(chosen, canWait, load.average, activeHours), hoursPerMonth)],
  );
  return loads.length === 0
    ? null
    : graph.multiply(graph.divide(graph.add(...loads), utilization), gpusPerReplica);
}

/** Replicas kept for what may overflow: no more than hold all that may be placed here. */
function baseOf(
  context: ModelContext,
  id: string,
  members: readonly Member<ClusterUse>[],
  utilization: Node,
): InputNode {
  context.selects(utilization, 'how many replicas can be kept for what may overflow');
  return context.graph.input({
    address: `portfolio.clusters.${id}.base`,
    label: `replicas of ${id} kept for what may overflow`,
    value: new Exact(0),
    unit: 'replica',
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'decided by the plan' } },
    minimum: new Exact(0),
    maximum: mostOfAll(context, members).div(context.valueOf(utilization)).ceil(),
    whole: true,
  });
}

function largest({ graph }: ModelContext, of: readonly Node[]): Node {
  const distinct = [...new Set(of)];
  const [only] = distinct;
  return only !== undefined && distinct.length === 1 ? only : graph.maximum(...distinct);
}
