import {
  atomForm,
  atomsOf,
  piecesOf,
  Rational,
  type ClosedRange,
  type PiecewiseForm,
} from '../../formula/index.ts';
import { rounded } from './sample.ts';

/** Points of each of the two grids. */
const gridPoints = 240;
/** How far the logarithmic grid goes down, in powers of ten. */
const decades = 12;
/** More jumps than this of a single step are not added. */
const largestJumps = 500;

/** Places to compare formulas at, ascending: evenly spaced, evenly spaced in logarithms, and where single steps jump or bend. */
export function gridOf(forms: readonly PiecewiseForm[], range: ClosedRange): readonly Rational[] {
  const { from, to } = range;
  const width = to.minus(from);
  const places = [from, to, ...jumpsOf(forms, range)];
  for (let step = 1; step < gridPoints; step++) {
    places.push(from.plus(width.times(Rational.of(step, gridPoints))));
    const share = 10 ** ((-decades * step) / gridPoints);
    places.push(from.plus(width.times(Rational.of(Math.round(share * 1e15), 10n ** 15n))));
  }
  const sorted = places
    .map(rounded)
    .filter((each) => from.isLess(each) && each.isLess(to))
    .sort((a, b) => a.compare(b));
  return [from, ...sorted.filter((each, index) => sorted[index - 1]?.equals(each) !== true), to];
}

/** Where single steps jump or bend, as far as they are piecewise linear by themselves. */
function jumpsOf(forms: readonly PiecewiseForm[], range: ClosedRange): readonly Rational[] {
  return atomsOf(forms).flatMap((atom) => {
    const pieces = piecesOf([atomForm(atom)], range, largestJumps);
    return pieces.ok ? pieces.functions.flatMap(({ points }) => points.slice(1, -1)) : [];
  });
}
