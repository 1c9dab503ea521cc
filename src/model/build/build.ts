import type { Node } from '../../formula/index.ts';
import type { BuildOption, Cluster } from '../../scenario/index.ts';
import { clusterLoad, reservedCapacity, type CapacityPlan } from './capacity.ts';
import { resolveCluster, statedCluster } from './cluster.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { gpuCost } from './gpu-cost.ts';
import { observability } from '../demand/observability.ts';
import { statementOf } from '../statement.ts';
import type { Line, Statement } from '../types.ts';

interface BuildPlan extends CapacityPlan {
  /** Where steps get their names; the option's own place by default. */
  readonly into?: string;
  /** Whether the team is already paid by another part of the same option. */
  readonly withoutTeam?: boolean;
  /** Whether the fixed amount for observability is already paid by another part. */
  readonly observability?: boolean;
}

interface BuiltStatement {
  readonly statement: Statement;
  readonly notes: readonly string[];
  readonly load: Node;
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
  const cluster = resolveCluster(context, stated, demand);
  const { load, attempts } = clusterLoad(context, demand, cluster, buildMultiplier(context, demand, option));
  const capacity = reservedCapacity(context, demand, cluster, load, into, plan);
  const gpu = gpuCost(
    context,
    demand,
    cluster.offer,
    capacity.gpus,
    graph.multiply(capacity.working, cluster.gpusPerReplica),
  );

  const oneTime = oneTimeCost(context, option, place);
  const people =
    option.team === null || plan.withoutTeam === true
      ? graph.constant(0, context.money('/month'))
      : teamCost(context, option.team);
  const platform = platformCost(context, demand, stated, attempts);
  const operations = operationsCost(context, demand, stated, attempts, plan.observability);
  const lines: readonly Line[] = [
    { id: 'gpu', label: 'GPUs', monthly: gpu.monthly, variable: false },
    { id: 'people', label: 'People', monthly: people, variable: false },
    {
      id: 'one_time',
      label: 'Fine-tuning and set-up, spread',
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
    notes: cluster.notes,
    load,
    loadOf: (other) => clusterLoad(context, other, cluster, buildMultiplier(context, demand, option)).load,
  };
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

/** An amount a month and, where it is stated, one per request and attempt. */
function platformCost(
  context: ModelContext,
  demand: WorkloadDemand,
  { id, platform }: Cluster,
  attempts: Node,
): { readonly monthly: Node; readonly followsVolume: boolean } {
  const { graph } = context;
  const at = `clusters.${id}.platform`;
  const fixed = context.input(`${at}.fixed`, platform.fixed);
  const isStated = platform.perRequest.kind !== 'default';
  // Not stated it is zero, and an input all the same where requests are known: it can be solved for.
  if (!isStated && demand.requests === null) return { monthly: fixed, followsVolume: false };
  const requests = demand.requireRequests('platform per request');
  const price = context.input(`${at}.per_request`, platform.perRequest);
  return { monthly: graph.add(fixed, graph.multiply(requests, attempts, price)), followsVolume: isStated };
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

/** FTE · loaded annual cost / 12. */
function teamCost(context: ModelContext, id: string): Node {
  const team = context.scenario.teams.get(id);
  if (team === undefined) throw new Error(`team ${id} was not checked`);
  const { graph } = context;
  const headcount = context.input(`teams.${id}.headcount`, team.headcount);
  const cost = context.input(`teams.${id}.loaded_cost`, team.loadedCost);
  return graph.name(
    `teams.${id}.monthly`,
    'team',
    graph.convert(graph.multiply(headcount, cost), context.money('/month')),
  );
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
