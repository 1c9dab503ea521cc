import { curvesOf, evaluateAll, Exact, type InputNode, type Node } from '../formula/index.ts';

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

const stepsEachWay = 160;
/** How far up and down, by factor, an input without a bound is searched. */
const widest = 1000;

/**
 * The nearest change of verdict, up or down, when only this input changes: found on a grid that is dense near the present
 * value, refined to a relative 1e-12 and read exactly. Null where there is none in the input's range (or, without a range,
 * within a factor of 1,000).
 */
export function nearestFlip(candidates: readonly Candidate[], input: InputNode): Flip | null {
  const roots = candidates.map((candidate) => candidate.monthly);
  const curves = curvesOf(roots, input.address);
  if (curves === null) return null;
  const start = input.value.toNumber();
  const winnerAt = (value: number): number => cheapest(curves(value));
  const now = winnerAt(start);
  if (now < 0) return null;
  const found = [reach(input, start, 1), reach(input, start, -1)].flatMap((values) => {
    const flip = firstChange(winnerAt, now, start, values, input.whole === true);
    return flip === null ? [] : [flip];
  });
  const [nearest] = found.toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start));
  if (nearest === undefined) return null;
  const at = input.whole === true ? new Exact(nearest.at) : refine(roots, input, nearest, now);
  return { at, becomes: candidates[nearest.winner]?.id ?? '' };
}

function cheapest(costs: readonly number[]): number {
  let best = -1;
  for (const [index, cost] of costs.entries()) {
    if (Number.isFinite(cost) && (best < 0 || cost < (costs[best] ?? Infinity))) best = index;
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
  const end =
    direction > 0
      ? Math.min(highest, start === 0 ? 1 : start * widest)
      : Math.max(lowest, start > 0 ? 0 : -1);
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

function firstChange(
  winnerAt: (value: number) => number,
  now: number,
  start: number,
  values: readonly number[],
  whole: boolean,
): Bracket | null {
  let before = start;
  for (const value of values) {
    const winner = winnerAt(value);
    if (winner !== now && winner >= 0)
      return whole ? { before, at: value, winner } : bisect(winnerAt, now, before, value);
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
function refine(roots: readonly Node[], input: InputNode, bracket: Bracket, now: number): Exact {
  const present = roots[now];
  const other = roots[bracket.winner];
  const far = new Exact(bracket.at);
  if (present === undefined || other === undefined) return far;
  const difference = (value: Exact): Exact => {
    const [a, b] = evaluateAll([present, other], new Map([[input.address, value]]));
    return (a ?? new Exact(0)).minus(b ?? 0);
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
