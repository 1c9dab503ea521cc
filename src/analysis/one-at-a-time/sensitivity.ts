import { boundsOf, type Distribution } from '../../statistics/index.ts';
import { Exact, inputsOf, type InputNode } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { requiredFigure, statedInput } from '../run/figures.ts';
import type { FlipResult, SensitivityResult } from '../result.ts';
import { flipOf, flipResult, isLever, magnitudeOf } from './flip-of.ts';
import { FlipSearch } from './flips.ts';
import type { Candidate } from './moved-totals.ts';
import { rebuiltTotals } from './rebuilt.ts';
import type { Flip } from './search.ts';

/** How far an input without stated bounds is moved either way. */
const usualSwing = new Exact('0.2');

/** Each input's effect on the chosen option, largest first, and the nearest value of it that flips the verdict. */
export interface OneAtATime {
  readonly sensitivity: readonly SensitivityResult[];
  readonly flips: readonly FlipResult[];
}

/**
 * One-at-a-time sensitivity of the first (cheapest) candidate: every input of a candidate is moved to its bounds (of its distribution, else ±20 %) with the
 * others held. Inputs that change nothing are left out.
 */
export function oneAtATime(
  model: Model,
  workload: string,
  candidates: readonly Candidate[],
  search = new FlipSearch(candidates),
): OneAtATime {
  const rows: SwingingRow[] = [];
  const flips: FlipResult[] = [];
  for (const input of inputsOf(...candidates.map((each) => each.monthly))) {
    if (!isLever(model, input)) continue;
    const flip = flipOf(model, workload, search, input);
    const row = sensitivityRow(model, workload, search, input, flip);
    if (row !== null) rows.push(row);
    if (flip !== null) flips.push(flipResult(input, flip));
  }
  return {
    sensitivity: rows.toSorted((a, b) => b.swing.cmp(a.swing)).map(({ row }) => row),
    flips: flips.toSorted((a, b) => magnitudeOf(a) - magnitudeOf(b)),
  };
}

interface SwingingRow {
  readonly row: SensitivityResult;
  /** By how much the cost differs between the bounds. */
  readonly swing: Exact;
}

function sensitivityRow(
  model: Model,
  workload: string,
  search: FlipSearch,
  input: InputNode,
  flip: Flip | null,
): SwingingRow | null {
  if (flip === null && !model.selecting.has(input.address) && !search.movesFirst(input)) return null;
  const { low, high } = swingOf(input, model.distributions.get(input.address));
  if (low.eq(high)) return null;
  const [first] = search.candidates;
  const totals =
    first !== undefined && model.selecting.has(input.address)
      ? rebuiltTotals(model, workload, first, input, [low, high])
      : search.totalsOfFirst(input, low, high);
  if (totals === null) return null;
  const [monthlyLow, monthlyHigh] = totals;
  const swing = monthlyHigh.minus(monthlyLow).abs();
  if (!swing.isFinite() || (swing.isZero() && flip === null)) return null;
  const row = {
    ...statedInput(input),
    low: requiredFigure(low),
    high: requiredFigure(high),
    monthlyLow: requiredFigure(monthlyLow),
    monthlyHigh: requiredFigure(monthlyHigh),
    flipsAt: flip === null ? null : requiredFigure(flip.at),
  };
  return { row, swing };
}

/** The ends of a bounded distribution, two deviations of a normal, P10 and P90 of a lognormal; else ±20 % within the input's range. */
export function swingOf(
  input: InputNode,
  distribution: Distribution | undefined,
): { readonly low: Exact; readonly high: Exact } {
  const ends = distribution === undefined ? undefined : boundsOf(distribution, 'usual');
  const swing =
    input.whole === true
      ? Exact.max(1, input.value.abs().times(usualSwing).round())
      : input.value.abs().times(usualSwing);
  const low = ends?.low ?? input.value.minus(input.value.isZero() ? 0 : swing);
  const high = ends?.high ?? input.value.plus(input.value.isZero() ? 0 : swing);
  return {
    low: input.minimum === undefined ? low : Exact.max(low, input.minimum),
    high: input.maximum === undefined ? high : Exact.min(high, input.maximum),
  };
}
