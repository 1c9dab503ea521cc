import { Exact, ExactReading } from '../../formula/index.ts';
import type { SharedCluster } from '../../model/index.ts';
import type { Solved } from './solved.ts';

type Term = 'on-demand' | 'spot' | 'reserved' | 'owned';

/** The term of the offer that a cluster of a plan is on. */
function termOf({ taken }: Solved, { id }: SharedCluster): Term | null {
  const uses = taken.flatMap(({ shares }) => shares.clusters);
  return uses.find(({ cluster }) => cluster.id === id)?.offer.term ?? null;
}

/** What a plan has agreed to: replicas of clusters that are reserved or bought, which no less of a load gives back. */
export function committedFigures(plan: Solved): ReadonlyMap<string, Exact> {
  const { graph } = plan.portfolio.model;
  const figures = new Map<string, Exact>();
  for (const cluster of plan.portfolio.clusters) {
    const term = termOf(plan, cluster);
    const serving = graph.named.get(`portfolio.clusters.${cluster.id}.serving`);
    if ((term !== 'reserved' && term !== 'owned') || serving === undefined || cluster.kept.length > 0)
      continue;
    const address = `clusters.${cluster.id}.min_replicas`;
    const [least, replicas] = [graph.inputs.get(address)?.value, plan.exact.of(serving)];
    if (least !== undefined && replicas.gt(least)) figures.set(address, replicas);
  }
  return figures;
}

/** Nodes that a plan keeps all month, by address. */
export function committedAmounts({ portfolio, decisions }: Solved): ReadonlyMap<string, Exact> {
  const kept = portfolio.clusters.flatMap((cluster) => cluster.kept.map(({ nodes }) => nodes.address));
  return new Map(kept.map((address) => [address, decisions.get(address) ?? new Exact(0)]));
}

/**
 * What leaving a plan for another one leaves behind: a month of GPUs that stay reserved, and what was paid at the start. `held` is
 * the plan as it is under the shock, where that is possible: where a rent moved, GPUs that are still used are not sunk.
 */
export function sunkBy(
  before: Solved,
  after: Solved,
  held: Solved | null,
): { readonly monthly: Exact; readonly spent: Exact } {
  let monthly = new Exact(0);
  let spent = new Exact(0);
  for (const cluster of before.portfolio.clusters) {
    const now = after.portfolio.clusters.find(({ id }) => id === cluster.id);
    const term = termOf(before, cluster);
    if (term === 'reserved' || cluster.kept.length > 0) {
      const used = now === undefined ? new Exact(0) : agreedRent(after, now, term);
      const agreed = agreedRent(before, cluster, term);
      const moved = held?.portfolio.clusters.find(({ id }) => id === cluster.id);
      const asHeld =
        held === null || moved === undefined || used.isZero() ? agreed : agreedRent(held, moved, term);
      monthly = monthly.plus(above(Exact.min(agreed, asHeld), used));
    }
    if (term === 'owned' && cluster.outlay !== null)
      spent = spent.plus(
        above(
          before.exact.of(cluster.outlay),
          now === undefined || now.outlay === null ? null : after.exact.of(now.outlay),
        ),
      );
  }
  for (const { workload, option, shares } of before.taken) {
    const isLeft = !after.taken.some((each) => each.workload === workload && each.option.id === option.id);
    if (isLeft && shares.setup !== null) spent = spent.plus(before.exact.of(shares.setup));
  }
  return { monthly, spent };
}

/** What of a cluster's rent is agreed: all of it, or that of the nodes of a fleet that are kept whether they work or not. */
function agreedRent(plan: Solved, { rent, kept }: SharedCluster, term: Term | null): Exact {
  if (kept.length === 0 || term === 'reserved') return plan.exact.of(rent);
  return new ExactReading(committedAmounts(plan)).of(rent);
}

/** What moving to another plan takes at the start. */
export function outlayOf(before: Solved, after: Solved): Exact {
  let outlay = new Exact(0);
  for (const { workload, option, shares } of after.taken) {
    if (before.taken.some((each) => each.workload === workload && each.option.id === option.id)) continue;
    outlay = outlay.plus(option.option.switching.cost.value);
    if (shares.setup !== null) outlay = outlay.plus(after.exact.of(shares.setup));
  }
  for (const cluster of after.portfolio.clusters) {
    if (cluster.outlay === null) continue;
    const had = before.portfolio.clusters.find(({ id }) => id === cluster.id)?.outlay ?? null;
    outlay = outlay.plus(above(after.exact.of(cluster.outlay), had === null ? null : before.exact.of(had)));
  }
  return outlay;
}

function above(amount: Exact, other: Exact | null): Exact {
  return Exact.max(0, other === null ? amount : amount.minus(other));
}
