import type { LeastNode, Node } from '../graph/graph.ts';
import { FlatSteps } from './flat-steps.ts';
import { countParts, type CountParts } from './count-parts.ts';
import { Stairs } from './stairs.ts';

/** Fewer counts than this are gone through one by one. */
const fewCounts = 6;

/** From a guess, the least is looked for among neighbors so many times before counts are halved. */
const mostMoves = 4;
/** More than rounding can do, as a part of what it costs without any. */
const rounding = 1e-9;

/** What a least is taken of, in flat arrays, by its node: one is gone through thousands of times. */
const bodies = new WeakMap<LeastNode, LeastBody>();

export function bodyOf(node: LeastNode): LeastBody {
  const known = bodies.get(node);
  if (known !== undefined) return known;
  const made = new LeastBody(node);
  bodies.set(node, made);
  return made;
}

/**
 * In doubles, what a least is taken of. Where all of it rises or falls with the count, part by part, counts are left out that
 * surely cost more: between two counts no part that rises is below what it is at the lower one, and none that falls below what
 * it is at the upper one. Each step of a computation in doubles keeps that order to the last bit, so the answer is the one of going
 * through all counts.
 */
class LeastBody {
  /** At how many counts it was computed so far. */
  looked = 0;
  readonly #steps: FlatSteps;
  readonly #values: Float64Array;
  /** What it takes from outside of it, at the places after the count. */
  readonly #outside: readonly Node[];
  readonly #root: number;
  readonly #inOrder: Int32Array;
  readonly #parts: Flat | null;
  #isOrdered = false;
  #costs = new Float64Array();
  #kept = new Float64Array();
  /** Where a formula beside a count is nowhere below a line: the lines of those of its parts that rise. */
  readonly #stairs: Stairs | null;
  /** Which of the counts, as a share of them, was the best the last time: near it is likely the next one. */
  #last = 0;

  constructor({ count, body, outside, of }: LeastNode) {
    this.#outside = body.includes(of) ? outside : [...outside, of];
    const given = [count, ...this.#outside];
    const all = body.filter((step) => step !== count);
    const isGiven = new Set<Node>(given);
    const as = (node: Node): Node => (node.op === 'named' && !isGiven.has(node) ? as(node.of) : node);
    const steps = all.filter((step) => as(step) === step);
    this.#steps = new FlatSteps([...given, ...steps], given.length, as);
    this.#values = new Float64Array(given.length + steps.length);
    const placeOf = (node: Node): number => this.#steps.placeOf.get(as(node).id) as number;
    this.#root = placeOf(of);
    const inOrder = Int32Array.from(steps, (_, index) => given.length + index);
    const parts = countParts(count, all, of);
    this.#parts = parts && flat(parts, placeOf);
    const rising = [...(this.#parts?.places ?? [])].filter((_, part) => this.#parts?.falls[part] === 0);
    this.#stairs = parts?.isBowl === true ? new Stairs(this.#steps, given.length, rising) : null;
    this.#steps.joinHours([this.#root, ...(this.#parts?.places ?? []), ...(this.#parts?.joining ?? [])]);
    this.#inOrder = this.#steps.outer(inOrder);
  }

  /** Takes what lies outside. */
  enter(of: (operand: Node) => number): void {
    let isOrdered = this.#parts !== null;
    for (let index = 0; index < this.#outside.length; index += 1) {
      const value = of(this.#outside[index] as Node);
      this.#values[1 + index] = value;
      isOrdered &&= value >= 0;
    }
    this.#isOrdered = isOrdered;
  }

  /** How many values lie outside. */
  get given(): number {
    return this.#outside.length;
  }

  /** The same from values by place, the places of what lies outside standing in `args` from `first` on. */
  enterFrom(values: Float64Array, args: Int32Array, first: number): void {
    let isOrdered = this.#parts !== null;
    const own = this.#values;
    for (let index = 0; index < this.#outside.length; index += 1) {
      const value = values[args[first + index] as number] as number;
      own[1 + index] = value;
      isOrdered &&= value >= 0;
    }
    this.#isOrdered = isOrdered;
  }

  /** The first of the counts, which rise, at which it is the least; the first of all where none is a number. */
  first(counts: readonly number[]): number {
    return counts[this.#search(counts, 0)] ?? 0;
  }

  /** All counts at which it is at most `share` of the least above it. */
  near(counts: readonly number[], share: number): readonly number[] {
    const best = this.#search(counts, share);
    const most = best < 0 ? Number.NaN : limit(this.#costs[best] as number, share);
    return counts.filter((_, index) => (this.#costs[index] as number) <= most);
  }

  /** The position of the least, -1 where none is a number. What was left out costs more than asked, and stands as not a number. */
  #search(counts: readonly number[], share: number): number {
    if (this.#costs.length < counts.length) {
      this.#costs = new Float64Array(counts.length);
      this.#kept = new Float64Array(counts.length * (this.#parts?.places.length ?? 0));
    }
    this.#costs.fill(Number.NaN);
    const end = counts.length - 1;
    let best = -1;
    let least = Infinity;
    const see = (index: number): void => {
      const cost = this.#at(counts[index] as number, index);
      if (!(cost < least || (cost === least && index < best))) return;
      best = index;
      least = cost;
    };
    if (!this.#isOrdered || counts.length < fewCounts) {
      for (let index = 0; index <= end; index += 1) see(index);
      return best;
    }
    const guess = Math.round(end * this.#last);
    see(0);
    if (guess > 0) see(guess);
    const open: number[] = [];
    if (this.#stairs === null || counts[0] !== 0) {
      if (guess < end) see(end);
      open.push(0, guess, guess, end);
    } else {
      let [low, high] = [best, best];
      for (let moves = 0; moves < mostMoves && (best === low || best === high); moves += 1) {
        if (best === high && high < end) see((high += 1));
        if (best === low && low > 1) see((low -= 1));
        else if (low === 1) low = 0;
      }
      this.#stairs.enter(this.#values, this.#outside.length);
      const most = limit(least, share) + rounding * ((this.#costs[0] as number) + Math.abs(least));
      const isOver = (near: number, far: number, from: number, to: number): boolean =>
        this.#line(counts, from, to, near) > most && this.#line(counts, from, to, far) > most;
      if (high < end && !isOver(high + 1, end, high - 1, high)) {
        see(end);
        open.push(high, end);
      }
      if (low > 1 && !isOver(low - 1, 1, low + 1, low)) open.push(0, low);
    }
    while (open.length > 0) {
      const to = open.pop() as number;
      const from = open.pop() as number;
      if (to - from < 2) continue;
      const bound = this.#bound(from, to);
      if (bound > limit(least, share) || (share === 0 && bound === least && from >= best)) continue;
      const middle = (from + to) >>> 1;
      see(middle);
      open.push(from, middle, middle, to);
    }
    this.#last = Math.max(0, best) / end;
    return best;
  }

  /** The cost of a count, whose parts are kept at a position. */
  #at(count: number, index: number): number {
    const values = this.#values;
    this.looked += 1;
    values[0] = count;
    this.#steps.follow(values, this.#inOrder);
    const cost = values[this.#root] as number;
    this.#costs[index] = cost;
    if (this.#isOrdered) {
      const { places } = this.#parts as Flat;
      for (let part = 0; part < places.length; part += 1)
        this.#kept[index * places.length + part] = values[places[part] as number] as number;
    }
    return cost;
  }

  /** A line below what a count costs that lies beyond two others, as seen from the first of them. */
  #line(counts: readonly number[], from: number, to: number, beyond: number): number {
    const values = this.#values;
    const { places, falls, joining } = this.#parts as Flat;
    const count = counts[beyond] as number;
    const far = (count - (counts[to] as number)) / ((counts[to] as number) - (counts[from] as number));
    for (let part = 0; part < places.length; part += 1) {
      const place = places[part] as number;
      const there = this.#kept[to * places.length + part] as number;
      values[place] =
        falls[part] === 1
          ? there + far * (there - (this.#kept[from * places.length + part] as number))
          : (this.#stairs as Stairs).at(place, count);
    }
    this.#steps.follow(values, joining);
    return values[this.#root] as number;
  }

  /** What every count between two others costs at least. */
  #bound(from: number, to: number): number {
    const values = this.#values;
    const { places, falls, joining } = this.#parts as Flat;
    for (let part = 0; part < places.length; part += 1) {
      const at = falls[part] === 1 ? to : from;
      values[places[part] as number] = this.#kept[at * places.length + part] as number;
    }
    this.#steps.follow(values, joining);
    return values[this.#root] as number;
  }
}

function limit(least: number, share: number): number {
  return least + Math.abs(least) * share;
}

/** The same by place. */
interface Flat {
  readonly places: Int32Array;
  readonly falls: Uint8Array;
  readonly joining: Int32Array;
}

function flat({ parts, joining }: CountParts, placeOf: (node: Node) => number): Flat {
  return {
    places: Int32Array.from(parts, ({ of }) => placeOf(of)),
    falls: Uint8Array.from(parts, ({ falls }) => Number(falls)),
    joining: Int32Array.from(new Set(joining.map(placeOf))).sort(),
  };
}
