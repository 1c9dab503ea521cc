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
  /** GPUs that serve what can wait, on average over all hours; null where nothing can. */
  readonly waiting: Node | null;
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
 * the cluster's own offer, paid for the hours in which they run, or all month where they cannot be switched off. Spot nodes serve
 * what can wait, after what is idle of the nodes that are kept; what is left of it runs on the cluster's own offer all month.
 */
export function fleetOf(
  context: ModelContext,
  { id, above, offers, hours, waiting, busyGpus }: FleetQuestion,
): Fleet {
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
      maximum: mostNodes(context, offer.term === 'spot' ? [] : hours, waiting, perNode),
      whole: true,
    });
    const gpus = graph.multiply(nodes, perNode);
    return { offer, nodes, gpus, cost: gpuCost(context, allMonth, offer, gpus, none) };
  });
  const keptOf = (isSpot: boolean): Node =>
    graph.add(
      none,
      ...bases.filter(({ offer }) => (offer.term === 'spot') === isSpot).map(({ gpus }) => gpus),
    );
  const kept = keptOf(false);
  const perNode = gpusPerNode(context, above);
  const added = hours.map(({ gpus, share }) => ({
    share,
    nodes: graph.ceiling(graph.divide(graph.maximum(none, graph.subtract(gpus, kept)), perNode)),
  }));
  const late =
    waiting === null ? null : lateNodes(context, { waiting, hours, kept, spot: keptOf(true), perNode });
  const busiest = graph.maximum(...added.map(({ nodes }) => nodes));
  const most = late === null ? busiest : graph.add(busiest, late);
  const running = graph.add(
    ...added.map(({ nodes, share }) => graph.multiply(nodes, share)),
    ...(late === null ? [] : [late]),
  );
  const paid = above.switchOff ? running : most;
  const cost = gpuCost(context, allMonth, above, graph.multiply(paid, perNode), busyGpus);
  const mostGpus = graph.multiply(most, perNode);
  const outlays = bases.flatMap(({ cost: { purchase } }) => (purchase === null ? [] : [purchase.outlay]));
  const named = (key: string, label: string, of: Node): Node =>
    graph.name(`portfolio.clusters.${id}.${key}`, label, of);
  return {
    nodes: named('nodes', 'nodes', graph.add(most, ...bases.map(({ nodes }) => nodes))),
    gpus: named(
      'gpus',
      'GPUs',
      graph.add(
        mostGpus,
        kept,
        ...bases.filter(({ offer }) => offer.term === 'spot').map(({ gpus: spot }) => spot),
      ),
    ),
    monthly: graph.add(cost.monthly, ...bases.map((base) => base.cost.monthly)),
    outlay: outlays.length === 0 ? null : graph.add(...outlays),
    rented: [
      { offer: above.id, gpus: mostGpus },
      ...bases.map(({ offer, gpus }) => ({ offer: offer.id, gpus })),
    ],
    kept: bases.map(({ offer, nodes }) => ({ offer: offer.id, nodes })),
  };
}

/** Nodes of the cluster's own offer for what can wait and finds neither an idle node that is kept nor a spot node. */
function lateNodes(
  { graph }: ModelContext,
  {
    waiting,
    hours,
    kept,
    spot,
    perNode,
  }: {
    readonly waiting: Node;
    readonly hours: FleetQuestion['hours'];
    readonly kept: Node;
    readonly spot: Node;
    readonly perNode: Node;
  },
): Node {
  const none = graph.constant(0, 'GPU');
  const idle = graph.add(
    ...hours.map(({ gpus, share }) => graph.multiply(share, graph.maximum(none, graph.subtract(kept, gpus)))),
  );
  const left = graph.maximum(none, graph.subtract(waiting, graph.add(idle, spot)));
  return graph.ceiling(graph.divide(left, perNode));
}

/** No plan keeps more nodes than hold all that everybody together needs. */
function mostNodes(
  context: ModelContext,
  hours: FleetQuestion['hours'],
  waiting: Node | null,
  perNode: Node,
): Exact {
  const all = new Map(
    [...context.graph.inputs.values()]
      .filter(({ address }) => address.startsWith('portfolio.choices.'))
      .map(({ address }) => [address, new Exact(1)] as const),
  );
  const busiest = hours
    .map(({ most }) => evaluate(most, all))
    .reduce((a, b) => (a.gt(b) ? a : b), new Exact(0));
  const late = waiting === null ? new Exact(0) : evaluate(waiting, all);
  return busiest.plus(late).div(evaluate(perNode)).ceil();
}
