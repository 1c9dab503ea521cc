import { Exact, placeOfStep, type InputNode } from '../../formula/index.ts';
import { provedIntervals, type Interval } from '../crossover/index.ts';
import type { Moved, MovedTotals } from './moved-totals.ts';
import { bisect, widest, type Bracket, type Flip } from './search.ts';

/** More pieces of cost than this are not gone through for one input. */
const mostPieces = 4_000;
/** So much, by factor, of what bounds have settled is gone through once more, so that a change is not at the very edge. */
const overlap = 1e-6;
/** How far behind the end of what bounds have settled, by factor, a change is looked for first. */
const beyond = 1e-4;
/** The same where a change was seen in doubles, and what lasts no longer than this is not called a change. */
const just = 4e-7;
const sliver = 1e-7;
/** A step is read from so little beside it, by factor. */
const edge = 1e-12;

/**
 * What bounds settle takes no proof, and where they end is about where the nearest change is: mostly there is a proof just
 * there. Undefined where that does not tell, or nothing is proved of the input's range.
 */
export function firstUnsettled(totals: MovedTotals, moved: Moved): Flip | null | 'no proof' | undefined {
  const { input, start } = moved;
  const present = input.value;
  if (input.whole === true || !present.isPositive() || present.isZero()) return undefined;
  const low = Exact.max(input.minimum ?? 0, present.div(widest)).toNumber();
  const high = Math.min(present.times(widest).toNumber(), input.maximum?.toNumber() ?? Infinity);
  const ends = [high, low].flatMap((end) => {
    const at = end === start ? end : totals.settled(moved, end);
    return at === end ? [] : [at];
  });
  let nearest: Flip | null = null;
  for (const at of ends.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))) {
    if (at === start) return undefined;
    if (nearest !== null && nearest.at.minus(present).abs().lt(new Exact(at).minus(present).abs())) break;
    const here = new Exact(at + (start - at) * overlap);
    const end = at + Math.sign(at - start) * Math.abs(at) * beyond;
    const there = new Exact(end);
    const near = justBehind(totals, moved, at);
    const flip =
      near ??
      closedForm(totals, moved, at, end) ??
      provedIn(totals, input, Exact.min(here, there), Exact.max(here, there), here);
    if (flip === undefined) return 'no proof';
    // What changes just before the end may change back behind it.
    if (flip === null || (near === undefined && isNear(flip.at, there, beyond / 4))) return undefined;
    const isNearer: boolean =
      nearest === null || flip.at.minus(present).abs().lt(nearest.at.minus(present).abs());
    const isAsNear = nearest !== null && flip.at.plus(nearest.at).eq(present.times(2));
    if (isNearer || (isAsNear && flip.at.gt(present))) nearest = flip;
  }
  return nearest;
}

function isNear(one: Exact, other: Exact, share: number): boolean {
  return one.minus(other).abs().lt(other.abs().times(share));
}

/** Where bounds have settled all but a change, it is mostly just behind: a meeting of two lines, or one step up. */
function justBehind(totals: MovedTotals, moved: Moved, at: number): Flip | undefined {
  const { input, start } = moved;
  const far = at + Math.sign(at - start) * Math.abs(at) * just;
  const end = Math.min(Math.max(far, input.minimum?.toNumber() ?? 0), input.maximum?.toNumber() ?? Infinity);
  const flip = end === at ? undefined : closedForm(totals, moved, at, end);
  // What lasts no longer may be there by the rule for whole numbers alone.
  return flip === undefined || isNear(flip.at, new Exact(end), sliver) ? undefined : flip;
}

/** A meeting or a step up between two values. Bounds are asked for both. */
function closedForm(totals: MovedTotals, moved: Moved, from: number, to: number): Flip | undefined {
  totals.bounds.within(moved.steps, Math.min(from, to), Math.max(from, to));
  return meeting(totals, moved, from, to) ?? jump(totals, moved, from, to);
}

/**
 * Where one step goes up on the way, before which the present cheapest surely leads and behind which another one does. Bounds
 * were asked of the way.
 */
function jump(totals: MovedTotals, moved: Moved, from: number, to: number): Flip | undefined {
  const { bounds, dependence, candidates } = totals;
  const { input, steps } = moved;
  if (totals.isPinned) return undefined;
  const step = bounds.stepUp(steps);
  if (step === undefined) return undefined;
  const at =
    placeOfStep(dependence, input.address, step.place, step.whole) ??
    changeInDoubles(totals, moved, from, to);
  if (at === undefined) return undefined;
  const place = at.toNumber();
  const beside = Math.sign(to - from) * Math.abs(place) * edge;
  const [before, behind] = [place - beside, place + beside];
  if (!((before - from) * (to - behind) > 0) || !totals.isSettled(moved, from, before)) return undefined;
  const least = totals.surelyLeast(moved, behind, to);
  const other = candidates[least];
  return other === undefined || least === moved.now ? undefined : { at, becomes: other.id };
}

/** The first double at which another one is the cheapest: what rounds up follows no line whose place could be told exactly. */
function changeInDoubles(
  totals: MovedTotals,
  { steps, now }: Moved,
  from: number,
  to: number,
): Exact | undefined {
  const winner = totals.winner(steps, to, now);
  if (winner === now || winner < 0) return undefined;
  return new Exact(bisect((value) => totals.look(steps, value, now, winner), now, from, to).at);
}

/**
 * Where the cheapest and one other meet on the way, if all steps are straight there and no third one comes near. Bounds were
 * asked of the way.
 */
function meeting(
  totals: MovedTotals,
  { input, steps, now }: Moved,
  from: number,
  to: number,
): Flip | undefined {
  const { bounds, dependence } = totals;
  const { roots } = dependence.flat;
  const cheapest = roots[now] as number;
  const near = roots.flatMap((root, index) =>
    index === now || bounds.lessUntil(cheapest, root, from, to) === to ? [] : [index],
  );
  const [other] = near;
  if (other === undefined || near.length > 1 || bounds.bends(steps, [cheapest, roots[other] as number]))
    return undefined;
  const curves = totals.pair(input, now, other);
  const lead = (value: Exact): Exact => {
    const [here, there] = curves?.(value) ?? [];
    return here === undefined || there === undefined ? new Exact(Number.NaN) : there.minus(here);
  };
  const [start, end] = [new Exact(from), new Exact(to)];
  const [ahead, behind] = [lead(start), lead(end)];
  if (!ahead.gt(0) || !behind.lt(0)) return undefined;
  const at = start.plus(end.minus(start).times(ahead).div(ahead.minus(behind)));
  return { at, becomes: totals.candidates[other]?.id ?? '' };
}

/**
 * Steps make stretches that are narrower than any grid. Where the totals are piecewise linear in the input, the exact list
 * of intervals decides; undefined where they are not. No change is nearer than all as far out as the grid found one, so
 * the rest is gone through only where there is none after all.
 */
export function betweenSteps(
  totals: MovedTotals,
  moved: Moved,
  found: Bracket | undefined,
): Flip | null | undefined {
  const present = moved.input.value;
  if (moved.input.whole === true || !present.isPositive() || present.isZero()) return undefined;
  const near = found === undefined ? null : provedChange(totals, moved, present.minus(found.at).abs());
  // What cannot be proved near by cannot be proved farther out.
  return near === null ? provedChange(totals, moved, present.times(widest)) : near;
}

/** The nearest change not farther away than this, or than a factor of 1,000; undefined where it cannot be proved. */
function provedChange(totals: MovedTotals, moved: Moved, reach: Exact): Flip | null | undefined {
  const { input, start } = moved;
  const present = input.value;
  const from = Exact.max(input.minimum ?? 0, present.minus(reach), present.div(widest));
  const farthest = Exact.min(present.plus(reach), present.times(widest));
  const to = input.maximum === undefined ? farthest : Exact.min(input.maximum, farthest);
  if (from.gte(to)) return undefined;
  const [low, high] = [from.toNumber(), to.toNumber()];
  const down = totals.settled(moved, low);
  const up = totals.settled(moved, high);
  if (down === low && up === high) return null;
  // What is as cheap as another here has no side that is settled.
  if (down === start || up === start) return provedIn(totals, input, from, to, present);
  // Only what bounds have not settled is gone through exactly.
  const inward = (settled: number): Exact => new Exact(settled + (start - settled) * overlap);
  const above = up === high ? null : provedIn(totals, input, Exact.max(from, inward(up)), to, inward(up));
  const below =
    down === low ? null : provedIn(totals, input, from, Exact.min(to, inward(down)), inward(down));
  if (above === undefined || below === undefined) return undefined;
  if (above === null || below === null) return above ?? below;
  return above.at.minus(present).lte(present.minus(below.at)) ? above : below;
}

function provedIn(
  { candidates, dependence }: MovedTotals,
  input: InputNode,
  from: Exact,
  to: Exact,
  present: Exact,
): Flip | null | undefined {
  if (from.gte(to)) return undefined;
  const options = candidates.map(({ id, monthly }) => ({ id, total: monthly }));
  const intervals = provedIntervals({
    parameter: input,
    options,
    range: { from, to },
    pieceLimit: mostPieces,
    dependence,
  });
  return intervals === undefined ? undefined : nearestChange(intervals, present);
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
