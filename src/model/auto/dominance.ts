import type { Exact } from '../../formula/index.ts';

/** What decides the rent of a built option at every volume: how it is had, and how fast a replica works. */
export interface BuiltFigures {
  /** Price of a GPU and hour, and its currency: rates move, so that only offers of one currency are compared. */
  readonly hourly: Exact;
  readonly currency: string;
  /** GPUs in the smallest unit that is rented, and the fewest that are. */
  readonly node: Exact;
  readonly minimum: Exact;
  /** GPUs of a replica. */
  readonly replica: Exact;
  /** Months that are agreed; none where it can be ended any day. */
  readonly months: Exact;
  readonly switchOff: boolean;
  /** Bits of a weight: fewer can cost quality, so that they never stand in for more. */
  readonly bits: number;
  /** How firmly the price is known, from 0 on: a marketplace's quote or an estimate never stands in for a list price. */
  readonly vagueness: number;
  /** Seconds of a replica per token of input, of output, and of context; null where they are as stated, for the GPU alone. */
  readonly times: { readonly input: number; readonly output: number; readonly context: number } | null;
  readonly gpu: string;
}

/**
 * Whether `a` costs no more than `b` at every volume and every mix of tokens, is at least as precise and binds no longer.
 * Replicas of `a` are then never more than those of `b`, and n of them never cost more.
 */
export function dominates(a: BuiltFigures, b: BuiltFigures): boolean {
  return (
    a.currency === b.currency &&
    a.bits >= b.bits &&
    a.vagueness <= b.vagueness &&
    a.months.lte(b.months) &&
    (a.switchOff || !b.switchOff) &&
    (a.minimum.lte(a.node) || leastRent(a).lte(leastRent(b))) &&
    isAsFast(a, b) &&
    costsNoMore(a, b)
  );
}

/** What the fewest GPUs that are rented cost an hour. */
function leastRent({ minimum, node, hourly }: BuiltFigures): Exact {
  return minimum.div(node).ceil().times(node).times(hourly);
}

function isAsFast({ times: a, gpu }: BuiltFigures, { times: b, gpu: other }: BuiltFigures): boolean {
  if (a === null || b === null) return a === b && gpu === other;
  return a.input <= b.input && a.output <= b.output && a.context <= b.context;
}

/** n replicas take n · replica GPUs, rounded up to whole nodes. Any of these is enough for every n. */
function costsNoMore(a: BuiltFigures, b: BuiltFigures): boolean {
  const isWhole = (of: Exact, part: Exact): boolean => of.mod(part).isZero();
  const perNode = a.node.times(a.hourly).lte(b.node.times(b.hourly));
  // As many nodes or fewer, each at no more.
  if (perNode && a.replica.times(b.node).lte(b.replica.times(a.node))) return true;
  // As many GPUs or fewer, rounded up in steps that divide the other's.
  if (a.replica.lte(b.replica) && isWhole(b.node, a.node) && a.hourly.lte(b.hourly)) return true;
  // Replicas that fill their nodes, each at no more than the other's GPUs alone.
  return isWhole(a.replica, a.node) && a.replica.times(a.hourly).lte(b.replica.times(b.hourly));
}

/** Bits of a weight, by the name of the precision; 16 where it is not stated. */
export function bitsOf(precision: string | null): number {
  if (precision === null) return 16;
  if (/fp4|int4|w4/iu.test(precision)) return 4;
  if (/8/u.test(precision)) return 8;
  return /32/u.test(precision) ? 32 : 16;
}
