import type { Exact, Node } from '../../formula/index.ts';
import type { Quantity } from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import type { ModelContext } from '../context.ts';
import type { Choice, SharedCost } from './choice.ts';
import type { SharedTeam } from './team.ts';
import { anyOf } from './choices.ts';
import type { SharedCluster } from './cluster.ts';

/** Something that a plan has to meet, where it stands in the file. */
export interface PlanLimit {
  /** Its address: `plan.budget`, `plan.quotas.quote-a`. */
  readonly id: string;
  readonly label: string;
  readonly span: Span | undefined;
  readonly rows: readonly { readonly of: Node; readonly lower?: Exact; readonly upper?: Exact }[];
}

interface Planned {
  readonly choices: readonly Choice[];
  readonly shared: readonly SharedCost[];
  readonly clusters: readonly { readonly cluster: SharedCluster; readonly takers: readonly Choice[] }[];
  readonly teams: readonly SharedTeam[];
  readonly monthly: Node;
}

/** The limits of `plan`, as formulas over what is decided. */
export function planLimits(context: ModelContext, planned: Planned): readonly PlanLimit[] {
  const { graph, scenario } = context;
  const { plan } = scenario;
  const most = (
    id: string,
    label: string,
    of: Node | null,
    quantity: Quantity | null,
  ): readonly PlanLimit[] => {
    if (quantity === null || of === null) return [];
    const limit = context.input(id, quantity);
    const slack = graph.subtract(of, limit);
    const zero = quantity.value.minus(quantity.value);
    return [{ id, label, span: quantity.span, rows: [{ of: slack, upper: zero }] }];
  };
  const quotas = [...plan.quotas].flatMap(([offer, quantity]) => {
    const gpus = planned.clusters.flatMap(({ cluster }) =>
      cluster.rented.flatMap((each) => (each.offer === offer ? [each.gpus] : [])),
    );
    const of = gpus.length === 0 ? null : graph.add(...gpus);
    return most(`plan.quotas.${offer}`, `at most ${shown(quantity)} GPUs of ${offer}`, of, quantity);
  });
  const headcounts = [...plan.headcount].flatMap(([id, quantity]) => {
    const team = planned.teams.find((each) => each.id === id);
    return most(
      `plan.headcount.${id}`,
      `at most ${shown(quantity)} FTE in ${id}`,
      team?.headcount ?? null,
      quantity,
    );
  });
  const { currency } = scenario;
  return [
    ...most('plan.budget', `at most ${shown(plan.budget)} ${currency}/month`, planned.monthly, plan.budget),
    ...most(
      'plan.outlay',
      `at most ${shown(plan.outlay)} ${currency} at the start`,
      outlay(context, planned),
      plan.outlay,
    ),
    ...most(
      'plan.vendors',
      `at most ${shown(plan.vendors)} vendors`,
      vendorCount(context, planned),
      plan.vendors,
    ),
    ...largestShare(context, planned),
    ...twoVendors(context, planned),
    ...quotas,
    ...headcounts,
  ];
}

function shown(quantity: Quantity | null): string {
  return quantity?.value.toString() ?? '';
}

function outlay(context: ModelContext, { choices, clusters }: Planned): Node {
  const { graph } = context;
  return graph.add(
    graph.constant(0, context.money('')),
    ...choices.flatMap(({ taken, shares }) =>
      shares.setup === null ? [] : [graph.multiply(taken, shares.setup)],
    ),
    ...clusters.flatMap(({ cluster }) => (cluster.outlay === null ? [] : [cluster.outlay])),
  );
}

function vendorsOf(choices: readonly Choice[]): readonly string[] {
  return [...new Set(choices.flatMap(({ shares }) => shares.vendors))];
}

function vendorCount(context: ModelContext, { choices }: Planned): Node {
  const used = vendorsOf(choices).map((vendor) =>
    anyOf(
      context,
      choices.filter(({ shares }) => shares.vendors.includes(vendor)).map(({ taken }) => taken),
    ),
  );
  return context.graph.add(context.graph.constant(0), ...used);
}

/** What a vendor is paid: for options that are bought from it alone, for its spend and units, and for its GPUs. */
function paidTo(context: ModelContext, vendor: string, { choices, shared, clusters }: Planned): Node {
  const { graph } = context;
  const bought = choices.filter(
    ({ option, shares }) => option.kind === 'buy' && shares.vendors.includes(vendor),
  );
  return graph.add(
    graph.constant(0, context.money('/month')),
    ...bought.map(({ taken, own }) => graph.multiply(taken, own)),
    ...shared.flatMap(({ kind, monthly, choices: users }) =>
      (kind === 'commitment' || kind === 'provisioned') && users[0]?.shares.vendors.includes(vendor) === true
        ? [monthly]
        : [],
    ),
    ...clusters.flatMap(({ cluster }) => (cluster.cloud === vendor ? [cluster.rent] : [])),
  );
}

function largestShare(context: ModelContext, planned: Planned): readonly PlanLimit[] {
  const { graph, scenario } = context;
  const { largestShare: stated } = scenario.plan;
  if (stated === null) return [];
  const id = 'plan.largest_share';
  const share = context.input(id, stated);
  const paid = vendorsOf(planned.choices).map((vendor) => paidTo(context, vendor, planned));
  if (paid.length === 0) return [];
  const allowed = graph.multiply(share, graph.add(...paid));
  const zero = stated.value.minus(stated.value);
  return [
    {
      id,
      label: `no vendor has more than ${stated.value.times(100).toString()} % of what vendors are paid`,
      span: stated.span,
      rows: paid.map((each) => ({ of: graph.subtract(each, allowed), upper: zero })),
    },
  ];
}

/** An option counts only where what it fails over to is there and of other vendors. */
function twoVendors({ graph, scenario }: ModelContext, { choices }: Planned): readonly PlanLimit[] {
  return scenario.plan.twoVendors.map((workload, index) => {
    const own = choices.filter((each) => each.workload === workload);
    const single = own.filter(({ option, shares }) => {
      const second = own.find((each) => each.option.id === option.option.failover);
      return second === undefined || second.shares.vendors.some((vendor) => shares.vendors.includes(vendor));
    });
    const zero = graph.constant(0);
    return {
      id: `plan.two_vendors.${index}`,
      label: `${workload} has a second vendor to fail over to`,
      span: scenario.plan.span,
      rows: [{ of: graph.add(zero, ...single.map(({ taken }) => taken)), upper: zero.value }],
    };
  });
}
