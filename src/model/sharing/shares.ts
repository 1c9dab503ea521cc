import { Exact, type Node } from '../../formula/index.ts';
import type { BuildOption, BurstOption, BuyOption, CascadeOption, Option } from '../../scenario/index.ts';
import { buildMultiplier, ownBuildCost, setupCost } from '../build/build.ts';
import { clusterLoad } from '../build/capacity.ts';
import { resolveCluster, statedCluster } from '../build/cluster.ts';
import { buyStatement, tokenEntry, type PaidElsewhere } from '../buy/buy.ts';
import type { PipelineCost } from '../buy/steps.ts';
import { statedMinimum } from '../buy/commitment.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { burstExcess, burstServed, hybridParts } from '../hybrid/hybrid.ts';
import type { Shares, Statement } from '../types.ts';

/**
 * What an option costs by itself, and what it asks of things that several workloads can share; of a burst, in each size that a
 * plan can give it. `statement` is its own.
 */
export function sharesOf(
  context: ModelContext,
  demand: WorkloadDemand,
  option: Option,
  statement: Statement,
  pipeline: PipelineCost,
): readonly Shares[] {
  const shares = modelShares(context, demand, option, statement, pipeline);
  if (pipeline.lines.length === 0) return shares;
  const steps = pipeline.lines.map(({ monthly }) => monthly);
  return shares.map((each) => ({
    ...each,
    own: context.graph.add(each.own, ...steps),
    vendors: [...new Set([...each.vendors, ...pipeline.vendors])],
  }));
}

/** Of the model call that the options compete for. */
function modelShares(
  context: ModelContext,
  demand: WorkloadDemand,
  option: Option,
  statement: Statement,
  { lines }: PipelineCost,
): readonly Shares[] {
  if (option.kind === 'buy') {
    // Without the steps it is another statement than the option's own, and so are its steps.
    const place = `workloads.${demand.workload.id}.options.${option.id}.model`;
    return [boughtShares(context, demand, option, lines.length === 0 ? undefined : place)];
  }
  if (option.kind === 'build') return [builtShares(context, demand, option)];
  return option.form === 'burst'
    ? burstShares(context, demand, option, statement)
    : [cascadeShares(context, demand, option)];
}

const nothing = {
  setup: null,
  clusters: [],
  teams: [],
  platforms: [],
  channels: [],
  units: [],
  vendors: [],
  replicas: null,
} as const;

function boughtShares(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  into?: string,
  paid?: PaidElsewhere,
): Shares {
  const { graph } = context;
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const entry = tokenEntry(context, option.price);
  const { statement, spend, units } = buyStatement(context, demand, option, into, paid);
  const line = (id: string): Node => {
    const found = statement.lines.find((each) => each.id === id);
    if (found === undefined) throw new Error(`a buy option has no line ${id}`);
    return found.monthly;
  };
  const vendors = [entry.channel];
  if (units !== null) {
    const uplift = context.input(
      `workloads.${demand.workload.id}.failover.uplift`,
      demand.workload.failover.uplift,
    );
    return {
      ...nothing,
      vendors,
      own: graph.add(line('infrastructure'), line('observability')),
      channels: [],
      units: [
        {
          entry,
          option,
          place,
          uplift,
          units: busy(context, demand, graph.divide(units, demand.peak), units),
        },
      ],
    };
  }
  const looksAtSpend =
    context.row(entry.id, entry.rows).commitment !== null || statedMinimum(context, place, option) !== null;
  if (!looksAtSpend) return { ...nothing, vendors, own: statement.monthly };
  const others = statement.lines.filter(({ id }) => id !== 'commitment').map(({ monthly }) => monthly);
  const apart = graph.subtract(graph.add(...others), spend);
  return { ...nothing, vendors, own: apart, channels: [{ entry, option, place, spend }] };
}

function busy(context: ModelContext, demand: WorkloadDemand, average: Node, peak?: Node) {
  const { profile } = demand.workload;
  return { average, peak: peak ?? context.graph.multiply(demand.peak, average), profile };
}

function builtShares(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuildOption,
  paid: PaidElsewhere & { readonly withoutTeam?: boolean } = {},
): Shares {
  const { workload } = demand;
  const cluster = resolveCluster(context, statedCluster(context, option.cluster), demand);
  const multiplier = buildMultiplier(context, demand, option);
  const { load, attempts } = clusterLoad(context, demand, cluster, multiplier);
  return {
    ...nothing,
    own: ownBuildCost(context, demand, option, attempts, paid.observability),
    setup: setupCost(context, workload.id, option),
    clusters: [
      {
        cluster: cluster.cluster,
        offer: cluster.offer,
        gpusPerReplica: cluster.gpusPerReplica,
        load: busy(context, demand, load),
        activeHours: demand.activeHours,
        standby: context.input(`workloads.${workload.id}.failover.standby`, workload.failover.standby),
      },
    ],
    teams: option.team === null || paid.withoutTeam === true ? [] : [option.team],
    platforms: cluster.cluster.platforms,
    vendors: [cluster.offer.cloud],
  };
}

function cascadeShares(context: ModelContext, demand: WorkloadDemand, option: CascadeOption): Shares {
  const { graph, one } = context;
  const into = `workloads.${demand.workload.id}.options.${option.id}`;
  const [small, large] = hybridParts(demand.workload, option);
  if (small === undefined || large === undefined) throw new Error('a cascade has two parts');
  const settled = context.input(`${into}.cascade.settled`, option.settled);
  const rest = demand.scaled(graph.subtract(one, settled));
  const paid = { infrastructure: small.kind === 'buy', observability: true };
  return joined(context, [
    small.kind === 'buy'
      ? boughtShares(context, demand, small, `${into}.small`)
      : builtShares(context, demand, small),
    large.kind === 'buy'
      ? boughtShares(context, rest, large, `${into}.large`, paid)
      : builtShares(context, rest, large, paid),
  ]);
}

function joined({ graph }: ModelContext, parts: readonly Shares[]): Shares {
  const setups = parts.flatMap(({ setup }) => (setup === null ? [] : [setup]));
  return {
    ...nothing,
    own: graph.add(...parts.map(({ own }) => own)),
    setup: setups.length === 0 ? null : graph.add(...setups),
    clusters: parts.flatMap(({ clusters }) => clusters),
    teams: [...new Set(parts.flatMap(({ teams }) => teams))],
    platforms: [...new Set(parts.flatMap(({ platforms }) => platforms))],
    channels: parts.flatMap(({ channels }) => channels),
    units: parts.flatMap(({ units }) => units),
    vendors: [...new Set(parts.flatMap(({ vendors }) => vendors))],
  };
}

/** A plan chooses among so many sizes of a burst, or a few less. */
const mostBurstSizes = 24;

/**
 * A burst puts the load of each hour on the shared cluster, up to the work of so many replicas, and buys the rest: a size for
 * each number that the plan can choose, or the one that is stated.
 */
function burstShares(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BurstOption,
  statement: Statement,
): readonly Shares[] {
  const { graph } = context;
  const { capacity } = statement;
  const [base, overflow] = hybridParts(demand.workload, option);
  if (base?.kind !== 'build' || overflow?.kind !== 'buy' || capacity === null)
    throw new Error('a burst plan was not checked');
  const alone = context.valueOf(capacity.serving);
  const cluster = statedCluster(context, base.cluster);
  const utilization = context.input(`clusters.${base.cluster}.utilization`, cluster.utilization);
  const built = builtShares(context, demand, base);
  const [use] = built.clusters;
  if (use === undefined) throw new Error('a build is on a cluster');
  context.selects(use.load.peak, 'how many sizes of a burst a plan can choose from');
  const full = context.valueOf(graph.ceiling(graph.divide(use.load.peak, utilization))).toNumber();
  return burstSizes(option, alone, full).map((size) => {
    const kept = graph.constant(size, 'replica');
    const room = graph.multiply(kept, utilization);
    const profile = demand.workload.profile ?? [];
    const average = burstServed(context, demand.workload, use.load.average, room);
    const mean = context.valueOf(average);
    const most = context.valueOf(room);
    const load = context.valueOf(use.load.average);
    const into = `workloads.${demand.workload.id}.options.${option.id}.sizes.${size.toFixed()}`;
    const one = demand.withVolume(graph.constant(1, demand.volume.unit));
    const perVolume = builtShares(context, one, base).clusters[0]?.load.average;
    if (perVolume === undefined) throw new Error('a build is on a cluster');
    const excess = burstExcess(context, demand, graph.divide(room, perVolume));
    const bought = boughtShares(context, demand.withVolume(excess), overflow, `${into}.buy`);
    return {
      ...joined(context, [built, bought]),
      replicas: size,
      clusters: [
        {
          ...use,
          load: {
            average,
            peak: graph.minimum(use.load.peak, room),
            // Weights of what is served, so that they have a mean of one again.
            profile: mean.isZero()
              ? profile
              : profile.map((weight) => Exact.min(weight.times(load), most).div(mean)),
          },
        },
      ],
    };
  });
}

/**
 * Up to all that the peak needs, in steps of a quarter of a replica or more: what others leave of a shared replica is seldom a
 * whole one. The size that is best for the workload alone is among them.
 */
function burstSizes({ replicas }: BurstOption, alone: Exact, full: number): readonly Exact[] {
  if (replicas !== null) return [replicas.value];
  let step = 0.25;
  while (full / step > mostBurstSizes) step *= 2;
  const sizes = new Set<number>();
  for (let size = step; size < full; size += step) sizes.add(size);
  if (alone.gt(0)) sizes.add(alone.toNumber());
  return [...sizes.add(full)].sort((a, b) => a - b).map((size) => new Exact(size));
}
