import {
  atomForm,
  atomsOf,
  piecesOf,
  pointReader,
  Rational,
  type ClosedRange,
  type PiecewiseForm,
} from '../../formula/index.ts';
import { leastOf, type Stretch } from './stretches.ts';

/** Points of each of the two grids, evenly spaced and evenly spaced in logarithms. */
const gridPoints = 240;
/** Jumps of single steps that are added to the grids, at most. */
const largestJumps = 1_000;
/** A change is pinned down to this share of its place. */
const precision = Rational.of(1, 10n ** 16n);
/** Costs meet at a change where pinning it down shrank their difference to this share: at a jump it stays. */
const meeting = Rational.of(1, 1000);
/** How often a dip between two grid points is narrowed to see whether another formula gets below. */
const narrowings = 48;

/**
 * Which formula is the least where, for formulas that are not piecewise linear: compared on a grid (even, logarithmic, and
 * the jumps of their steps as far as they are known), each change pinned down by bisection, and each place between where
 * the lead shrinks and grows again narrowed for a change and its reverse. A search: narrower stretches can be missed.
 */
export function searchStretches(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  range: ClosedRange,
): readonly Stretch[] {
  const chosen = of.flatMap((each) => forms[each] ?? []);
  const search = new Search(chosen, range);
  return search
    .run()
    .map(({ least, ...rest }) => ({ ...rest, least: least === null ? null : (of[least] ?? null) }));
}

/** A place, what the formulas are there, which is the least, and by how much the next one is above it. */
interface Sample {
  readonly at: Rational;
  readonly values: readonly (Rational | null)[];
  readonly least: number | null;
  readonly lead: Rational | null;
}

class Search {
  readonly #read: (at: Rational) => readonly (Rational | null)[];
  readonly #range: ClosedRange;
  readonly #forms: readonly PiecewiseForm[];
  readonly #found: Stretch[] = [];

  constructor(forms: readonly PiecewiseForm[], range: ClosedRange) {
    this.#forms = forms;
    this.#range = range;
    this.#read = pointReader(forms);
  }

  run(): readonly Stretch[] {
    const samples = gridOf(this.#forms, this.#range).map((at) => this.#sample(at));
    for (const [index, sample] of samples.entries()) {
      const next = samples[index + 1];
      if (next === undefined) break;
      const dip = this.#dip(samples[index - 1], sample, next, samples[index + 2]);
      if (dip === undefined) this.#cell(sample, next);
      else {
        this.#cell(sample, dip);
        this.#cell(dip, next);
      }
    }
    return this.#found;
  }

  #sample(at: Rational): Sample {
    const values = this.#read(at);
    const least = leastOf(values);
    const best = least === null ? null : (values[least] ?? null);
    let lead: Rational | null = null;
    for (const [index, value] of values.entries()) {
      if (value === null || best === null || index === least) continue;
      const gap = value.minus(best);
      if (lead === null || gap.isLess(lead)) lead = gap;
    }
    return { at, values, least, lead };
  }

  /** Adds what lies between two places, pinning down every change. */
  #cell(from: Sample, to: Sample, wide: readonly [Sample, Sample] = [from, to]): void {
    if (from.least === to.least) {
      this.#extend(from.at, to.at, from.least, null);
      return;
    }
    const width = to.at.minus(from.at);
    const size = from.at.sign < 0 ? from.at.negated() : to.at;
    const near = size.times(precision);
    const floor = this.#range.to.minus(this.#range.from).times(precision).times(precision);
    if (width.compare(near) <= 0 || width.compare(floor) <= 0) {
      this.#extend(from.at, to.at, to.least, doMeet(from, to, wide) ? 'equal' : 'jump');
      return;
    }
    const middle = this.#sample(from.at.plus(to.at).times(Rational.of(1, 2)).reduced());
    const isNew = middle.least !== from.least && middle.least !== to.least;
    this.#cell(from, middle, isNew ? [from, middle] : wide);
    this.#cell(middle, to, isNew ? [middle, to] : wide);
  }

  #extend(from: Rational, to: Rational, least: number | null, enters: Stretch['enters']): void {
    const last = this.#found.at(-1);
    if (last?.least === least) this.#found[this.#found.length - 1] = { ...last, to };
    else this.#found.push({ from, to, least, enters: last === undefined ? null : (enters ?? 'jump') });
  }

  /** Where the lead shrinks towards the middle of a cell and grows again: the place in it where another one is the least. */
  #dip(before: Sample | undefined, from: Sample, to: Sample, after: Sample | undefined): Sample | undefined {
    if (from.least !== to.least || from.lead === null || to.lead === null) return undefined;
    const middle = this.#sample(from.at.plus(to.at).times(Rational.of(1, 2)));
    if (middle.least !== from.least) return middle;
    const isInside = isSmaller(middle, from) && isSmaller(middle, to);
    const isAtStart = isSmaller(from, middle) && !isSmaller(before, from);
    const isAtEnd = isSmaller(to, middle) && !isSmaller(after, to);
    if (!isInside && !isAtStart && !isAtEnd) return undefined;
    let [low, high] = [from.at, to.at];
    for (let step = 0; step < narrowings; step++) {
      const third = high.minus(low).times(Rational.of(1, 3));
      const left = this.#sample(rounded(low.plus(third)));
      const right = this.#sample(rounded(high.minus(third)));
      if (left.least !== from.least) return left;
      if (right.least !== from.least) return right;
      if (isSmaller(right, left)) low = left.at;
      else if (isSmaller(left, right)) high = right.at;
      else return undefined;
    }
    return undefined;
  }
}

function isSmaller(a: Sample | undefined, b: Sample): boolean {
  return a?.lead?.isLess(b.lead ?? a.lead) === true && a.least === b.least;
}

/** The same place in 30 digits, so that numbers stay short. */
function rounded(at: Rational): Rational {
  return Rational.fromExact(at.toExact().toSignificantDigits(30)) ?? at;
}

/** Whether the formulas that are the least left and right of a change come together there. */
function doMeet(from: Sample, to: Sample, wide: readonly [Sample, Sample]): boolean {
  const gap = ({ values }: Sample): Rational | null => {
    const a = from.least === null ? null : (values[from.least] ?? null);
    const b = to.least === null ? null : (values[to.least] ?? null);
    if (a === null || b === null) return null;
    return a.isLess(b) ? b.minus(a) : a.minus(b);
  };
  const largest = (samples: readonly Sample[]): Rational | null => {
    const gaps = samples.map(gap);
    return gaps.every((each) => each !== null) ? gaps.reduce((a, b) => (a.isLess(b) ? b : a)) : null;
  };
  const [before, after] = [largest(wide), largest([from, to])];
  return before !== null && after !== null && after.compare(before.times(meeting)) <= 0;
}

function gridOf(forms: readonly PiecewiseForm[], range: ClosedRange): readonly Rational[] {
  const { from, to } = range;
  const width = to.minus(from);
  const points = [from, to];
  for (let step = 1; step < gridPoints; step++)
    points.push(from.plus(width.times(Rational.of(step, gridPoints))));
  for (let step = 1; step < gridPoints; step++) {
    const share = Rational.fromExact(
      from.toExact().plus(width.toExact().times((10 ** ((-12 * step) / gridPoints)).toPrecision(15))),
    );
    if (share !== undefined) points.push(share);
  }
  const jumps = jumpsOf(forms, range);
  points.push(...jumps);
  const sorted = points
    .map(rounded)
    .filter((each) => !each.isLess(from) && !to.isLess(each))
    .sort((a, b) => a.compare(b));
  return sorted.filter((each, index) => index === 0 || sorted[index - 1]?.equals(each) === false);
}

/** Where single steps jump or bend, as far as their own arguments are piecewise linear. */
function jumpsOf(forms: readonly PiecewiseForm[], range: ClosedRange): readonly Rational[] {
  return atomsOf(forms).flatMap((atom) => {
    const pieces = piecesOf([atomForm(atom)], range, largestJumps);
    return pieces.ok ? pieces.functions.flatMap(({ points }) => points.slice(1, -1)) : [];
  });
}
