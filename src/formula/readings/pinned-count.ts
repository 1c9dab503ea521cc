import { operandsOf, type LeastNode, type Node } from '../graph/graph.ts';
import { firstRound, rounds } from '../operations/least.ts';
import type { FlatFormulas } from './flat.ts';

/** A `least` that is taken of one of several formulas, and of no other of them. */
export interface PinnedCount {
  readonly place: number;
  /** A count that is surely looked at where there are between `low` and `high` of them; null where none is known. */
  readonly at: (low: number, high: number) => number | null;
  /** Holds to another count than the one that is the best at the inputs' own values; to that one again without. */
  readonly hold: (count?: number) => void;
}

/**
 * Of a formula that a `least` brings to its least: it costs at most what it costs at any one count that is looked at. So bounds
 * from above need no more than the count that is the best at the inputs' own values. Undefined where the root, given by its
 * position, is not such a formula, or others depend on the same count.
 */
export function pinnedCount(formulas: FlatFormulas, root: number): PinnedCount | undefined {
  const { nodes, roots, placeOf, values } = formulas;
  const under = formulas.under(roots[root] as number);
  const [least, ...more] = nodes.filter(
    (node, place): node is LeastNode => node.op === 'least' && under[place] === 1,
  );
  if (least === undefined || more.length > 0 || withoutNames(least.upTo).op !== 'ceiling') return undefined;
  const place = placeOf.get(least.id) as number;
  if (!isSame(least.of, nodes[roots[root] as number] as Node, least)) return undefined;
  if (roots.some((other, index) => index !== root && formulas.under(other)[place] === 1)) return undefined;
  const best = values[place] as number;
  const present = values[placeOf.get(least.upTo.id) as number] as number;
  // Of more counts than are gone through one by one, which are looked at depends on how many there are.
  const looked = present > rounds.evenly ? nearestOf(firstRound(present), best) : best;
  let held = best;
  return {
    place,
    hold: (count = best) => {
      held = count;
    },
    at: (low, high) => {
      const [fewest, most] = [Math.round(low), Math.round(high)];
      if (most <= rounds.evenly) return held <= Math.min(fewest, rounds.evenly) ? held : null;
      return fewest === most && most === present ? looked : null;
    },
  };
}

function nearestOf(counts: readonly number[], to: number): number {
  return counts.reduce((near, each) => (Math.abs(each - to) < Math.abs(near - to) ? each : near), 0);
}

/** Whether a step is what the body of the least is with its best count in place of any. */
function isSame(body: Node, step: Node, least: LeastNode): boolean {
  const compared = new Map<Node, Node>();
  const same = (a: Node, b: Node): boolean => {
    const [one, other] = [withoutNames(a), withoutNames(b)];
    if (one === other || (one === least.count && other === least)) return true;
    if (compared.get(one) === other) return true;
    const [of, against] = [operandsOf(one), operandsOf(other)];
    const isAlike =
      one.op === other.op &&
      of.length > 0 &&
      of.length === against.length &&
      (one.op !== 'choose' || other.op !== 'choose' || one.inclusive === other.inclusive) &&
      of.every((each, index) => same(each, against[index] as Node));
    if (isAlike) compared.set(one, other);
    return isAlike;
  };
  return same(body, step);
}

function withoutNames(node: Node): Node {
  return node.op === 'named' ? withoutNames(node.of) : node;
}
