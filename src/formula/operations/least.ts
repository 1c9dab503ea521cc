import { readNode, type Algebra } from '../graph/algebra.ts';
import { doubleOf } from '../graph/approximate.ts';
import { Exact } from '../graph/decimal.ts';
import type { ChooseNode, LeastNode, Node } from '../graph/graph.ts';
import { ceiling } from './ceiling.ts';
import { bodyOf } from './least-body.ts';
import { dimensionless } from '../graph/unit.ts';

/**
 * Which counts a `least` looks at: all of them up to this many, otherwise so many evenly spaced ones, and then so many
 * between the neighbours of the best. The same in every reading, so that all find the same count.
 */
export const rounds = { evenly: 48, finer: 32 } as const;
const { evenly, finer } = rounds;

/** Costs in doubles that are this near may be the other way round in truth. */
const nearly = 1e-9;
const mostNear = 50;

type Of<T> = (operand: Node) => T;

/** What the least is taken of, at one count. */
function bodyAt<T>(node: LeastNode, count: T, of: Of<T>, algebra: Algebra<T>): T {
  const known = new Map<number, T>([[node.count.id, count]]);
  const inside: Of<T> = (operand) => known.get(operand.id) ?? of(operand);
  for (const step of node.body) if (step.op !== 'count') known.set(step.id, readNode(step, algebra, inside));
  return inside(node.of);
}

/** Whole numbers from one to another, both included, at most `parts` steps apart. */
function spread(from: number, to: number, parts: number): readonly number[] {
  const steps = Math.min(parts, to - from);
  const at = (index: number): number => from + ceiling.double(((to - from) * index) / steps);
  return steps <= 0 ? [from] : Array.from({ length: steps + 1 }, (_, index) => at(index));
}

const firstRounds = new Map<number, readonly number[]>();

/** What the first round looks at, of so many. */
export function firstRound(upTo: number): readonly number[] {
  const known = firstRounds.get(upTo);
  if (known !== undefined) return known;
  const counts = spread(0, upTo, evenly);
  if (upTo <= evenly) firstRounds.set(upTo, counts);
  return counts;
}

/** The two rounds of the search. `bestOf` gives the first of the best among some counts. */
function search(upTo: number, bestOf: (counts: readonly number[]) => number): number {
  if (!Number.isFinite(upTo) || upTo <= 0) return 0;
  const best = bestOf(firstRound(upTo));
  const step = Math.ceil(upTo / evenly);
  return step === 1 ? best : bestOf(spread(Math.max(0, best - step), Math.min(upTo, best + step), finer));
}

/** In doubles, by going through the formula anew. */
export function leastInDoubles(node: LeastNode, upTo: number, of: Of<number>): number {
  const body = bodyOf(node);
  body.enter(of);
  return search(upTo, (counts) => body.first(counts));
}

/**
 * The same of values by place: of its `outside`, the places stand in `args` from `first` on. Undefined where what it is the least
 * of does not depend on the count, and so is none of them.
 */
export function leastByPlace(
  node: LeastNode,
  upTo: number,
  values: Float64Array,
  args: Int32Array,
  first: number,
): number | undefined {
  const body = bodyOf(node);
  if (body.given !== node.outside.length) return undefined;
  body.enterFrom(values, args, first);
  return search(upTo, (counts) => body.first(counts));
}

/** Exactly: in doubles first, and those near the least once more in decimals. */
export function leastExactly(node: LeastNode, upTo: Exact, of: Of<Exact>, exact: Algebra<Exact>): Exact {
  const body = bodyOf(node);
  body.enter((operand) => doubleOf(of(operand)));
  const bestOf = (counts: readonly number[]): number => {
    const near = body.near(counts, nearly).slice(0, mostNear);
    const [first = counts[0] ?? 0, ...others] = near;
    if (others.length === 0) return first;
    let best = { count: first, cost: bodyAt(node, new Exact(first), of, exact) };
    for (const count of others) {
      const other = bodyAt(node, new Exact(count), of, exact);
      if (other.lt(best.cost)) best = { count, cost: other };
    }
    return best.count;
  };
  return new Exact(search(upTo.toNumber(), bestOf));
}

/**
 * The same as a formula of other operations, for readings that keep formulas and not numbers. `known` is the largest count
 * where it is the same for all: then no more are looked at than there are.
 */
export function expandLeast<T>(
  node: LeastNode,
  upTo: T,
  of: Of<T>,
  algebra: Algebra<T>,
  known: number | null,
): T {
  const number = (value: number): T =>
    algebra.constant({ op: 'constant', id: -1, unit: dimensionless, value: new Exact(value) });
  if (known !== null && !(known > 0 && Number.isFinite(known))) return number(0);
  const zero = number(0);
  const isMore = { inclusive: false } as ChooseNode;
  const bestOf = (counts: readonly T[]): T => {
    let best = counts[0] ?? zero;
    let least = bodyAt(node, best, of, algebra);
    for (const count of counts.slice(1)) {
      const cost = bodyAt(node, count, of, algebra);
      best = algebra.choose(isMore, algebra.subtract(least, cost), best, [{ above: zero, value: count }]);
      least = algebra.minimum([least, cost]);
    }
    return best;
  };
  const parts = (from: T, to: T, count: number): readonly T[] =>
    Array.from({ length: count + 1 }, (_, index) =>
      algebra.add([
        from,
        algebra.ceiling(
          algebra.divide(algebra.multiply([algebra.subtract(to, from), number(index)]), number(count)),
        ),
      ]),
    );
  if (known !== null && known <= evenly) return bestOf(spread(0, known, evenly).map(number));
  const best = bestOf(parts(zero, upTo, evenly));
  const step = algebra.ceiling(algebra.divide(upTo, number(evenly)));
  const from = algebra.maximum([zero, algebra.subtract(best, step)]);
  const to = algebra.minimum([upTo, algebra.add([best, step])]);
  return bestOf(parts(from, to, finer));
}
