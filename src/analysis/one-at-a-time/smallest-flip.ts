import { inputsOf } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { FlipResult } from '../result.ts';
import { flipOf, flipResult, isLever, magnitudeOf } from './flip-of.ts';
import { FlipSearch } from './flips.ts';
import type { Candidate } from './moved-totals.ts';

/** How far around its value, as a share of it, an input is looked at: what bounds settle there is not searched. */
const shares = [0.05, 0.2, 0.5, 1, 4];
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
): FlipResult | null {
  const search = new FlipSearch(candidates);
  const levers = inputsOf(...candidates.map((each) => each.monthly)).filter((each) => isLever(model, each));
  const found: (FlipResult | null)[] = levers.map(() => null);
  let left = [...levers.keys()];
  let nearest = Infinity;
  const look = (index: number): void => {
    const input = levers[index];
    const flip = input && flipOf(model, workload, search, input);
    if (input === undefined || flip === undefined || flip === null) return;
    const result = flipResult(input, flip);
    found[index] = result;
    nearest = Math.min(nearest, magnitudeOf(result));
  };
  for (const share of [...shares, Infinity]) {
    left = left.filter((index) => {
      const input = levers[index];
      const within = Math.min(share, nearest) * surely;
      if (input !== undefined && within !== Infinity && search.isSettledWithin(within, input)) return true;
      look(index);
      return false;
    });
    if (nearest <= share) break;
  }
  const flips = found.flatMap((each) => each ?? []);
  return flips.toSorted((a, b) => magnitudeOf(a) - magnitudeOf(b))[0] ?? null;
}
