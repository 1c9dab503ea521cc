import type { Node } from '../../formula/index.ts';
import type { BuildOption, BurstOption, BuyOption, CascadeOption, Workload } from '../../scenario/index.ts';
import { buildStatement } from '../build/build.ts';
import { statedCluster } from '../build/cluster.ts';
import { buyStatement, type PaidElsewhere } from '../buy/buy.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { loadServed, volumeAbove } from '../demand/hours.ts';
import { mapStatement, statementOf } from '../statement.ts';
import type { Line, Statement } from '../types.ts';

interface HybridStatement {
  readonly statement: Statement;
  readonly notes: readonly string[];
}

/** Hybrid (docs/model.md): the two parts of a hybrid, `base` or `small` and `overflow` or `large`, as buy and build options. */
export function hybridParts(
  workload: Workload,
  option: BurstOption | CascadeOption,
): readonly (BuyOption | BuildOption)[] {
  const ids = option.form === 'burst' ? [option.base, option.overflow] : [option.small, option.large];
  return ids.map((id) => {
    const found = workload.options === 'auto' ? undefined : workload.options.find((each) => each.id === id);
    if (found === undefined || found.kind === 'hybrid')
      throw new Unknown(
        'needs',
        `option ${id} of ${option.id} must be a buy or a build option of the same workload`,
      );
    return found;
  });
}

/**
 * Burst: n replicas are kept, what exceeds them in an hour goes to the API. The best n from 0 to the full build is part of the
 * formula (`operations/least.ts` says which are looked at), so that it is another where an input is another.
 */
export function burstStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BurstOption,
): HybridStatement {
  const { graph } = context;
  const { workload } = demand;
  if (workload.profile === null) {
    throw new Unknown(
      'needs',
      `${option.id}: a burst plan needs the load hour by hour; give workloads.${workload.id}.load.hourly (168 numbers)`,
    );
  }
  const address = `workloads.${workload.id}.options.${option.id}.hybrid.replicas`;
  if (option.replicas !== null) {
    const stated = context.input(address, option.replicas);
    return burstWith(context, demand, option, stated);
  }
  const count = graph.count('replicas kept', 'replica');
  const { statement, full, notes } = burstWith(context, demand, option, count);
  const best = graph.name(address, 'replicas kept', graph.least(count, full, statement.monthly));
  const put = graph.replaceCount(count, best);
  return { statement: mapStatement(statement, put), notes };
}

interface Burst extends HybridStatement {
  /** Replicas that the peak would need without an API. */
  readonly full: Node;
}

function burstWith(context: ModelContext, demand: WorkloadDemand, option: BurstOption, kept: Node): Burst {
  const { graph } = context;
  const { workload } = demand;
  const into = `workloads.${workload.id}.options.${option.id}`;
  const [base, overflow] = hybridParts(workload, option);
  if (base?.kind !== 'build' || overflow?.kind !== 'buy')
    throw new Unknown(
      'needs',
      `${option.id}: the base of a burst plan is a build option and its overflow a buy option`,
    );
  if (overflow.spillover)
    throw new Unknown(
      'needs',
      `${option.id}: the overflow of a burst plan cannot spill over once more; take an option without spillover`,
    );
  const built = buildStatement(context, demand, base, {
    into: `${into}.build`,
    serving: kept,
    served: (load, utilization) => loadServed(context, workload, load, graph.multiply(kept, utilization)),
  });
  const { capacity } = built.statement;
  if (capacity === null) throw new Error('a build has capacity');
  const utilization = built.atPeak;
  // In volume and not in load, so that there is an answer for no volume too.
  const one = demand.withVolume(graph.constant(1, demand.volume.unit));
  const room = graph.divide(graph.multiply(kept, utilization), built.loadOf(one));
  const excess = graph.name(
    `${into}.overflow`,
    'volume that overflows to the API',
    volumeAbove(context, demand, room),
  );
  graph.name(
    `${into}.overflow_share`,
    'share that overflows to the API',
    graph.divide(excess, demand.volume),
  );
  const bought = buyStatement(context, demand.withVolume(excess), overflow, `${into}.buy`);
  const joined = joinStatements(context, demand, into, [
    { prefix: 'build', statement: built.statement },
    { prefix: 'buy', statement: bought.statement },
  ]);
  return {
    ...joined,
    notes: [...built.notes, ...bought.notes],
    full: graph.ceiling(graph.divide(graph.multiply(demand.peak, built.load), utilization)),
  };
}

/** Cascade: everything goes to the small model, what it does not settle also to the large one. */
export function cascadeStatement(
  context: ModelContext,
  demand: WorkloadDemand,
  option: CascadeOption,
): HybridStatement {
  const { graph, one } = context;
  const into = `workloads.${demand.workload.id}.options.${option.id}`;
  const [small, large] = hybridParts(demand.workload, option);
  if (small === undefined || large === undefined) throw new Error('a cascade has two parts');
  const settled = context.input(`${into}.cascade.settled`, option.settled);
  const first = part(context, demand, small, `${into}.small`);
  const sameTeam = small.kind === 'build' && large.kind === 'build' && small.team === large.team;
  // What the workload pays whatever its volume is in the first part.
  const platformsPaid = small.kind === 'build' ? statedCluster(context, small.cluster).platforms : [];
  const paid = {
    withoutTeam: sameTeam,
    platformsPaid,
    infrastructure: small.kind === 'buy',
    observability: true,
  };
  const rest = part(context, demand.scaled(graph.subtract(one, settled)), large, `${into}.large`, paid);
  return {
    ...joinStatements(context, demand, into, [
      { prefix: small.kind, statement: first.statement },
      { prefix: large.kind, statement: rest.statement },
    ]),
    notes: [...first.notes, ...rest.notes],
  };
}

function part(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption | BuildOption,
  into: string,
  paid: PaidElsewhere & { readonly withoutTeam?: boolean; readonly platformsPaid?: readonly string[] } = {},
): HybridStatement {
  return option.kind === 'buy'
    ? buyStatement(context, demand, option, into, paid)
    : buildStatement(context, demand, option, { into, ...paid });
}

interface Part {
  readonly prefix: 'buy' | 'build';
  readonly statement: Statement;
}

/** One statement from two: lines prefixed, and lines of the same kind added up. */
function joinStatements(
  context: ModelContext,
  demand: WorkloadDemand,
  into: string,
  parts: readonly Part[],
): { readonly statement: Statement } {
  const { graph } = context;
  const lines = new Map<string, Line>();
  for (const { prefix, statement } of parts) {
    for (const line of statement.lines) {
      const id = `${prefix}.${line.id}`;
      const known = lines.get(id);
      const label = `${line.label} (${prefix})`;
      lines.set(
        id,
        known === undefined
          ? { ...line, id, label }
          : { ...known, monthly: graph.add(known.monthly, line.monthly) },
      );
    }
  }
  const built = parts.find((each) => each.prefix === 'build')?.statement;
  return {
    statement: statementOf(context, demand, into, [...lines.values()], {
      capacity: built?.capacity ?? null,
      floorPerMtok: null,
      purchase: null,
      productionTokens: null,
      timing: {
        spreads: parts.flatMap(({ prefix, statement }) =>
          statement.timing.spreads.map((each) => ({ ...each, line: `${prefix}.${each.line}` })),
        ),
        holdings: parts.flatMap(({ prefix, statement }) =>
          statement.timing.holdings.map((each) => ({ ...each, line: `${prefix}.${each.line}` })),
        ),
      },
    }),
  };
}
