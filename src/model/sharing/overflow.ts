import type { Exact, Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import type { Busy, Overflow } from '../types.ts';
import { loadAt, loadByHour, type Member } from './busiest.ts';

/** A load on something shared, and what of it is bought elsewhere where there is no room; null where it has to be served. */
export interface Spilling {
  readonly load: Busy;
  readonly overflow: Overflow | null;
}

/** What of a choice's load is bought elsewhere: on average over the hours, and what is left at its busiest hour. */
export interface Spilled {
  readonly average: Node;
  /** The same as volume. */
  readonly volume: Node;
  /** The largest load of an hour that is served. */
  readonly served: Node;
  readonly overflow: Overflow;
}

/** Those whose load must be served. */
export function firm<T extends Spilling>(members: readonly Member<T>[]): readonly Member<T>[] {
  return members.filter(({ use }) => use.overflow === null);
}

/**
 * What has no room in an hour is bought, and of that first what costs the least to buy. Of those whose load costs at least as
 * much as the k-th's, at least what they need together beyond the room is bought, and no more: D_k = max(0, Σ_{j ≥ k} load_j +
 * firm - room). The k-th buys D_k - D_{k+1}. `room` is that of each of the hours that `loadByHour` tells apart.
 */
export function spilledLoads<T extends Spilling>(
  context: ModelContext,
  members: readonly Member<T>[],
  room: (hour: number) => Node,
): ReadonlyMap<Node, Spilled> {
  const { graph } = context;
  const spilling = members.flatMap(({ use, ...member }) =>
    use.overflow === null ? [] : [{ ...member, load: use.load, overflow: use.overflow }],
  );
  if (spilling.length === 0) return new Map();
  for (const { overflow } of spilling)
    context.selects(overflow.price, 'which workload is bought first where several have no room');
  const byPrice = spilling
    .map((member) => ({ ...member, price: context.valueOf(member.overflow.price) }))
    .sort((a, b) => a.price.comparedTo(b.price));
  const hours = loadByHour(context, members.map(loadOf), firm(members).map(loadOf));
  const averages = new Map<Node, Node[]>();
  const served = new Map<Node, Node[]>();
  for (const [index, { hour, share, load }] of hours.entries()) {
    let needed = load;
    const none = graph.constant(0, load.unit);
    let above: Node = none;
    for (const { chosen, load: own } of byPrice.toReversed()) {
      const now = graph.multiply(chosen, loadAt(context, own, hour));
      needed = graph.add(needed, now);
      const here = graph.maximum(none, graph.subtract(needed, room(index)));
      const bought = graph.subtract(here, above);
      averages.set(chosen, [...(averages.get(chosen) ?? []), graph.multiply(bought, share)]);
      served.set(chosen, [...(served.get(chosen) ?? []), graph.subtract(now, bought)]);
      above = here;
    }
  }
  return new Map(
    byPrice.map(({ chosen, overflow }) => {
      const average = graph.add(...(averages.get(chosen) ?? []));
      const spilled = {
        average,
        volume: graph.multiply(average, overflow.volumePerLoad),
        served: graph.maximum(...(served.get(chosen) ?? [])),
        overflow,
      };
      return [chosen, spilled] as const;
    }),
  );
}

/** What is bought costs beside spend that a vendor's terms look at. */
export function overflowCost(context: ModelContext, spilled: ReadonlyMap<Node, Spilled>): Node | null {
  const { graph } = context;
  const costs = [...spilled.values()].map(({ volume, overflow }) => graph.multiply(volume, overflow.own));
  return costs.length === 0 ? null : graph.add(...costs);
}

/** No hour of any plan has more load. */
export function mostOfAll<T extends Spilling>(context: ModelContext, members: readonly Member<T>[]): Exact {
  const hours = loadByHour(context, members.map(loadOf));
  return hours.map(({ most }) => most).reduce((a, b) => (a.gt(b) ? a : b));
}

function loadOf<T extends Spilling>({ use, ...member }: Member<T>): Member<Busy> {
  return { ...member, use: use.load };
}
