import {
  Bounds,
  dependenceOf,
  Exact,
  varyingExact,
  type Curves,
  type Dependence,
  type InputNode,
  type Node,
  type VaryingReading,
} from '../../formula/index.ts';
import { findCrossovers, type Interval } from '../crossover/index.ts';
import {
  bisect,
  endOf,
  firstCrossing,
  lastOf,
  reach,
  refine,
  widest,
  widthAround,
  type Bracket,
} from './search.ts';
import { settledUntil } from './settled.ts';

/** An option that could be chosen. */
export interface Candidate {
  readonly id: string;
  readonly monthly: Node;
}

/** Where the cheapest option changes as one input moves away from its value. */
export interface Flip {
  readonly at: Exact;
  readonly becomes: string;
}

/** Costs apart by less than this factor are equal: a crossing is refined to as much. */
const equal = new Exact('1.000000001');
/** Exact figures carry 64 digits: what is apart by less is equal. */
const less = new Exact(1).minus('1e-30');
/** Ratios of doubles that are apart from 1 by this are so exactly, too; those that are not as far as `equal` neither. */
const visible = 1e-12;
const equalInDoubles = 0.9e-9;
/** Exact figures with fewer digits than these were not rounded. */
const unrounded = 60;
/** More pieces of cost than this are not gone through for one input. */
const mostPieces = 4_000;
/** So much, by factor, of what bounds have settled is gone through once more, so that a change is not at the very edge. */
const overlap = 1e-6;
/** How far behind the end of what bounds have settled, by factor, a change is looked for first. */
const beyond = 1e-4;

/** One input that is moved, and what is known of it. */
interface Moved {
  readonly input: InputNode;
  /** The steps that depend on it. */
  readonly steps: Int32Array;
  readonly start: number;
  /** The cheapest at its own value. */
  readonly now: number;
}

/** The candidates' totals, kept in double precision for searching and exactly for what is shown. */
export class FlipSearch {
  readonly #candidates: readonly Candidate[];
  readonly #dependence: Dependence;
  readonly #exact: VaryingReading<Exact>;
  readonly #values: Float64Array;
  readonly #bounds: Bounds;

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
    const roots = candidates.map((candidate) => candidate.monthly);
    this.#dependence = dependenceOf(roots);
    this.#exact = varyingExact(roots);
    this.#values = this.#dependence.flat.values.slice();
    this.#bounds = new Bounds(this.#dependence.flat);
  }

  /** The exact totals of the first candidate at two values of one input. */
  totalsOfFirst({ address, value }: InputNode, low: Exact, high: Exact): readonly [low: Exact, high: Exact] {
    const curve = this.#exact.curves(address, [0]);
    const present = this.#exact.present()[0] ?? new Exact(Number.NaN);
    if (curve === null) return [present, present];
    const [atHigh = present] = curve(high);
    // On a straight line the other side is as far away; what was rounded is not taken on, since equal swings keep their order.
    const isMirrored =
      low.plus(high).eq(value.times(2)) &&
      present.precision() < unrounded &&
      atHigh.precision() < unrounded &&
      this.#dependence.curvature(address) === 'linear';
    return [isMirrored ? present.times(2).minus(atHigh) : (curve(low)[0] ?? present), atHigh];
  }

  /**
   * The nearest change of verdict, up or down, when only this input changes. Where the totals are straight lines it is
   * their crossing; where they go in steps the exact list of intervals decides; where they are curved they are searched on
   * a grid that is dense near the present value, and the change is refined to a relative 1e-12. Null where there is none in
   * the input's range (or, without a range, within a factor of 1,000).
   */
  nearestFlip(input: InputNode): Flip | null {
    const found = this.#search(input);
    return found === null || !this.#isChange(input, found) ? null : this.#atOrBeyond(input, found);
  }

  /** Whether the other one costs less behind the flip: what costs the same everywhere is apart by rounding alone. */
  #isChange(input: InputNode, flip: Flip): boolean {
    const { value, whole } = input;
    const beyond = whole === true ? flip.at : flip.at.plus(flip.at.minus(value).times('1e-6'));
    const option = this.#positionOf(flip);
    if (this.#ratioAt(input, option, beyond).most < 1 - visible) return true;
    const [cost, present] = this.#costs(input, option, beyond);
    return cost !== undefined && present !== undefined && cost.lt(present.times(less));
  }

  /** At a jump the change may begin behind the place where it is: then a step beyond that is less than any figure shows. */
  #atOrBeyond(input: InputNode, flip: Flip): Flip {
    const { value, whole } = input;
    const option = this.#positionOf(flip);
    if (whole === true || this.#ratioAt(input, option, flip.at).most < 1 + equalInDoubles) return flip;
    const [cost, present] = this.#costs(input, option, flip.at);
    if (cost === undefined || present === undefined || cost.lte(present.times(equal))) return flip;
    const step = flip.at.abs().times('1e-12');
    return { ...flip, at: flip.at.gt(value) ? flip.at.plus(step) : flip.at.minus(step) };
  }

  #positionOf({ becomes }: Flip): number {
    return this.#candidates.findIndex(({ id }) => id === becomes);
  }

  /** At most how many times the present cheapest an option costs at a value, as far as bounds tell. */
  #ratioAt({ address }: InputNode, option: number, at: Exact): { readonly most: number } {
    const { roots } = this.#dependence.flat;
    const steps = this.#dependence.on(address);
    const value = at.toNumber();
    this.#bounds.within(steps, value, value);
    const least = this.#bounds.low[roots[0] as number] as number;
    const most = this.#bounds.high[roots[option] as number] as number;
    this.#bounds.restore(steps);
    return { most: least > 0 ? most / least : Infinity };
  }

  /** What an option and the present cheapest cost at a value. */
  #costs({ address }: InputNode, option: number, at: Exact): readonly [Exact | undefined, Exact | undefined] {
    const [cost, present] = this.#exact.curves(address, [option, 0])?.(at) ?? [];
    return [cost, present];
  }

  #search(input: InputNode): Flip | null {
    // One that competes with none stays the cheapest.
    if (this.#candidates.length < 2) return null;
    const steps = this.#dependence.on(input.address);
    if (steps.length === 0) return null;
    const start = input.value.toNumber();
    const flip = this.#nearest({ input, steps, start, now: this.#winner(steps, start) });
    const { values } = this.#dependence.flat;
    for (const place of steps) this.#values[place] = values[place] as number;
    this.#bounds.restore(steps);
    return flip;
  }

  #nearest(moved: Moved): Flip | null {
    const { input, steps, start, now } = moved;
    if (now < 0) return null;
    const curvature = this.#dependence.curvature(input.address);
    const isStraight = curvature === 'linear' && input.whole !== true;
    const known = curvature === 'stepped' ? this.#firstUnsettled(moved) : undefined;
    if (known !== undefined && known !== 'no proof') return known;
    const changes = ([1, -1] as const).flatMap((direction) => {
      const found = isStraight ? this.#crossing(moved, direction) : this.#firstChange(moved, direction);
      return found === null ? [] : [found];
    });
    const nearestOf = (found: readonly Bracket[]): Bracket | undefined =>
      found.toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start))[0];
    const isProvable = curvature === 'stepped' && known !== 'no proof';
    const between = isProvable ? this.#betweenSteps(moved, nearestOf(changes)) : undefined;
    if (between !== undefined) return between;
    const isExact = isStraight || input.whole === true;
    const winnerAt = (value: number): number => this.#winner(steps, value, now);
    const nearest = nearestOf(
      isExact ? changes : changes.map(({ before, at }) => bisect(winnerAt, now, before, at)),
    );
    return nearest === undefined ? null : this.#refined(input, nearest, now);
  }

  /** The first of the cheapest; -1 where none has a cost, or the one that wins `now` has lost its meaning (0/0) there. */
  #winner(steps: Int32Array, value: number, now?: number): number {
    const { flat } = this.#dependence;
    const values = this.#values;
    values[steps[0] as number] = value;
    flat.follow(values, steps);
    let best = -1;
    if (now !== undefined && Number.isNaN(values[flat.roots[now] as number])) return best;
    let least = Infinity;
    for (let index = 0; index < flat.roots.length; index += 1) {
      const cost = values[flat.roots[index] as number] as number;
      if (Number.isFinite(cost) && cost < least) {
        best = index;
        least = cost;
      }
    }
    return best;
  }

  #crossing({ input, steps, start, now }: Moved, direction: 1 | -1): Bracket | null {
    const { roots } = this.#dependence.flat;
    const curves = (value: number): readonly number[] => {
      this.#winner(steps, value);
      return roots.map((place) => this.#values[place] as number);
    };
    return firstCrossing(curves, now, start, endOf(input, start, direction));
  }

  /** Where on the grid another one first wins; what bounds settle is not gone through. */
  #firstChange({ input, steps, start, now }: Moved, direction: 1 | -1): Bracket | null {
    const end = lastOf(input, start, direction);
    const settled = Number.isFinite(end) ? this.#settled(steps, now, start, end) : start;
    if (settled === end && end !== start) return null;
    let before = start;
    for (const value of reach(input, start, direction)) {
      if (direction * (value - settled) > 0) {
        const winner = this.#winner(steps, value, now);
        if (winner !== now && winner >= 0) return { before, at: value, winner };
      }
      before = value;
    }
    return null;
  }

  #settled(steps: Int32Array, now: number, start: number, end: number): number {
    const { roots } = this.#dependence.flat;
    const bounds = this.#bounds;
    const cheapest = roots[now] as number;
    return settledUntil(start, end, (from, to) => {
      bounds.within(steps, Math.min(from, to), Math.max(from, to));
      let until = to;
      for (let index = 0; index < roots.length && until !== from; index += 1) {
        if (index === now) continue;
        const less = bounds.lessUntil(cheapest, roots[index] as number, from, to);
        if (Math.abs(less - from) < Math.abs(until - from)) until = less;
      }
      return until;
    });
  }

  #refined(input: InputNode, found: Bracket, now: number): Flip {
    const totals = this.#exact.curves(input.address, [now, found.winner]);
    const isWhole = input.whole === true || totals === null;
    const at = isWhole
      ? new Exact(found.at)
      : this.#dependence.curvature(input.address) === 'linear'
        ? this.#onLine(input, totals, found, now)
        : refine(totals, found);
    return { at, becomes: this.#candidates[found.winner]?.id ?? '' };
  }

  /** Where two straight lines meet, of which one point each is known: as `refine` has it, with one look. */
  #onLine({ value }: InputNode, totals: Curves<Exact>, found: Bracket, now: number): Exact {
    const present = this.#exact.present();
    const other = value.isZero() ? new Exact(1) : value.times(2);
    const [here, there] = [present[now], present[found.winner]];
    const [hereAfter, thereAfter] = totals(other);
    const far = new Exact(found.at);
    if (here === undefined || there === undefined || hereAfter === undefined || thereAfter === undefined)
      return far;
    const [lead, leadAfter] = [there.minus(here), thereAfter.minus(hereAfter)];
    const crossing = value.plus(other.minus(value).times(lead).div(lead.minus(leadAfter)));
    return crossing.minus(far).abs().lt(widthAround(far)) ? crossing : far;
  }

  /**
   * What bounds settle takes no proof, and where they end is about where the nearest change is: mostly there is a proof just
   * there. Undefined where that does not tell, or nothing is proved of the input's range.
   */
  #firstUnsettled(moved: Moved): Flip | null | 'no proof' | undefined {
    const { input, steps, start, now } = moved;
    const present = input.value;
    if (input.whole === true || !present.isPositive() || present.isZero()) return undefined;
    const low = Exact.max(input.minimum ?? 0, present.div(widest)).toNumber();
    const high = Math.min(present.times(widest).toNumber(), input.maximum?.toNumber() ?? Infinity);
    const ends = [high, low].flatMap((end) => {
      const at = end === start ? end : this.#settled(steps, now, start, end);
      return at === end ? [] : [at];
    });
    let nearest: Flip | null = null;
    for (const at of ends.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))) {
      if (at === start) return undefined;
      if (nearest !== null && nearest.at.minus(present).abs().lt(new Exact(at).minus(present).abs())) break;
      const here = new Exact(at + (start - at) * overlap);
      const end = at + Math.sign(at - start) * Math.abs(at) * beyond;
      const there = new Exact(end);
      const flip =
        this.#meeting(moved, at, end) ??
        this.#provedIn(input, Exact.min(here, there), Exact.max(here, there), here);
      if (flip === undefined) return 'no proof';
      // What changes just before the end may change back behind it.
      if (
        flip === null ||
        flip.at
          .minus(there)
          .abs()
          .lt(there.abs().times(beyond / 4))
      )
        return undefined;
      const isNearer: boolean =
        nearest === null || flip.at.minus(present).abs().lt(nearest.at.minus(present).abs());
      const isAsNear = nearest !== null && flip.at.plus(nearest.at).eq(present.times(2));
      if (isNearer || (isAsNear && flip.at.gt(present))) nearest = flip;
    }
    return nearest;
  }

  /** Where the cheapest and one other meet on the way, if all steps are straight there and no third one comes near. */
  #meeting({ input, steps, now }: Moved, from: number, to: number): Flip | undefined {
    const { roots } = this.#dependence.flat;
    const bounds = this.#bounds;
    const cheapest = roots[now] as number;
    bounds.within(steps, Math.min(from, to), Math.max(from, to));
    const near = roots.flatMap((root, index) =>
      index === now || bounds.lessUntil(cheapest, root, from, to) === to ? [] : [index],
    );
    const [other] = near;
    if (other === undefined || near.length > 1 || bounds.bends(steps)) return undefined;
    const totals = this.#exact.curves(input.address, [now, other]);
    const lead = (value: Exact): Exact => {
      const [here, there] = totals?.(value) ?? [];
      return here === undefined || there === undefined ? new Exact(Number.NaN) : there.minus(here);
    };
    const [start, end] = [new Exact(from), new Exact(to)];
    const [ahead, behind] = [lead(start), lead(end)];
    if (!ahead.gt(0) || !behind.lt(0)) return undefined;
    const at = start.plus(end.minus(start).times(ahead).div(ahead.minus(behind)));
    return { at, becomes: this.#candidates[other]?.id ?? '' };
  }

  /**
   * Steps make stretches that are narrower than any grid. Where the totals are piecewise linear in the input, the exact list
   * of intervals decides; undefined where they are not. No change is nearer than all as far out as the grid found one, so
   * the rest is gone through only where there is none after all.
   */
  #betweenSteps(moved: Moved, found: Bracket | undefined): Flip | null | undefined {
    const present = moved.input.value;
    if (moved.input.whole === true || !present.isPositive() || present.isZero()) return undefined;
    const near = found === undefined ? null : this.#provedChange(moved, present.minus(found.at).abs());
    // What cannot be proved near by cannot be proved farther out.
    return near === null ? this.#provedChange(moved, present.times(widest)) : near;
  }

  /** The nearest change not farther away than this, or than a factor of 1,000; undefined where it cannot be proved. */
  #provedChange(moved: Moved, reach: Exact): Flip | null | undefined {
    const { input, steps, start, now } = moved;
    const present = input.value;
    const from = Exact.max(input.minimum ?? 0, present.minus(reach), present.div(widest));
    const farthest = Exact.min(present.plus(reach), present.times(widest));
    const to = input.maximum === undefined ? farthest : Exact.min(input.maximum, farthest);
    if (from.gte(to)) return undefined;
    const [low, high] = [from.toNumber(), to.toNumber()];
    const down = this.#settled(steps, now, start, low);
    const up = this.#settled(steps, now, start, high);
    if (down === low && up === high) return null;
    // What is as cheap as another here has no side that is settled.
    if (down === start || up === start) return this.#provedIn(input, from, to, present);
    // Only what bounds have not settled is gone through exactly.
    const inward = (settled: number): Exact => new Exact(settled + (start - settled) * overlap);
    const above = up === high ? null : this.#provedIn(input, Exact.max(from, inward(up)), to, inward(up));
    const below =
      down === low ? null : this.#provedIn(input, from, Exact.min(to, inward(down)), inward(down));
    if (above === undefined || below === undefined) return undefined;
    if (above === null || below === null) return above ?? below;
    return above.at.minus(present).lte(present.minus(below.at)) ? above : below;
  }

  #provedIn(input: InputNode, from: Exact, to: Exact, present: Exact): Flip | null | undefined {
    if (from.gte(to)) return undefined;
    const options = this.#candidates.map(({ id, monthly }) => ({ id, total: monthly }));
    const { all } = findCrossovers({
      parameter: input,
      options,
      range: { from, to },
      pieceLimit: mostPieces,
      onlyProved: true,
    });
    return all.completeness === 'proved' ? nearestChange(all.intervals, present) : undefined;
  }
}

/** Where the verdict first differs in a proved list of intervals, going up and down from the present value. */
function nearestChange(intervals: readonly Interval[], present: Exact): Flip | null {
  const here = intervals.findIndex(({ from, to }) => from.lte(present) && (to === null || present.lte(to)));
  const now = intervals[here];
  if (now === undefined) return null;
  const [below, above] = [intervals[here - 1], intervals[here + 1]];
  const down = below === undefined ? null : { at: now.from, becomes: below.cheapest };
  const up = above === undefined ? null : { at: above.from, becomes: above.cheapest };
  if (down === null || up === null) return down ?? up;
  return up.at.minus(present).lte(present.minus(down.at)) ? up : down;
}
