import { Exact, type Curves, type InputNode } from '../../formula/index.ts';

const stepsEachWay = 40;
/** How far up and down, by factor, an input without a bound is searched. */
export const widest = 1000;

/** Where the cheapest option changes as one input moves away from its value. */
export interface Flip {
  readonly at: Exact;
  readonly becomes: string;
}

export interface Bracket {
  /** The last value with the present winner, and the first found with another. */
  readonly before: number;
  readonly at: number;
  readonly winner: number;
}

/** The end of the values that are tried in one direction. */
export function endOf(input: InputNode, start: number, direction: 1 | -1): number {
  const lowest = input.minimum?.toNumber() ?? -Infinity;
  const highest = input.maximum?.toNumber() ?? Infinity;
  return direction > 0
    ? Math.min(highest, start === 0 ? 1 : start * widest)
    : Math.max(lowest, start > 0 ? 0 : -1);
}

/** The values within a share of the present one that are searched: the least and the largest. */
export function rangeAround(input: InputNode, start: number, share: number): readonly [number, number] {
  const reach = Math.abs(start) * share;
  const low = Math.max(endOf(input, start, -1), start - reach);
  const high = Math.min(endOf(input, start, 1), start + reach);
  return input.whole === true
    ? [Math.min(start, Math.ceil(low)), Math.max(start, Math.floor(high))]
    : [Math.min(start, low), Math.max(start, high)];
}

/** How many whole values are tried in one direction. */
function wholeSteps(input: InputNode, start: number, direction: 1 | -1): number {
  const lowest = input.minimum?.toNumber() ?? -Infinity;
  const highest = input.maximum?.toNumber() ?? Infinity;
  return Math.max(0, Math.floor(Math.min(direction > 0 ? highest - start : start - lowest, 1000)));
}

/** The last of the values that are tried in one direction. */
export function lastOf(input: InputNode, start: number, direction: 1 | -1): number {
  return input.whole === true
    ? start + direction * wholeSteps(input, start, direction)
    : endOf(input, start, direction);
}

/** The values tried in one direction, near ones first; the last of them is `lastOf`. */
export function* reach(input: InputNode, start: number, direction: 1 | -1): Generator<number> {
  if (input.whole === true) {
    const length = wholeSteps(input, start, direction);
    for (let step = 1; step <= length; step += 1) yield start + direction * step;
    return;
  }
  const end = endOf(input, start, direction);
  if (!Number.isFinite(end) || end === start) return;
  const scale = start === 0 ? Math.abs(end) : Math.abs(start);
  for (const distance of distancesTo(Math.abs(end - start) / scale))
    yield start + direction * distance * scale;
}

const distances = new Map<number, Float64Array>();
const mostSpans = 64;

/** From a thousandth of the value to the whole span, each as many times as far as the one before, so that small changes are told apart. */
function distancesTo(span: number): Float64Array {
  const known = distances.get(span);
  if (known !== undefined) return known;
  const found = Float64Array.from({ length: stepsEachWay }, (_, index) => {
    const part = (index + 1) / stepsEachWay;
    return part === 1 ? span : Math.min(span, 0.001 * (span / 0.001) ** part);
  });
  if (distances.size >= mostSpans) distances.clear();
  distances.set(span, found);
  return found;
}

/** Where straight lines first get below the one that is the cheapest now, on the way to `end`. */
export function firstCrossing(
  curves: Curves<number>,
  now: number,
  start: number,
  end: number,
): Bracket | null {
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

/** The winner at a value, and by how much the present one leads one other there. */
export interface Look {
  readonly winner: number;
  readonly lead: number;
}

/**
 * As narrow a bracket as doubles are. Each look can take long, so the first are where the lead would be gone if it were a straight
 * line; where there is one change between, that finds what halving alone finds.
 */
export function bisect(lookAt: (value: number) => Look, now: number, from: number, to: number): Bracket {
  let [before, at] = [from, to];
  let [ahead, behind] = [lookAt(from), lookAt(to)];
  const narrow = (value: number): void => {
    const look = lookAt(value);
    if (look.winner === now) [before, ahead] = [value, look];
    else [at, behind] = [value, look];
  };
  for (let guess = 0; guess < mostGuesses; guess += 1) {
    const width = Math.abs(at - before);
    const crossing = before + (at - before) * (ahead.lead / (ahead.lead - behind.lead));
    if (!isBetween(crossing, before, at)) break;
    narrow(crossing);
    // Then from its other side, so that both ends come near.
    const away = Math.sign(at - before) * width * narrowing;
    const beside = before === crossing ? crossing + away : crossing - away;
    if (isBetween(beside, before, at)) narrow(beside);
    if (Math.abs(at - before) > width / 100) break;
  }
  for (let round = 0; round < 100; round += 1) {
    const middle = before + (at - before) / 2;
    if (middle === before || middle === at) break;
    narrow(middle);
  }
  return { before, at, winner: behind.winner };
}

/** Guesses of where a line crosses, and the share of a bracket that is left beside one. */
const mostGuesses = 4;
const narrowing = 1e-5;

function isBetween(value: number, one: number, other: number): boolean {
  return value > Math.min(one, other) && value < Math.max(one, other);
}

/** How far around a place in doubles its exact one is looked for. */
export function widthAround(far: Exact): Exact {
  return Exact.max(far.abs(), '1e-6').times('1e-9');
}

/**
 * The crossing inside a bracket as narrow as doubles are: where the difference of the two totals is linear there, its
 * exact zero; at a jump, the bracket's far end. `totals` are those of the present winner and of the one found.
 */
export function refine(totals: Curves<Exact>, bracket: Bracket): Exact {
  const far = new Exact(bracket.at);
  const difference = (value: Exact): Exact => {
    const [now, other] = totals(value);
    return (now ?? new Exact(0)).minus(other ?? 0);
  };
  const width = widthAround(far);
  const [left, right] =
    bracket.before < bracket.at ? [far.minus(width), far.plus(width)] : [far.plus(width), far.minus(width)];
  const [atLeft, atRight] = [difference(left), difference(right)];
  if (atLeft.eq(atRight) || atLeft.isPositive() === atRight.isPositive()) return far;
  const crossing = left.plus(right.minus(left).times(atLeft).div(atLeft.minus(atRight)));
  const residue = difference(crossing).abs();
  return residue.lte(Exact.max(atLeft.abs(), atRight.abs()).times('1e-12')) ? crossing : far;
}
