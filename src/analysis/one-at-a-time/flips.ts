import { Exact, type Curves, type InputNode } from '../../formula/index.ts';
import { MovedTotals, type Candidate, type Moved } from './moved-totals.ts';
import { betweenSteps, firstUnsettled } from './proved-change.ts';
import {
  bisect,
  endOf,
  firstCrossing,
  lastOf,
  rangeAround,
  reach,
  refine,
  widthAround,
  type Bracket,
  type Flip,
} from './search.ts';

/** Costs apart by less than this factor are equal: a crossing is refined to as much. */
const equal = new Exact('1.000000001');
/** Exact figures carry 64 digits: what is apart by less is equal. */
const less = new Exact(1).minus('1e-30');
/** Ratios of doubles that are apart from 1 by this are so exactly, too; those that are not as far as `equal` neither. */
const visible = 1e-12;
const equalInDoubles = 0.9e-9;
/** Exact figures with fewer digits than these were not rounded. */
const unrounded = 60;

/** The candidates' totals, kept in double precision for searching and exactly for what is shown. */
export class FlipSearch {
  readonly #totals: MovedTotals;
  readonly #known = new Map<string, Flip | null>();

  constructor(candidates: readonly Candidate[]) {
    this.#totals = new MovedTotals(candidates);
  }

  get candidates(): readonly Candidate[] {
    return this.#totals.candidates;
  }

  /** Whether the first candidate depends on an input at all. */
  movesFirst({ address }: InputNode): boolean {
    return this.#totals.exact.dependsOn(0, address);
  }

  /** The exact totals of the first candidate at two values of one input. */
  totalsOfFirst({ address, value }: InputNode, low: Exact, high: Exact): readonly [low: Exact, high: Exact] {
    const curve = this.#totals.exact.curves(address, [0]);
    const present = this.#totals.exact.present()[0] ?? new Exact(Number.NaN);
    if (curve === null) return [present, present];
    const [atHigh = present] = curve(high);
    // On a straight line the other side is as far away; what was rounded is not taken on, since equal swings keep their order.
    const isMirrored =
      low.plus(high).eq(value.times(2)) &&
      present.precision() < unrounded &&
      atHigh.precision() < unrounded &&
      this.#totals.dependence.curvature(address) === 'linear';
    return [isMirrored ? present.times(2).minus(atHigh) : (curve(low)[0] ?? present), atHigh];
  }

  /**
   * The nearest change of verdict, up or down, when only this input changes. Where the totals are straight lines it is
   * their crossing; where they go in steps the exact list of intervals decides; where they are curved they are searched on
   * a grid that is dense near the present value, and the change is refined to a relative 1e-12. Null where there is none in
   * the input's range (or, without a range, within a factor of 1,000). Searched once for each input.
   */
  nearestFlip(input: InputNode): Flip | null {
    const known = this.#known.get(input.address);
    if (known !== undefined) return known;
    const found = this.#search(input);
    const flip = found === null || !this.#isChange(input, found) ? null : this.#atOrBeyond(input, found);
    this.#known.set(input.address, flip);
    return flip;
  }

  /** Whether the other one costs less behind the flip: what costs the same everywhere is apart by rounding alone. */
  #isChange(input: InputNode, flip: Flip): boolean {
    const { value, whole } = input;
    const beyond = whole === true ? flip.at : flip.at.plus(flip.at.minus(value).times('1e-6'));
    const option = this.#positionOf(flip);
    if (this.#totals.mostRatioAt(input, option, beyond) < 1 - visible) return true;
    const [cost, present] = this.#totals.costsAt(input, option, beyond);
    return cost !== undefined && present !== undefined && cost.lt(present.times(less));
  }

  /** At a jump the change may begin behind the place where it is: then a step beyond that is less than any figure shows. */
  #atOrBeyond(input: InputNode, flip: Flip): Flip {
    const { value, whole } = input;
    const option = this.#positionOf(flip);
    if (whole === true || this.#totals.mostRatioAt(input, option, flip.at) < 1 + equalInDoubles) return flip;
    const [cost, present] = this.#totals.costsAt(input, option, flip.at);
    if (cost === undefined || present === undefined || cost.lte(present.times(equal))) return flip;
    const step = flip.at.abs().times('1e-12');
    return { ...flip, at: flip.at.gt(value) ? flip.at.plus(step) : flip.at.minus(step) };
  }

  #positionOf({ becomes }: Flip): number {
    return this.#totals.candidates.findIndex(({ id }) => id === becomes);
  }

  /**
   * Whether another value of the input within a share of its present one surely makes no other candidate the cheapest. What is
   * not sure may still be so.
   */
  isSettledWithin(share: number, input: InputNode): boolean {
    const moved = this.#totals.candidates.length < 2 ? null : this.#totals.move(input);
    if (moved === null || moved.now < 0) return true;
    const [low, high] = rangeAround(input, moved.start, share);
    const isSettled =
      (low === high && low === moved.start) ||
      this.#totals.isSettled(moved, low, high) ||
      (this.#totals.isSettledInStrides(moved, low) && this.#totals.isSettledInStrides(moved, high));
    this.#totals.restore(moved);
    return isSettled;
  }

  /** Whether another candidate is the cheapest, in doubles, where the input is a share less or more than it is. */
  changesAt(share: number, input: InputNode): boolean {
    const moved = this.#totals.candidates.length < 2 ? null : this.#totals.move(input);
    if (moved === null || moved.now < 0) return false;
    const { steps, start, now } = moved;
    const changes = rangeAround(input, start, share).some(
      (value) => value !== start && this.#totals.winner(steps, value, now) !== now,
    );
    this.#totals.restore(moved);
    return changes;
  }

  #search(input: InputNode): Flip | null {
    // One that competes with none stays the cheapest.
    const moved = this.#totals.candidates.length < 2 ? null : this.#totals.move(input);
    if (moved === null) return null;
    const flip = this.#nearest(moved);
    this.#totals.restore(moved);
    return flip;
  }

  #nearest(moved: Moved): Flip | null {
    const { input, steps, start, now } = moved;
    if (now < 0) return null;
    const curvature = this.#totals.dependence.curvature(input.address);
    const isStraight = curvature === 'linear' && input.whole !== true;
    const known = curvature === 'stepped' ? firstUnsettled(this.#totals, moved) : undefined;
    if (known !== undefined && known !== 'no proof') return known;
    const changes = ([1, -1] as const).flatMap((direction) => {
      const found = isStraight ? this.#crossing(moved, direction) : this.#firstChange(moved, direction);
      return found === null ? [] : [found];
    });
    const nearestOf = (found: readonly Bracket[]): Bracket | undefined =>
      found.toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start))[0];
    const isProvable = curvature === 'stepped' && known !== 'no proof';
    const between = isProvable ? betweenSteps(this.#totals, moved, nearestOf(changes)) : undefined;
    if (between !== undefined) return between;
    const isExact = isStraight || input.whole === true;
    const narrowed = ({ before, at, winner }: Bracket): Bracket =>
      bisect((value) => this.#totals.look(steps, value, now, winner), now, before, at);
    const nearest = nearestOf(isExact ? changes : changes.map(narrowed));
    return nearest === undefined ? null : this.#refined(input, nearest, now);
  }

  #crossing({ input, steps, start, now }: Moved, direction: 1 | -1): Bracket | null {
    return firstCrossing(
      (value) => this.#totals.at(steps, value),
      now,
      start,
      endOf(input, start, direction),
    );
  }

  /**
   * Where on the grid another one first wins. What bounds have settled is not gone through; they are asked only about whole
   * numbers, of which there may be many: elsewhere the grid itself takes less.
   */
  #firstChange(moved: Moved, direction: 1 | -1): Bracket | null {
    const { input, steps, start, now } = moved;
    const end = lastOf(input, start, direction);
    const isAsked = input.whole === true && Number.isFinite(end);
    const settled = isAsked ? this.#totals.settled(moved, end) : this.#totals.knownSettled(moved, direction);
    if (settled === end && end !== start) return null;
    let before = start;
    for (const value of reach(input, start, direction)) {
      if (direction * (value - settled) > 0) {
        const winner = this.#totals.winner(steps, value, now);
        if (winner !== now && winner >= 0) return { before, at: value, winner };
      }
      before = value;
    }
    return null;
  }

  #refined(input: InputNode, found: Bracket, now: number): Flip {
    const totals = this.#totals.exact.curves(input.address, [now, found.winner]);
    const isWhole = input.whole === true || totals === null;
    const at = isWhole
      ? new Exact(found.at)
      : this.#totals.dependence.curvature(input.address) === 'linear'
        ? this.#onLine(input, totals, found, now)
        : refine(totals, found);
    return { at, becomes: this.#totals.candidates[found.winner]?.id ?? '' };
  }

  /** Where two straight lines meet, of which one point each is known: as `refine` has it, with one look. */
  #onLine({ value }: InputNode, totals: Curves<Exact>, found: Bracket, now: number): Exact {
    const present = this.#totals.exact.present();
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
}
