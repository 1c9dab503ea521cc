import { inputsOf, type InputNode } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { FlipResult } from '../result.ts';
import { flipOf, flipResult, isLever, magnitudeOf } from './flip-of.ts';
import { FlipSearch } from './flips.ts';
import type { Candidate } from './moved-totals.ts';

/** How far from its value, as a share of it, an input is tried in doubles, to find one that flips the answer nearby. */
const shares = [1, 30];
/** How near, as a share of what is the nearest so far, another one is asked to be. */
const nearer = 0.99;
/** Halvings that tell how near a change is. */
const halvings = 7;
/** A little farther, so that what is settled is surely not as near as what was found. */
const surely = 1 + 1e-6;

/**
 * The first of what `oneAtATime` lists as flips, without searching the others: inputs that surely change nothing as near as
 * one that does are left out.
 */
export function smallestFlip(
  model: Model,
  workload: string,
  candidates: readonly Candidate[],
  search = new FlipSearch(candidates),
): FlipResult | null {
  const levers = inputsOf(...candidates.map((each) => each.monthly)).filter((each) => isLever(model, each));
  const found: (FlipResult | null)[] = levers.map(() => null);
  const left = new Set(levers.keys());
  let nearest = Infinity;
  /** Whether it has one that may be the smallest. */
  const look = (index: number, input: InputNode): boolean => {
    left.delete(index);
    const within = nearest * surely;
    // What is settled is read from formulas that hold at the present value alone.
    const isRead = !model.selecting.has(input.address);
    if (isRead && within !== Infinity && search.isSettledWithin(within, input)) return false;
    const flip = flipOf(model, workload, search, input);
    if (flip === null) return false;
    const result = flipResult(input, flip);
    found[index] = result;
    nearest = Math.min(nearest, magnitudeOf(result));
    return true;
  };
  // The nearer the first one is, the more of the others are settled, and to search one takes as long as to settle dozens.
  let isFound = false;
  while (!isFound) {
    const likely = likelyNearest(levers, left, search);
    if (likely === undefined) break;
    isFound = look(likely, levers[likely] as InputNode);
  }
  for (const [index, input] of levers.entries()) if (left.has(index)) look(index, input);
  const flips = found.flatMap((each) => each ?? []);
  return flips.toSorted((a, b) => magnitudeOf(a) - magnitudeOf(b))[0] ?? null;
}

/** Of the levers left, about the one that flips the answer nearest by, as doubles have it; undefined where none is seen to. */
function likelyNearest(
  levers: readonly InputNode[],
  left: ReadonlySet<number>,
  search: FlipSearch,
): number | undefined {
  for (const [position, share] of shares.entries()) {
    const settled = shares[position - 1] ?? 0;
    let nearest: number | undefined;
    let within = share;
    for (const index of left) {
      const input = levers[index] as InputNode;
      if (!search.changesAt(within, input)) continue;
      nearest = index;
      within = nearer * changeBetween(settled, within, input, search);
    }
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

/** The share at which an input is seen to flip the answer, of one at which it does not and one at which it does. */
function changeBetween(settled: number, share: number, input: InputNode, search: FlipSearch): number {
  let [before, at] = [settled, share];
  for (let round = 0; round < halvings; round += 1) {
    // By size while they are of different ones.
    const middle = before > 0 && at > 4 * before ? Math.sqrt(before * at) : (before + at) / 2;
    if (search.changesAt(middle, input)) at = middle;
    else before = middle;
  }
  return at;
}
