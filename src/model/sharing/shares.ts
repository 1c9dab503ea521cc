import type { TokenEntry } from '../../catalog/index.ts';
import { Exact, type Node } from '../../formula/index.ts';
import type { BuildOption, BurstOption, BuyOption, CascadeOption, Option } from '../../scenario/index.ts';
import { buildMultiplier, ownBuildCost, setupCost } from '../build/build.ts';
import { clusterLoad, peakUtilization } from '../build/capacity.ts';
import { resolveCluster, statedCluster, type ResolvedCluster } from '../build/cluster.ts';
import { buyStatement, spillingDemand, tokenEntry, unitsPerVolume, type PaidElsewhere } from '../buy/buy.ts';
import type { PipelineCost } from '../buy/steps.ts';
import { upliftedSpend } from '../buy/commitment.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { loadServed, volumeAbove } from '../demand/hours.ts';
import { hybridParts } from '../hybrid/hybrid.ts';
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
  if (option.spillover) return spillingShares(context, demand, option, into ?? place, paid);
  const { statement, spend, units } = buyStatement(context, demand, option, into, paid);
  const line = (id: string): Node => {
    const found = statement.lines.find((each) => each.id === id);
    if (found === undefined) throw new Error(`a buy option has no line ${id}`);
    return found.monthly;
  };
  const vendors = [entry.channel];
  if (units !== null) {
    const load = busy(context, demand, graph.divide(units, demand.peak), units);
    return {
      ...nothing,
      vendors,
      own: graph.add(line('infrastructure'), line('observability'), ...seats(statement)),
      channels: [],
      units: [{ entry, option, place, uplift: upliftOf(context, demand), load, overflow: null }],
    };
  }
  if (!looksAtSpend(context, entry)) return { ...nothing, vendors, own: statement.monthly };
  const others = statement.lines.filter(({ id }) => id !== 'commitment').map(({ monthly }) => monthly);
  const apart = graph.subtract(graph.add(...others), spend);
  return { ...nothing, vendors, own: apart, channels: [{ entry, option, place, spend, of: 'choice' }] };
}

function seats({ lines }: Statement): readonly Node[] {
  return lines.filter(({ id }) => id === 'seats').map(({ monthly }) => monthly);
}

function upliftOf(context: ModelContext, { workload }: WorkloadDemand): Node {
  return context.input(`workloads.${workload.id}.failover.uplift`, workload.failover.uplift);
}

/** Whether a vendor's terms, or a monthly minimum that an option has with it, look at all that is spent with it. */
export function looksAtSpend(context: ModelContext, entry: TokenEntry): boolean {
  if (context.row(entry.id, entry.rows).commitment !== null) return true;
  const { scenario, catalog } = context;
  return [...scenario.workloads.values()].some(
    ({ options }) =>
      options !== 'auto' &&
      options.some(
        (option) =>
          option.kind === 'buy' &&
          option.monthlyMinimum.kind === 'stated' &&
          (scenario.prices.get(option.price) ?? catalog.tokens.get(option.price))?.channel === entry.channel,
      ),
  );
}

/** Units that are kept for the workload's load as far as they reach; what they have no room for is bought on demand. */
function spillingShares(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  into: string,
  paid: PaidElsewhere | undefined,
): Shares {
  const { graph } = context;
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const entry = tokenEntry(context, option.price);
  const needed = spillingDemand(context, demand, option, paid);
  const onDemand = { ...option, mode: 'on-demand', spillover: false } as const;
  const perLoad = perLoadOf(context, demand, unitsPerVolume(context, demand, option, entry));
  const bought = perVolume(context, demand, onDemand, `${into}.portfolio`, {
    infrastructure: true,
    observability: true,
  });
  // Infrastructure and observability are paid for all of the volume, wherever it goes.
  const spend = bought.spend;
  const atSpend = looksAtSpend(context, entry);
  const own = atSpend
    ? graph.multiply(spend, graph.constant(0))
    : upliftedSpend(context, place, spend, onDemand);
  return {
    ...nothing,
    vendors: [entry.channel],
    own: needed.own,
    channels: atSpend ? [{ entry, option: onDemand, place, spend, of: 'overflow' }] : [],
    units: [
      {
        entry,
        option,
        place,
        uplift: upliftOf(context, demand),
        load: busy(context, demand, needed.average),
        overflow: { volumePerLoad: perLoad, own, price: graph.multiply(perLoad, spend) },
      },
    ],
  };
}

/** The volume of one of a load, from what one of the volume asks for. */
function perLoadOf({ graph }: ModelContext, demand: WorkloadDemand, loadPerVolume: Node): Node {
  return graph.divide(graph.constant(1, demand.volume.unit), loadPerVolume);
}

/** What one of a workload's volume costs to buy, and what of it is spend that a vendor's terms may look at. */
function perVolume(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption,
  into: string,
  paid: PaidElsewhere,
): { readonly own: Node; readonly spend: Node } {
  const { graph } = context;
  const { unit } = demand.volume;
  const at = (amount: number, name: string) =>
    buyStatement(context, demand.withVolume(graph.constant(amount, unit)), option, `${into}.${name}`, paid);
  const [none, one] = [at(0, 'none'), at(1, 'one')];
  const [zero, whole] = [none, one].map(({ statement: { lines }, spend }) => ({
    spend,
    own: graph.subtract(
      graph.add(...lines.filter(({ id }) => id !== 'commitment').map(({ monthly }) => monthly)),
      spend,
    ),
  }));
  if (zero === undefined || whole === undefined) throw new Error('two amounts of volume');
  const slope = (from: Node, to: Node): Node =>
    graph.divide(graph.subtract(to, from), graph.constant(1, unit));
  return { own: slope(zero.own, whole.own), spend: slope(zero.spend, whole.spend) };
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
  const { asked, working } = askedLoad(context, demand, cluster, { multiplier, load });
  return {
    ...nothing,
    own: ownBuildCost(context, demand, option, attempts, paid.observability),
    setup: setupCost(context, workload.id, option),
    clusters: [
      {
        cluster: cluster.cluster,
        offer: cluster.offer,
        gpusPerReplica: cluster.gpusPerReplica,
        load: busy(context, demand, asked),
        working,
        overflow: null,
        activeHours: demand.activeHours,
        canWait:
          workload.canWait.kind === 'default'
            ? null
            : context.input(`workloads.${workload.id}.load.can_wait`, workload.canWait),
        standby: context.input(`workloads.${workload.id}.failover.standby`, workload.failover.standby),
      },
    ],
    teams: option.team === null || paid.withoutTeam === true ? [] : [option.team],
    platforms: cluster.cluster.platforms,
    vendors: [cluster.offer.cloud],
  };
}

/**
 * The load with the room that a latency limit asks for: the cluster divides all loads by U, and this one by U' (see
 * `peakUtilization`), so that ρ·U/U' is put on it, of which U'/U is work. Each workload is given what its own limit asks.
 */
function askedLoad(
  context: ModelContext,
  demand: WorkloadDemand,
  cluster: ResolvedCluster,
  { multiplier, load }: { readonly multiplier: Node | null; readonly load: Node },
): { readonly asked: Node; readonly working: Node | null } {
  const { graph } = context;
  const { utilization, latency } = peakUtilization(context, demand, cluster, multiplier);
  if (latency === null) return { asked: load, working: null };
  const target = context.input(`clusters.${cluster.cluster.id}.utilization`, cluster.cluster.utilization);
  return {
    asked: graph.divide(graph.multiply(load, target), utilization),
    working: graph.divide(utilization, target),
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

/**
 * A burst puts its load on the shared cluster as far as there is room in an hour, and buys the rest. Where its size is stated,
 * or its overflow has units of its own, it is a load of that size: a size for each number that the plan can choose.
 */
function burstShares(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BurstOption,
  statement: Statement,
): readonly Shares[] {
  const { graph } = context;
  const [base, overflow] = hybridParts(demand.workload, option);
  if (base?.kind !== 'build' || overflow?.kind !== 'buy') throw new Error('a burst plan was not checked');
  if (option.replicas !== null || overflow.mode === 'provisioned')
    return sizedShares(context, demand, option, statement);
  const built = builtShares(context, demand, base);
  const [use] = built.clusters;
  if (use === undefined) throw new Error('a build is on a cluster');
  const into = `workloads.${demand.workload.id}.options.${option.id}.portfolio`;
  const { unit } = demand.volume;
  const loadOfOne = builtShares(context, demand.withVolume(graph.constant(1, unit)), base).clusters[0];
  if (loadOfOne === undefined) throw new Error('a build is on a cluster');
  const perLoad = perLoadOf(context, demand, loadOfOne.load.average);
  // What is paid whatever overflows.
  const fixed = boughtShares(context, demand.withVolume(graph.constant(0, unit)), overflow, `${into}.fixed`);
  const { own, spend } = perVolume(context, demand, overflow, into, {});
  const place = `workloads.${demand.workload.id}.options.${overflow.id}`;
  const uplifted = upliftedSpend(context, place, spend, overflow);
  return [
    {
      ...joined(context, [built, { ...fixed, channels: [] }]),
      channels: fixed.channels.map((each) => ({ ...each, spend, of: 'overflow' })),
      clusters: [
        {
          ...use,
          overflow: {
            volumePerLoad: perLoad,
            own: fixed.channels.length === 0 ? graph.add(own, uplifted) : own,
            price: graph.multiply(perLoad, graph.add(own, uplifted)),
          },
        },
      ],
    },
  ];
}

/** A plan chooses among so many sizes of a burst, or a few less. */
const mostBurstSizes = 24;

/**
 * A burst puts the load of each hour on the shared cluster, up to the work of so many replicas, and buys the rest: a size for
 * each number that the plan can choose, or the one that is stated.
 */
function sizedShares(
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
    const average = loadServed(context, demand.workload, use.load.average, room);
    const mean = context.valueOf(average);
    const most = context.valueOf(room);
    const load = context.valueOf(use.load.average);
    const into = `workloads.${demand.workload.id}.options.${option.id}.sizes.${size.toFixed()}`;
    const one = demand.withVolume(graph.constant(1, demand.volume.unit));
    const perVolume = builtShares(context, one, base).clusters[0]?.load.average;
    if (perVolume === undefined) throw new Error('a build is on a cluster');
    const excess = volumeAbove(context, demand, graph.divide(room, perVolume));
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
