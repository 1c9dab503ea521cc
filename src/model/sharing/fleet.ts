import type { GpuOffer } from '../../catalog/index.ts';
import { evaluate, Exact, type InputNode, type Node } from '../../formula/index.ts';
import { gpuOffer } from '../build/cluster.ts';
import { gpusPerNode } from '../build/capacity.ts';
import { gpuCost } from '../build/gpu-cost.ts';
import type { ModelContext } from '../context.ts';

interface FleetQuestion {
  readonly id: string;
  /** The offer of what is needed beyond the nodes that are kept. */
  readonly above: GpuOffer;
  readonly offers: readonly string[];
  /** GPUs that are needed, by hours of the week with their share of it, and no plan needs more than `most`. */
  readonly hours: readonly { readonly gpus: Node; readonly share: Node; readonly most: Node }[];
  /** GPUs that work on average. */
  readonly busyGpus: Node;
}

interface Fleet {
  readonly nodes: Node;
  readonly gpus: Node;
  readonly monthly: Node;
  readonly outlay: Node | null;
  readonly rented: readonly { readonly offer: string; readonly gpus: Node }[];
  readonly kept: readonly { readonly offer: string; readonly nodes: InputNode }[];
}

/**
 * Several offers for one cluster: nodes that are kept all month, a decision of the plan, and above them in each hour nodes of
 * the cluster's own offer, paid for the hours in which they run, or all month where they cannot be switched off.
 */
export function fleetOf(context: ModelContext, { id, above, offers, hours, busyGpus }: FleetQuestion): Fleet {
  const { graph, hoursPerMonth } = context;
  const none = graph.constant(0, 'GPU');
  const allMonth = { activeHours: hoursPerMonth };
  const bases = offers.map((name) => {
    const offer = gpuOffer(context, name);
    const perNode = gpusPerNode(context, offer);
    const nodes = graph.input({
      address: `portfolio.clusters.${id}.kept.${name}`,
      label: `nodes of ${name} kept all month`,
      value: new Exact(0),
      unit: 'node',
      provenance: { kind: 'stated', origin: { type: 'assumption', words: 'decided by the plan' } },
      minimum: new Exact(0),
      maximum: mostNodes(context, hours, perNode),
      whole: true,
    });
    const gpus = graph.multiply(nodes, perNode);
    return { offer, nodes, gpus, cost: gpuCost(context, allMonth, offer, gpus, none) };
  });
  const kept = graph.add(...bases.map(({ gpus }) => gpus));
  const perNode = gpusPerNode(context, above);
  const added = hours.map(({ gpus, share }) => ({
    share,
    nodes: graph.ceiling(graph.divide(graph.maximum(none, graph.subtract(gpus, kept)), perNode)),
  }));
  const most = graph.maximum(...added.map(({ nodes }) => nodes));
  const paid = above.switchOff
    ? graph.add(...added.map(({ nodes, share }) => graph.multiply(nodes, share)))
    : most;
  const cost = gpuCost(context, allMonth, above, graph.multiply(paid, perNode), busyGpus);
  const mostGpus = graph.multiply(most, perNode);
  const outlays = bases.flatMap(({ cost: { purchase } }) => (purchase === null ? [] : [purchase.outlay]));
  const named = (key: string, label: string, of: Node): Node =>
    graph.name(`portfolio.clusters.${id}.${key}`, label, of);
  return {
    nodes: named('nodes', 'nodes', graph.add(most, ...bases.map(({ nodes }) => nodes))),
    gpus: named('gpus', 'GPUs', graph.add(mostGpus, kept)),
    monthly: graph.add(cost.monthly, ...bases.map((base) => base.cost.monthly)),
    outlay: outlays.length === 0 ? null : graph.add(...outlays),
    rented: [
      { offer: above.id, gpus: mostGpus },
      ...bases.map(({ offer, gpus }) => ({ offer: offer.id, gpus })),
    ],
    kept: bases.map(({ offer, nodes }) => ({ offer: offer.id, nodes })),
  };
}

/** No plan keeps more nodes than hold all that everybody together needs. */
function mostNodes(context: ModelContext, hours: FleetQuestion['hours'], perNode: Node): Exact {
  const all = new Map(
    [...context.graph.inputs.values()]
      .filter(({ address }) => address.startsWith('portfolio.choices.'))
      .map(({ address }) => [address, new Exact(1)] as const),
  );
  return hours
    .map(({ most }) => evaluate(most, all).div(evaluate(perNode)).ceil())
    .reduce((a, b) => (a.gt(b) ? a : b), new Exact(0));
}
