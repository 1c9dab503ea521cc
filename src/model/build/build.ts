import type { Node } from '../../formula/index.ts';
import type { BuildOption, Cluster, Workload } from '../../scenario/index.ts';
import { clusterLoad, reservedCapacity, type CapacityPlan } from './capacity.ts';
import { resolveCluster, statedCluster } from './cluster.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { gpuCost } from './gpu-cost.ts';
import { observability } from '../demand/observability.ts';
import { statementOf } from '../statement.ts';
import type { Line, Model, Statement } from '../types.ts';

interface BuildPlan extends CapacityPlan {
  /** Where steps get their names; the option's own place by default. */
  readonly into?: string;
  /** Whether the team is already paid by another part of the same option. */
  readonly withoutTeam?: boolean;
  /** Platforms that are already paid by another part. */
  readonly platformsPaid?: readonly string[];
  /** Whether the fixed amount for observability is already paid by another part. */
  readonly observability?: boolean;
}

interface BuiltStatement {
  readonly statement: Statement;
  readonly notes: readonly string[];
  readonly load: Node;
  /** The share of a replica that the load may take at the peak. */
  readonly atPeak: Node;
  /** The load that another volume would put on the same cluster. */
  readonly loadOf: (demand: WorkloadDemand) => Node;
}

/** Build (docs/model.md): the statement of a workload served by models on GPUs, alone on its cluster and with the whole team it names. */
export function buildStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuildOption,
  plan: BuildPlan = {},
): BuiltStatement {
  const { graph } = context;
  const stated = statedCluster(context, option.cluster);
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const into = plan.into ?? place;
  const { cluster, multiplier, load, attempts, capacity, gpu } = reservedGpus(
    context,
    demand,
    option,
    into,
    plan,
  );

  const oneTime = oneTimeCost(context, option, place);
  const people =
    option.team === null || plan.withoutTeam === true
      ? graph.constant(0, context.money('/month'))
      : teamCost(context, option.team, capacity.gpus, into);
  const platform = platformCost(context, demand, stated, attempts, plan.platformsPaid);
  const operations = operationsCost(context, demand, stated, attempts, plan.observability);
  const lines: readonly Line[] = [
    { id: 'gpu', label: 'GPUs', monthly: gpu.monthly, variable: false },
    { id: 'people', label: 'People', monthly: people, variable: false },
    {
      id: 'one_time',
      label: 'Fine-tuning and setup, amortized',
      monthly: oneTime.monthly,
      variable: false,
    },
    { id: 'platform', label: 'Platform', monthly: platform.monthly, variable: platform.followsVolume },
    { id: 'operations', label: 'Operations', monthly: operations, variable: true },
  ];
  const busyReplica = graph.multiply(gpu.monthlyPerBusyGpu, cluster.gpusPerReplica);
  const statement = statementOf(context, demand, into, lines, {
    capacity,
    floorPerMtok: floor(context, demand, capacity.load, busyReplica, into),
    purchase:
      gpu.purchase === null
        ? null
        : {
            outlay: graph.name(`${into}.outlay`, 'outlay', graph.add(gpu.purchase.outlay, oneTime.setup)),
            running: graph.name(
              `${into}.running`,
              'monthly running cost',
              graph.add(gpu.purchase.running, people, oneTime.retraining, platform.monthly, operations),
            ),
          },
    productionTokens: null,
    timing: {
      spreads: [{ line: 'one_time', outlay: oneTime.setup, months: oneTime.amortize }],
      holdings: [{ ...gpu.holding, line: 'gpu', option }],
    },
  });
  return {
    statement,
    notes: [...cluster.notes, ...capacity.latencyNotes],
    load,
    atPeak: capacity.atPeak,
    loadOf: (other) => clusterLoad(context, other, cluster, multiplier).load,
  };
}

/** The cluster of an option, the load on it, what is reserved for that, and what its GPUs cost. */
function reservedGpus(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuildOption,
  into: string,
  plan: BuildPlan,
) {
  const cluster = resolveCluster(context, statedCluster(context, option.cluster), demand);
  const multiplier = buildMultiplier(context, demand, option);
  const clustered = clusterLoad(context, demand, cluster, multiplier);
  const { load, attempts } = clustered;
  const capacity = reservedCapacity(context, demand, cluster, clustered, into, { ...plan, multiplier });
  const busy = context.graph.multiply(capacity.working, cluster.gpusPerReplica);
  const gpu = gpuCost(context, demand, cluster.offer, capacity.gpus, busy);
  return { cluster, multiplier, load, attempts, capacity, gpu };
}

/** What the GPUs of each build option of a workload cost, and nothing else of it; without those of which that is not known. */
export function rentsOf(
  context: ModelContext,
  { options }: Workload,
  demand: WorkloadDemand,
): Model['rents'] {
  const rents = new Map<string, { readonly monthly: Node; readonly gpus: Node }>();
  for (const option of options === 'auto' ? [] : options) {
    if (option.kind !== 'build') continue;
    const into = `workloads.${demand.workload.id}.options.${option.id}`;
    try {
      const { made, unmet } = context.requiredBy(() => reservedGpus(context, demand, option, into, {}));
      if (unmet.some(({ hasFigures }) => !hasFigures)) continue;
      const monthly = context.graph.name(`${into}.lines.gpu`, 'GPUs', made.gpu.monthly);
      rents.set(option.id, { monthly, gpus: made.capacity.gpus });
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
    }
  }
  return rents;
}

/** What is paid once at the start, and spread. */
export function setupCost(context: ModelContext, workload: string, option: BuildOption): Node {
  return context.input(`workloads.${workload}.options.${option.id}.setup`, option.setup);
}

/** What the tokens of the model are times those of the workload; null where that is not stated. */
export function buildMultiplier(
  context: ModelContext,
  { workload }: WorkloadDemand,
  { id, tokenMultiplier }: BuildOption,
): Node | null {
  return tokenMultiplier === null
    ? null
    : context.input(`workloads.${workload.id}.options.${id}.token_multiplier`, tokenMultiplier);
}

/** Set-up over the months it is spread over, and retraining. */
function oneTimeCost(
  context: ModelContext,
  option: BuildOption,
  place: string,
): { readonly monthly: Node; readonly setup: Node; readonly retraining: Node; readonly amortize: Node } {
  const { graph } = context;
  const setup = context.input(`${place}.setup`, option.setup);
  const retraining = context.input(`${place}.retraining`, option.retraining);
  const amortize = context.input(`${place}.amortize`, option.amortize);
  return { monthly: graph.add(graph.divide(setup, amortize), retraining), setup, retraining, amortize };
}

/** What a platform that several clusters can use costs a month. */
export function platformPrice(context: ModelContext, id: string): Node {
  const stated = context.scenario.platforms.get(id);
  if (stated === undefined) throw new Error(`platform ${id} was not checked`);
  return context.input(`platforms.${id}`, stated);
}

/** An amount a month, those of the platforms that are used and, where it is stated, one per request and attempt. */
function platformCost(
  context: ModelContext,
  demand: WorkloadDemand,
  { id, platform, platforms }: Pick<Cluster, 'id' | 'platform' | 'platforms'>,
  attempts: Node,
  paid: readonly string[] = [],
): { readonly monthly: Node; readonly followsVolume: boolean } {
  const { graph } = context;
  const at = `clusters.${id}.platform`;
  const own = context.input(`${at}.fixed`, platform.fixed);
  const used = platforms.filter((name) => !paid.includes(name)).map((name) => platformPrice(context, name));
  const fixed = used.length === 0 ? own : context.graph.add(own, ...used);
  const requests = platformRequests(context, demand, { id, platform }, attempts);
  if (requests === null) return { monthly: fixed, followsVolume: false };
  return { monthly: graph.add(fixed, requests), followsVolume: platform.perRequest.kind !== 'default' };
}

/** v·A_b·price of a request; null where none is stated and requests are not known. */
function platformRequests(
  context: ModelContext,
  demand: WorkloadDemand,
  { id, platform }: Pick<Cluster, 'id' | 'platform'>,
  attempts: Node,
): Node | null {
  // Not stated it is zero, and an input all the same where requests are known: it can be solved for.
  if (platform.perRequest.kind === 'default' && demand.requests === null) return null;
  const requests = demand.requireRequests('platform per request');
  const price = context.input(`clusters.${id}.platform.per_request`, platform.perRequest);
  return context.graph.multiply(requests, attempts, price);
}

/** What a cluster costs a month beside its GPUs, however many workloads it serves. */
export function clusterUpkeep(context: ModelContext, { id, platform, operations, egress }: Cluster): Node {
  const fixed = context.input(`clusters.${id}.platform.fixed`, platform.fixed);
  const stored = context.input(`clusters.${id}.operations`, operations);
  const sent = egress === undefined ? [] : [egressCost(context, `clusters.${id}.egress`, egress)];
  return context.graph.add(fixed, stored, ...sent);
}

/** What a workload on a cluster costs that no other workload pays a part of: set-up, requests and observability. */
export function ownBuildCost(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuildOption,
  attempts: Node,
  observabilityIsPaid?: boolean,
): Node {
  const stated = statedCluster(context, option.cluster);
  const place = `workloads.${demand.workload.id}.options.${option.id}`;
  const requests = platformRequests(context, demand, stated, attempts);
  return context.graph.add(
    oneTimeCost(context, option, place).monthly,
    observability(context, demand, attempts, observabilityIsPaid),
    ...(requests === null ? [] : [requests]),
  );
}

/** What is watched, stored and sent out. */
function operationsCost(
  context: ModelContext,
  demand: WorkloadDemand,
  { id, operations, egress }: Cluster,
  attempts: Node,
  fixedIsPaid?: boolean,
): Node {
  const { graph } = context;
  const stored = context.input(`clusters.${id}.operations`, operations);
  const watched = observability(context, demand, attempts, fixedIsPaid);
  return egress === undefined
    ? graph.add(watched, stored)
    : graph.add(watched, stored, egressCost(context, `clusters.${id}.egress`, egress));
}

/** Traffic that leaves: an amount a month, and GB · price of one. */
function egressCost(context: ModelContext, at: string, egress: NonNullable<Cluster['egress']>): Node {
  const { graph } = context;
  const price = context.input(`${at}.price`, egress.price);
  const volume = context.input(`${at}.volume`, egress.volume);
  const fixed = context.input(`${at}.fixed`, egress.fixed);
  return graph.add(fixed, graph.multiply(volume, price));
}

/** What a team runs; each count has the unit 1. */
export interface TeamLoad {
  readonly workloads: Node;
  readonly clusters: Node;
  readonly gpus: Node;
}

/** Headcount and, for each step, what is added for each begun `every` of what is counted. */
export function teamHeadcount(context: ModelContext, id: string, load: TeamLoad): Node {
  const team = context.scenario.teams.get(id);
  if (team === undefined) throw new Error(`team ${id} was not checked`);
  const { graph } = context;
  const at = `teams.${id}`;
  const headcount = context.input(`${at}.headcount`, team.headcount);
  if (team.steps.length === 0) return headcount;
  const added = team.steps.map(({ add, every, of }, index) =>
    graph.multiply(
      context.input(`${at}.steps.${index}.add`, add),
      graph.ceiling(graph.divide(load[of], context.input(`${at}.steps.${index}.every`, every))),
    ),
  );
  return graph.add(headcount, ...added);
}

/** FTE · loaded annual cost / 12, for the people that one workload on one cluster needs. */
function teamCost(context: ModelContext, id: string, gpus: Node, into: string): Node {
  const team = context.scenario.teams.get(id);
  if (team === undefined) throw new Error(`team ${id} was not checked`);
  const { graph, one } = context;
  const count = graph.divide(gpus, graph.constant(1, 'GPU'));
  const headcount = teamHeadcount(context, id, { workloads: one, clusters: one, gpus: count });
  // Without steps it is the same for every option.
  const at = team.steps.length === 0 ? `teams.${id}` : `${into}.team`;
  return graph.name(`${at}.monthly`, 'team', peopleCost(context, id, headcount));
}

/** FTE · loaded annual cost / 12. */
export function peopleCost(context: ModelContext, id: string, headcount: Node): Node {
  const team = context.scenario.teams.get(id);
  if (team === undefined) throw new Error(`team ${id} was not checked`);
  const { graph } = context;
  const cost = context.input(`teams.${id}.loaded_cost`, team.loadedCost);
  return graph.convert(graph.multiply(headcount, cost), context.money('/month'));
}

/** Cost per Mtok at full utilization and without fixed lines: what the load would cost if GPUs were paid for busy time alone. */
function floor(
  context: ModelContext,
  demand: WorkloadDemand,
  load: Node,
  monthlyPerReplica: Node,
  into: string,
): Node {
  const { graph } = context;
  const perMonth = graph.multiply(load, monthlyPerReplica);
  return graph.name(
    `${into}.floor_per_mtok`,
    'floor per Mtok',
    graph.divide(perMonth, graph.convert(demand.tokens, 'Mtok/month')),
  );
}
