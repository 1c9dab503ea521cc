import type { Node } from '../formula/index.ts';
import type { ModelContext } from './context.ts';
import type { WorkloadDemand } from './demand/demand.ts';
import type { Capacity, Line, Purchase, Statement, Timing } from './types.ts';

interface Extras {
  readonly capacity: Capacity | null;
  readonly floorPerMtok: Node | null;
  readonly purchase: Purchase | null;
  /** What tokens on demand cost before anything is added; null where none are bought. */
  readonly productionTokens: Node | null;
  readonly timing?: Timing;
}

const atOnce: Timing = { spreads: [], holdings: [] };

/** Gives every line its address, adds them up, and divides by the workload's tokens. */
export function statementOf(
  context: ModelContext,
  demand: WorkloadDemand,
  place: string,
  lines: readonly Line[],
  extras: Extras,
): Statement {
  const { graph } = context;
  const steps = demand.steps?.place === place ? demand.steps.lines : [];
  const named = [...lines, ...steps].map((line) => ({
    ...line,
    monthly: graph.name(`${place}.lines.${line.id}`, line.label, line.monthly),
  }));
  const monthly = graph.name(
    `${place}.monthly`,
    'total a month',
    graph.add(...named.map((line) => line.monthly)),
  );
  const perMtok = graph.name(
    `${place}.per_mtok`,
    'cost per Mtok',
    graph.divide(monthly, graph.convert(demand.tokens, 'Mtok/month')),
  );
  const each = (key: string, label: string, of: Node | null): Node | null =>
    of === null ? null : graph.name(`${place}.${key}`, label, graph.divide(monthly, of));
  const { productionTokens } = extras;
  const hiddenMultiple =
    productionTokens === null
      ? null
      : graph.name(
          `${place}.hidden_multiple`,
          'total over production tokens',
          graph.divide(monthly, productionTokens),
        );
  return {
    lines: named,
    monthly,
    perMtok,
    perRequest: each('per_request', 'cost per request', demand.requests),
    perUser: each('per_user', 'cost per user', demand.users),
    hiddenMultiple,
    capacity: extras.capacity,
    floorPerMtok: extras.floorPerMtok,
    purchase: withSteps(context, extras.purchase, steps),
    timing: extras.timing ?? atOnce,
  };
}

/** The steps of a pipeline go on whatever is bought for the model. */
function withSteps(
  { graph }: ModelContext,
  purchase: Purchase | null,
  steps: readonly Line[],
): Purchase | null {
  if (purchase === null || steps.length === 0) return purchase;
  return { ...purchase, running: graph.add(purchase.running, ...steps.map(({ monthly }) => monthly)) };
}

/** The statement with other formulas in place of its own. */
export function mapStatement(statement: Statement, to: (of: Node) => Node): Statement {
  const optional = (of: Node | null): Node | null => (of === null ? null : to(of));
  const { capacity, purchase, timing } = statement;
  return {
    lines: statement.lines.map((line) => ({ ...line, monthly: to(line.monthly) })),
    monthly: to(statement.monthly),
    perMtok: to(statement.perMtok),
    perRequest: optional(statement.perRequest),
    perUser: optional(statement.perUser),
    hiddenMultiple: optional(statement.hiddenMultiple),
    floorPerMtok: optional(statement.floorPerMtok),
    capacity:
      capacity === null
        ? null
        : {
            load: to(capacity.load),
            serving: to(capacity.serving),
            replicas: to(capacity.replicas),
            nodes: to(capacity.nodes),
            gpus: to(capacity.gpus),
            utilization: to(capacity.utilization),
            fullVolume: to(capacity.fullVolume),
            latency: capacity.latency && {
              byUtilization: to(capacity.latency.byUtilization),
              byLatency: to(capacity.latency.byLatency),
              rate: to(capacity.latency.rate),
              peakRate: to(capacity.latency.peakRate),
              firstToken: optional(capacity.latency.firstToken),
              perToken: optional(capacity.latency.perToken),
              inFlight: optional(capacity.latency.inFlight),
              inFlightAtLimit: optional(capacity.latency.inFlightAtLimit),
              share: capacity.latency.share,
            },
          },
    purchase: purchase === null ? null : { outlay: to(purchase.outlay), running: to(purchase.running) },
    timing: {
      spreads: timing.spreads.map((each) => ({ ...each, outlay: to(each.outlay), months: to(each.months) })),
      holdings: timing.holdings.map((each) => ({
        ...each,
        gpus: to(each.gpus),
        agreed: to(each.agreed),
        moving: optional(each.moving),
        following: optional(each.following),
        upfront: optional(each.upfront),
      })),
    },
  };
}
