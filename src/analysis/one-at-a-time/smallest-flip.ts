import { inputsOf, type InputNode } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { FlipResult } from '../result.ts';
import { flipOf, flipResult, isLever, magnitudeOf } from './flip-of.ts';
import { FlipSearch } from './flips.ts';
import type { Candidate } from './moved-totals.ts';

/** How far from its value, as a share of it, an input is tried in doubles, to find one that flips the answer nearby. */
const shares = [0.05, 0.2, 0.5, 1, 4, 30];
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
  const look = (index: number, input: InputNode): void => {
    left.delete(index);
    const within = nearest * surely;
    // What is settled is read from formulas that hold at the present value alone.
    const isRead = !model.selecting.has(input.address);
    if (isRead && within !== Infinity && search.isSettledWithin(within, input)) return;
    const flip = flipOf(model, workload, search, input);
    if (flip === null) return;
    const result = flipResult(input, flip);
    found[index] = result;
    nearest = Math.min(nearest, magnitudeOf(result));
  };
  for (const share of shares) {
    for (const [index, input] of levers.entries())
      if (left.has(index) && search.changesAt(share, input)) look(index, input);
    if (nearest <= share) break;
  }
  for (const [index, input] of levers.entries()) if (left.has(index)) look(index, input);
  const flips = found.flatMap((each) => each ?? []);
  return flips.toSorted((a, b) => magnitudeOf(a) - magnitudeOf(b))[0] ?? null;
}
