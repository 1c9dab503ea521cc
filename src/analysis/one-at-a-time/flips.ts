import {
  Exact,
  varyingColumns,
  varyingDoubles,
  varyingExact,
  type Curves,
  type InputNode,
  type Node,
  type VaryingReading,
} from '../../formula/index.ts';
import { findCrossovers, type Interval } from '../crossover/index.ts';

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

const stepsEachWay = 40;
/** Costs apart by less than this factor are equal: a crossing is refined to as much. */
const equal = new Exact('1.000000001');
/** Exact figures carry 64 digits: what is apart by less is equal. */
const less = new Exact(1).minus('1e-30');
/** More pieces of cost than this are not gone through for one input. */
const mostPieces = 4_000;
/** How far up and down, by factor, an input without a bound is searched. */
const widest = 1000;

/** The candidates' totals, kept in double precision for searching and exactly for what is shown. */
export class Contest {
  readonly #candidates: readonly Candidate[];
  readonly #doubles: VaryingReading<number>;
  readonly #columns: VaryingReading<Float64Array>;
  readonly #exact: VaryingReading<Exact>;
  readonly #chosen: VaryingReading<Exact>;

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
    const roots = candidates.map((candidate) => candidate.monthly);
    this.#doubles = varyingDoubles(roots);
    this.#columns = varyingColumns(roots);
    this.#exact = varyingExact(roots);
    this.#chosen = varyingExact(roots.slice(0, 1));
  }

  /** The exact total of the first candidate as a function of one input. */
  totalOfFirst(address: string): (value: Exact) => Exact {
    const curves = this.#chosen.curves(address);
    const read = curves ?? (() => this.#chosen.present());
    return (value) => read(value)[0] ?? new Exact(Number.NaN);
  }

  /**
   * The nearest change of verdict, up or down, when only this input changes. Where the totals are straight lines it is
   * their crossing; where they go in steps the exact list of intervals decides; where they are curved they are searched on
   * a grid that is dense near the present value, and the change is refined to a relative 1e-12. Null where there is none in
   * the input's range (or, without a range, within a factor of 1,000).
   */
  nearestFlip(input: InputNode): Flip | null {
    const found = this.#nearest(input);
    return found === null || !this.#isChange(input, found) ? null : this.#atOrBeyond(input, found);
  }

  /** Whether the other one costs less behind the flip: what costs the same everywhere is apart by rounding alone. */
  #isChange({ address, value, whole }: InputNode, flip: Flip): boolean {
    const beyond = whole === true ? flip.at : flip.at.plus(flip.at.minus(value).times('1e-6'));
    const [cost, present] = this.#costs(address, flip.becomes, beyond);
    return cost !== undefined && present !== undefined && cost.lt(present.times(less));
  }

  /** At a jump the change may begin behind the place where it is: then a step beyond that is less than any figure shows. */
  #atOrBeyond({ address, value, whole }: InputNode, flip: Flip): Flip {
    const [cost, present] = this.#costs(address, flip.becomes, flip.at);
    const holds = cost === undefined || present === undefined || cost.lte(present.times(equal));
    if (whole === true || holds) return flip;
    const step = flip.at.abs().times('1e-12');
    return { ...flip, at: flip.at.gt(value) ? flip.at.plus(step) : flip.at.minus(step) };
  }

  /** What an option and the present cheapest cost at a value. */
  #costs(address: string, option: string, at: Exact): readonly [Exact | undefined, Exact | undefined] {
    const costs = this.#exact.curves(address)?.(at) ?? [];
    return [costs[this.#candidates.findIndex(({ id }) => id === option)], costs[0]];
  }

  #nearest(input: InputNode): Flip | null {
    // One that competes with none stays the cheapest.
    if (this.#candidates.length < 2) return null;
    const curves = this.#doubles.curves(input.address);
    if (curves === null) return null;
    const start = input.value.toNumber();
    const now = cheapest(curves(start));
    if (now < 0) return null;
    const winnerAt = (value: number): number => cheapest(curves(value), now);
    const shape = this.#doubles.shape(input.address);
    const isStraight = shape === 'linear' && input.whole !== true;
    const changes = ([1, -1] as const).flatMap((direction) => {
      const found = isStraight
        ? firstCrossing(curves, now, start, endOf(input, start, direction))
        : this.#firstChange(input, now, start, direction);
      return found === null ? [] : [found];
    });
    const nearestOf = (found: readonly Bracket[]): Bracket | undefined =>
      found.toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start))[0];
    const between = shape === 'stepped' ? this.#betweenSteps(input, nearestOf(changes)) : undefined;
    if (between !== undefined) return between;
    const isExact = isStraight || input.whole === true;
    const nearest = nearestOf(
      isExact ? changes : changes.map(({ before, at }) => bisect(winnerAt, now, before, at)),
    );
    return nearest === undefined ? null : this.#refined(input, nearest, now);
  }

  #firstChange(input: InputNode, now: number, start: number, direction: 1 | -1): Bracket | null {
    const columns = this.#columns.curves(input.address);
    const values = reach(input, start, direction);
    if (columns === null || values.length === 0) return null;
    return firstChange(columns(Float64Array.from(values)), now, start, values);
  }

  #refined(input: InputNode, found: Bracket, now: number): Flip {
    const totals = this.#exact.curves(input.address);
    const isWhole = input.whole === true || totals === null;
    const at = isWhole ? new Exact(found.at) : refine(totals, found, now);
    return { at, becomes: this.#candidates[found.winner]?.id ?? '' };
  }

  /**
   * Steps make stretches that are narrower than any grid. Where the totals are piecewise linear in the input, the exact list
   * of intervals decides; undefined where they are not. No change is nearer than all as far out as the grid found one, so
   * the rest is gone through only where there is none after all.
   */
  #betweenSteps(input: InputNode, found: Bracket | undefined): Flip | null | undefined {
    const present = input.value;
    if (input.whole === true || !present.isPositive() || present.isZero()) return undefined;
    const near = found === undefined ? null : this.#provedChange(input, present.minus(found.at).abs());
    // What cannot be proved near by cannot be proved farther out.
    return near === null ? this.#provedChange(input, present.times(widest)) : near;
  }

  /** The nearest change not farther away than this, or than a factor of 1,000; undefined where it cannot be proved. */
  #provedChange(input: InputNode, reach: Exact): Flip | null | undefined {
    const present = input.value;
    const from = Exact.max(input.minimum ?? 0, present.minus(reach), present.div(widest));
    const farthest = Exact.min(present.plus(reach), present.times(widest));
    const to = input.maximum === undefined ? farthest : Exact.min(input.maximum, farthest);
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

/** The end of the values that are tried in one direction. */
function endOf(input: InputNode, start: number, direction: 1 | -1): number {
  const lowest = input.minimum?.toNumber() ?? -Infinity;
  const highest = input.maximum?.toNumber() ?? Infinity;
  return direction > 0
    ? Math.min(highest, start === 0 ? 1 : start * widest)
    : Math.max(lowest, start > 0 ? 0 : -1);
}

/** Where straight lines first get below the one that is the cheapest now, on the way to `end`. */
function firstCrossing(curves: Curves<number>, now: number, start: number, end: number): Bracket | null {
  if (end === start || !Number.isFinite(end)) return null;
  const [here, there] = [curves(start), curves(end)];
  let nearest: Bracket | null = null;
  for (const [index, cost] of here.entries()) {
    const lead = cost - (here[now] ?? 0);
    const leadAtEnd = (there[index] ?? 0) - (there[now] ?? 0);
    if (index === now || !(leadAtEnd < 0)) continue;
    const at = start + ((end - start) * lead) / (lead - leadAtEnd);
    if (nearest === null || Math.abs(at - start) < Math.abs(nearest.at - start))
      nearest = { before: start, at, winner: index };
  }
  return nearest;
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

/** The first of the cheapest; -1 where none has a cost, or the one that wins `now` has lost its meaning (0/0) there. */
function cheapest(costs: readonly number[], now?: number): number {
  let best = -1;
  if (now !== undefined && Number.isNaN(costs[now])) return best;
  let least = Infinity;
  for (let index = 0; index < costs.length; index += 1) {
    const cost = costs[index] ?? Number.NaN;
    if (Number.isFinite(cost) && cost < least) [best, least] = [index, cost];
  }
  return best;
}

/** The values tried in one direction, near ones first. */
function reach(input: InputNode, start: number, direction: 1 | -1): readonly number[] {
  const lowest = input.minimum?.toNumber() ?? -Infinity;
  const highest = input.maximum?.toNumber() ?? Infinity;
  if (input.whole === true) {
    const count = Math.min(direction > 0 ? highest - start : start - lowest, 1000);
    return Array.from(
      { length: Math.max(0, Math.floor(count)) },
      (_, index) => start + direction * (index + 1),
    );
  }
  const end = endOf(input, start, direction);
  if (!Number.isFinite(end) || end === start) return [];
  const scale = start === 0 ? Math.abs(end) : Math.abs(start);
  const span = Math.abs(end - start) / scale;
  return Array.from({ length: stepsEachWay }, (_, index) => {
    const part = (index + 1) / stepsEachWay;
    // Geometric from a thousandth of the value to the whole span, so that small changes are told apart.
    const distance = part === 1 ? span : Math.min(span, 0.001 * (span / 0.001) ** part);
    return start + direction * distance * scale;
  });
}

interface Bracket {
  /** The last value with the present winner, and the first found with another. */
  readonly before: number;
  readonly at: number;
  readonly winner: number;
}

/** Where on a grid another one first wins, given the totals at all of its values. */
function firstChange(
  totals: readonly Float64Array[],
  now: number,
  start: number,
  values: readonly number[],
): Bracket | null {
  const costs = totals.map(() => 0);
  let before = start;
  for (const [index, value] of values.entries()) {
    for (const [option, total] of totals.entries())
      costs[option] = (total.length === 1 ? total[0] : total[index]) ?? Number.NaN;
    const winner = cheapest(costs, now);
    if (winner !== now && winner >= 0) return { before, at: value, winner };
    before = value;
  }
  return null;
}

function bisect(winnerAt: (value: number) => number, now: number, from: number, to: number): Bracket {
  let [before, at] = [from, to];
  for (let round = 0; round < 100; round += 1) {
    const middle = before + (at - before) / 2;
    if (middle === before || middle === at) break;
    if (winnerAt(middle) === now) before = middle;
    else at = middle;
  }
  return { before, at, winner: winnerAt(at) };
}

/**
 * The crossing inside a bracket as narrow as doubles are: where the difference of the two totals is linear there, its
 * exact zero; at a jump, the bracket's far end.
 */
function refine(totals: Curves<Exact>, bracket: Bracket, now: number): Exact {
  const far = new Exact(bracket.at);
  const difference = (value: Exact): Exact => {
    const costs = totals(value);
    return (costs[now] ?? new Exact(0)).minus(costs[bracket.winner] ?? 0);
  };
  const width = Exact.max(far.abs(), '1e-6').times('1e-9');
  const [left, right] =
    bracket.before < bracket.at ? [far.minus(width), far.plus(width)] : [far.plus(width), far.minus(width)];
  const [atLeft, atRight] = [difference(left), difference(right)];
  if (atLeft.eq(atRight) || atLeft.isPositive() === atRight.isPositive()) return far;
  const crossing = left.plus(right.minus(left).times(atLeft).div(atLeft.minus(atRight)));
  const residue = difference(crossing).abs();
  return residue.lte(Exact.max(atLeft.abs(), atRight.abs()).times('1e-12')) ? crossing : far;
}
