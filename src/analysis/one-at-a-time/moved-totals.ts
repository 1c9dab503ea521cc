import {
  Bounds,
  dependenceOf,
  pinnedCount,
  varyingExact,
  type Curves,
  type Dependence,
  type Exact,
  type InputNode,
  type Node,
  type PinnedCount,
  type VaryingReading,
} from '../../formula/index.ts';
import type { Look } from './search.ts';
import { lastBefore, settledUntil } from './settled.ts';

/** An option that could be chosen. */
export interface Candidate {
  readonly id: string;
  readonly monthly: Node;
}

/** One input that is moved, and what is known of it. */
export interface Moved {
  readonly input: InputNode;
  /** The steps that depend on it. */
  readonly steps: Int32Array;
  readonly start: number;
  /** The cheapest at its own value. */
  readonly now: number;
  /** What was found of it upwards and downwards: how far the cheapest surely stays so, of the way to `end`. */
  readonly found: { up?: Settled; down?: Settled };
}

/** How far short of a change, by factor, the present cheapest is shown to lead. */
const shortOf = 1e-7;

/** So many looks are fewer than to search an input takes. */
const fewLooks = 12;

interface Settled {
  readonly end: number;
  readonly until: number;
}

/**
 * What the candidates cost while one input is moved: in doubles and as bounds, for searching, and exactly, for what is shown.
 * Positions are those of the candidates.
 */
export class MovedTotals {
  readonly candidates: readonly Candidate[];
  readonly dependence: Dependence;
  readonly exact: VaryingReading<Exact>;
  readonly bounds: Bounds;
  readonly #values: Float64Array;
  /** The cheapest at the inputs' own values. */
  readonly #present: number;
  readonly #pinned: PinnedCount | undefined;

  constructor(candidates: readonly Candidate[]) {
    this.candidates = candidates;
    const roots = candidates.map((candidate) => candidate.monthly);
    this.dependence = dependenceOf(roots);
    this.exact = varyingExact(roots);
    this.#values = this.dependence.flat.values.slice();
    this.#present = this.#cheapest();
    // What is compared is mostly whether the first, which is the cheapest, surely stays so: that takes its bounds from above.
    this.#pinned = pinnedCount(this.dependence.flat, 0);
    this.bounds = new Bounds(this.dependence.flat, this.#pinned);
  }

  /** Whether the first candidate has bounds from above only. */
  get isPinned(): boolean {
    return this.#pinned !== undefined;
  }

  /** An input with the cheapest at its value; null where nothing depends on it. */
  move(input: InputNode): Moved | null {
    const steps = this.dependence.on(input.address);
    const start = input.value.toNumber();
    return steps.length === 0 ? null : { input, steps, start, now: this.#present, found: {} };
  }

  /** Puts back what depends on the input that was moved. */
  restore({ steps }: Moved): void {
    const { values } = this.dependence.flat;
    const moved = this.#values;
    for (let index = 0; index < steps.length; index += 1) {
      const place = steps[index] as number;
      moved[place] = values[place] as number;
    }
    this.bounds.restore(steps);
  }

  /** The first of the cheapest; -1 where none has a cost, or the one that wins `now` has lost its meaning (0/0) there. */
  winner(steps: Int32Array, value: number, now?: number): number {
    const { flat } = this.dependence;
    const values = this.#values;
    values[steps[0] as number] = value;
    flat.follow(values, steps);
    if (now !== undefined && Number.isNaN(values[flat.roots[now] as number])) return -1;
    return this.#cheapest();
  }

  #cheapest(): number {
    const { roots } = this.dependence.flat;
    const values = this.#values;
    let best = -1;
    let least = Infinity;
    for (let index = 0; index < roots.length; index += 1) {
      const cost = values[roots[index] as number] as number;
      if (Number.isFinite(cost) && cost < least) {
        best = index;
        least = cost;
      }
    }
    return best;
  }

  /** The winner at a value, as `winner` has it, and by how much the one that wins `now` costs less than another there. */
  look(steps: Int32Array, value: number, now: number, other: number): Look {
    const winner = this.winner(steps, value, now);
    const [cost, present] = [other, now].map(
      (index) => this.#values[this.dependence.flat.roots[index] as number] as number,
    );
    return { winner, lead: (cost as number) - (present as number) };
  }

  /** In doubles, at a value. */
  at(steps: Int32Array, value: number): readonly number[] {
    this.winner(steps, value);
    return this.dependence.flat.roots.map((place) => this.#values[place] as number);
  }

  /** How far up or down the present cheapest is known to stay the cheapest; the input's own value where nobody asked. */
  knownSettled({ start, found }: Moved, direction: 1 | -1): number {
    return found[direction > 0 ? 'up' : 'down']?.until ?? start;
  }

  /** How far from the input's own value towards `end` the present cheapest surely stays the cheapest. */
  settled(moved: Moved, end: number): number {
    const { start, found } = moved;
    const way = end > start ? 'up' : 'down';
    const known = found[way];
    const isInside = (value: number): boolean => (way === 'up' ? value <= end : value >= end);
    if (known !== undefined && !isInside(known.until)) return end;
    // Where it was not sure it would not be again; where it was all along, only what is farther is asked.
    if (known !== undefined && known.until !== known.end) return known.until;
    const from = known?.until ?? start;
    const goal = this.#beforeChange(moved, from, end);
    const until = settledUntil(from, goal, (at, to) => this.#leadsUntil(moved, at, to));
    found[way] = { end, until };
    return until;
  }

  /**
   * Where another one is the cheapest at the end, a place just before one where it becomes so: what is beyond is not settled.
   * Looks in doubles are cheap beside those of bounds, whose strides get ever shorter towards a change.
   */
  #beforeChange({ steps, now }: Moved, from: number, end: number): number {
    const isNow = (value: number): boolean => this.winner(steps, value, now) === now;
    if ((this.isPinned && now !== 0) || isNow(end) || !isNow(from)) return end;
    const before = lastBefore(isNow, from, end);
    const short = before - Math.sign(end - from) * Math.abs(before) * shortOf;
    return (short - from) * (end - short) > 0 ? short : end;
  }

  /** Whether the present cheapest surely stays the cheapest everywhere between two values. */
  isSettled(moved: Moved, from: number, to: number): boolean {
    return moved.now >= 0 && this.#leadsUntil(moved, from, to) === to;
  }

  /**
   * The same from the input's own value to another one, in a few looks. Of what has bounds from above only, to search the input
   * takes dozens, since no change is told from bounds; elsewhere it takes hardly more than these.
   */
  isSettledInStrides(moved: Moved, end: number): boolean {
    const pinned = this.#pinned;
    if (pinned === undefined || moved.now < 0) return false;
    const leadsUntil = (from: number, to: number): number => {
      // The count that is the best at the input's own value is not the best of all farther away.
      pinned.hold(this.#countAt(moved, from, pinned));
      return this.#leadsUntil(moved, from, to);
    };
    const until = settledUntil(moved.start, end, leadsUntil, fewLooks);
    pinned.hold();
    return until === end;
  }

  #countAt({ steps }: Moved, value: number, { place }: PinnedCount): number | undefined {
    this.winner(steps, value);
    return this.#values[place];
  }

  #leadsUntil({ steps, now }: Moved, from: number, to: number): number {
    if (this.isPinned && now !== 0) return from;
    this.bounds.within(steps, Math.min(from, to), Math.max(from, to));
    return this.#lessUntil(now, from, to);
  }

  /** As far as one candidate surely costs less than every other, on what bounds were asked last. */
  #lessUntil(one: number, from: number, to: number): number {
    const { roots } = this.dependence.flat;
    const least = roots[one] as number;
    let until = to;
    for (let index = 0; index < roots.length && until !== from; index += 1) {
      if (index === one) continue;
      const less = this.bounds.lessUntil(least, roots[index] as number, from, to);
      if (Math.abs(less - from) < Math.abs(until - from)) until = less;
    }
    return until;
  }

  /** The candidate that surely costs less than every other everywhere between two values; -1 where none does. */
  surelyLeast({ steps }: Moved, from: number, to: number): number {
    if (this.isPinned) return -1;
    this.bounds.within(steps, Math.min(from, to), Math.max(from, to));
    return this.candidates.findIndex((_, index) => this.#lessUntil(index, from, to) === to);
  }

  /** At most how many times the first candidate another one costs at a value, as far as bounds tell. */
  mostRatioAt({ address }: InputNode, option: number, at: Exact): number {
    if (this.isPinned) return Infinity;
    const { roots } = this.dependence.flat;
    const steps = this.dependence.on(address);
    const value = at.toNumber();
    this.bounds.within(steps, value, value);
    const least = this.bounds.low[roots[0] as number] as number;
    const most = this.bounds.high[roots[option] as number] as number;
    this.bounds.restore(steps);
    return least > 0 ? most / least : Infinity;
  }

  /** What a candidate and the first one cost at a value, exactly. */
  costsAt(
    { address }: InputNode,
    option: number,
    at: Exact,
  ): readonly [cost: Exact | undefined, first: Exact | undefined] {
    const [cost, first] = this.exact.curves(address, [option, 0])?.(at) ?? [];
    return [cost, first];
  }

  /** Two of them as functions of the input. */
  pair({ address }: InputNode, one: number, other: number): Curves<Exact> | null {
    return this.exact.curves(address, [one, other]);
  }
}
